"""What a command is given to look at: any format that is read, large Parquet folders as arrays without a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.cli.output import complain
from sightline.cli.pseudonyms import SPOKEN, disguise, tell_customers
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.arrays.network import Network
    from sightline.cli.pseudonyms import Pseudonyms
    from sightline.document import ImportSummary, Organization
    from sightline.formats import Reading, ReadOptions
    from sightline.formats.source import EdgeMeaning
    from sightline.redaction.twins import Twins
    from sightline.studies.scenario import Scenario

STANDARD_INPUT = "-"
_PURPOSES = {
    "customers": "names the external customers of a file that does not say who they are",
    "edges": "is for a file that does not say what its edges mean",
    "fine": "is for a file whose finest parts may be left out",
}
LARGE = 50_000
"""Rows of the largest table from which a Parquet folder goes to the arrays directly."""


@dataclass(frozen=True, eq=False)
class Subject:
    """What was read: an organization, or its arrays alone; from where, in which format, with what to know of it.

    Under made-up names there are ``twins``: the organization is the one to hand over, and the file has a made-up name.
    """

    content: Organization | Network
    file: str
    format: str
    notices: tuple[str, ...] = ()
    summary: ImportSummary | None = None
    twins: Twins | None = None
    pseudonyms: Pseudonyms | None = None

    @property
    def organization(self) -> Organization | None:
        """The document, None where there are arrays only."""
        from sightline.document import Organization

        return self.content if isinstance(self.content, Organization) else None

    @property
    def source(self) -> dict[str, object]:
        """What the JSON contract tells of the reading."""
        imported = None if self.summary is None else asdict(self.summary)
        return {"file": self.file, "format": self.format, "notices": list(self.notices), "imported": imported}

    @property
    def key_words(self) -> tuple[str, ...]:
        """The words that a command which computes the same again needs beside the file."""
        return () if self.twins is None else ("--pseudonyms", SPOKEN)

    def tell(self, options: ReadOptions) -> ReadOptions:
        """Give the options of the reading as they may be told: external customers by their made-up ids."""
        if self.organization is None:
            return options
        return replace(options, customers=tuple(tell_customers(self.organization, options.customers, self.pseudonyms)))

    def element(self, name: str) -> str:
        """Give the id of an element that was named to us: the made-up one under made-up names.

        Raises UsageError for one that is not there.
        """
        return name if self.twins is None else self.twins.element(name)

    def scenarios(
        self, scenarios: Iterable[Scenario], *, in_a_row: bool = False, ours: Collection[str] = ()
    ) -> list[Scenario]:
        """Give scenarios that were named to us: in made-up names under these, as they are otherwise.

        Each stands on its own, or, ``in_a_row``, on what the one before it left. The names that are ``ours`` stay.
        Raises UsageError for a change that cannot be made.
        """
        if self.twins is None or self.pseudonyms is None:
            return list(scenarios)
        return self.pseudonyms.scenarios(self.twins, scenarios, in_a_row=in_a_row, ours=ours)


def read_options(customers: Sequence[str] | None, edges: EdgeMeaning | None, *, fine: bool) -> ReadOptions:
    """Put together what a user says of a file that leaves something open."""
    from sightline.formats import ReadOptions

    options = ReadOptions(customers=tuple(customers or ()), fine=fine)
    return options if edges is None else replace(options, edges=edges)


def read_checked(file: str, options: ReadOptions, *, input_format: str | None = None) -> Reading:
    """Read an organization; an option that says what the file says itself is refused.

    Raises InputError with all problems, UsageError for a format or option that does not fit.
    """
    from sightline.formats import ReadOptions, read_organization

    reading = read_organization(file, format=input_format, options=options)
    for name, purpose in _PURPOSES.items():
        if getattr(options, name) != getattr(ReadOptions(), name) and name not in reading.format.asks:
            option = {"customers": "customer"}.get(name, name)
            raise UsageError(f"--{option} {purpose}, and {file} is no such file ({reading.format.title}): leave it out")
    return reading


def read_subject(
    file: str,
    options: ReadOptions,
    *,
    input_format: str | None = None,
    arrays: bool = False,
    pseudonyms: Pseudonyms | None = None,
) -> Subject:
    """Read a file, a folder, or standard input for ``-``; put it under made-up names where these are asked for.

    Raises InputError with all problems, UsageError for a format or option that does not fit.
    """
    if pseudonyms is not None:
        return _read_hidden(file, options, pseudonyms, input_format=input_format, arrays=arrays)
    large = _read_large(file, options, input_format=input_format, always=arrays)
    if large is not None:
        return large
    if arrays:
        raise UsageError(f"--arrays reads a folder of Parquet files, and {file} is none")
    reading = read_checked(file, options, input_format=input_format)
    name = "standard input" if file == STANDARD_INPUT else file
    return Subject(reading.organization, name, reading.format.name, reading.notices, reading.summary)


def tell_run(
    subject: Subject,
    options: ReadOptions,
    *,
    results: Iterable[str],
    seed: int | None = None,
    **parameters: object,
) -> dict[str, object]:
    """Give the manifest of a run on what was read: all that is needed to compute its figures again.

    ``parameters`` are the options of the command; those of the reading join them where they are not the default.
    """
    from sightline.formats import ReadOptions
    from sightline.report.manifest import make_manifest

    told = subject.tell(options)
    chosen = {
        name: list(value) if isinstance(value, tuple) else value
        for name in _PURPOSES
        if (value := getattr(told, name)) != getattr(ReadOptions(), name)
    }
    files = () if subject.file == "standard input" or subject.twins is not None else (subject.file,)
    return make_manifest(
        results=results, parameters=parameters | chosen, seed=seed, files=files, organization=subject.organization
    )


def _read_hidden(
    file: str, options: ReadOptions, pseudonyms: Pseudonyms, *, input_format: str | None, arrays: bool
) -> Subject:
    """Read a document and put it under made-up names; what the reading tells of it is for the owner alone."""
    if arrays:
        raise UsageError("--pseudonyms hides a document, and --arrays reads none: leave one of them out")
    options = replace(options, customers=pseudonyms.real_names(options.customers))
    subject = read_subject(file, options, input_format=input_format)
    if subject.organization is None:
        raise UsageError(f"--pseudonyms hides a document, and {file} is so large that it is read straight into arrays")
    for notice in subject.notices:
        complain(f"Note: {subject.file}: {notice}")
    twins = pseudonyms.hide(subject.organization)
    return Subject(twins.made_up, disguise(file), subject.format, twins=twins, pseudonyms=pseudonyms)


def _read_large(file: str, options: ReadOptions, *, input_format: str | None, always: bool) -> Subject | None:
    """Read a Parquet folder into the arrays where it is large or this is wanted; else None."""
    if file == STANDARD_INPUT or not _is_folder(file):
        return None
    from sightline.formats import detect_format, open_source
    from sightline.formats.parquet import count_parquet_rows, read_parquet_tables

    source = open_source(file, largest=options.limits.json_bytes)
    if detect_format(source, input_format).name != "parquet" or not (always or count_parquet_rows(source) > LARGE):
        return None
    from sightline.arrays.from_tables import network_from_tables
    from sightline.document import Assumptions

    tables = read_parquet_tables(source)
    clarity = tables.handoff_clarity if tables.handoff_clarity is not None else Assumptions().handoff_clarity
    network = network_from_tables(
        tables.elements, tables.relations, tables.obstacles, name=tables.name, handoff_clarity=clarity
    )
    return Subject(network, file, "parquet", ("Read as arrays, without decisions, plans and thresholds of its own.",))


def _is_folder(file: str) -> bool:
    try:
        return Path(file).is_dir()
    except (OSError, ValueError):  # reading tells what is wrong with this path
        return False
