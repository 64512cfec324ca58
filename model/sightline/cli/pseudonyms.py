"""What ``--pseudonyms`` does to a run: all that is read is put under made-up names before anything is computed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sightline.cli.output import complain
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.document import Organization
    from sightline.redaction.key_file import KeyFile
    from sightline.redaction.twins import Twins
    from sightline.studies.journey_folder import Dated
    from sightline.studies.scenario import Scenario

SPOKEN: Final = "key.yaml"
"""What the key file is called in all that is handed over."""
_KNOWN: Final = frozenset((".yaml", ".yml", ".json", ".xlsx", ".graphml", ".gexf", ".xml", ".archimate", ".bpmn"))


class Pseudonyms:
    """The made-up names of one run, by a key file that grows with what is read."""

    def __init__(self, file: KeyFile) -> None:
        self._file = file
        self._told = False

    def hide(self, organization: Organization) -> Twins:
        """Put an organization under made-up names, and tell the owner of the key what was left out.

        Raises UsageError where the key cannot be kept: then nothing may be handed over.
        """
        from sightline.phrases import counted
        from sightline.redaction.redacting import redact
        from sightline.redaction.twins import Twins

        redacted = redact(organization, self._file.key)
        self._settle()
        if not self._told:
            complain(f"Note: names are made up. {self._file.path} leads back to the real ones: keep it secret.")
            self._told = True
        if redacted.left_out:
            complain(f"Note: {counted(redacted.left_out, 'text is', 'texts are')} left out.")
        return Twins(redacted.organization, self._file.key)

    def restore(self, organization: Organization) -> Organization:
        """Bring back the real names; raises UsageError where the key knows none of them."""
        from sightline.redaction.redacting import restore

        restored = restore(organization, self._file.key)
        if organization.elements and restored.by_id.keys() == organization.by_id.keys():
            raise UsageError(f"{self._file.path} knows none of the names in this file: is it the key of another one?")
        return restored

    def scenarios(
        self, twins: Twins, scenarios: Iterable[Scenario], *, in_a_row: bool = False, ours: Collection[str] = ()
    ) -> list[Scenario]:
        """Say scenarios in made-up names, each on its own or each after the one before; those named by us stay so."""
        said = []
        for one in scenarios:
            scenario, after = twins.scenario(one, ours)
            twins = after if in_a_row else twins
            said.append(scenario)
        self._settle()
        return said

    def real_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the real names of elements that may be named by made-up ids."""
        key = self._file.key
        return tuple(key.names.get(one, key.ids.get(one, one)) for one in names)

    def _settle(self) -> None:
        """Keep what was made up, before anything is written by it, and let it stand in the order of the real names."""
        from sightline.document.collation import stand_for

        self._file.save()
        stand_for(self._file.key.meant)


def open_pseudonyms(path: Path | None, *others: Path | str | None) -> Pseudonyms | None:
    """Open the key of a run, None where no made-up names are asked for.

    Raises UsageError where the key is one of the other files of the run or lies in one of its folders, InputError with
    every mistake in it.
    """
    if path is None:
        return None
    from sightline.redaction.key_file import KeyFile

    for other in others:
        if other is not None and path.resolve().is_relative_to(Path(other).resolve()):
            raise UsageError(f"--pseudonyms {path} is, or lies in, {other}: keep the key apart from what it hides")
    return Pseudonyms(KeyFile(path))


def refuse_own_texts(pseudonyms: Path | None, catalogue: Path | None) -> None:
    """Raise UsageError where a catalogue of the user's own would be told under made-up names: it is words alone."""
    if pseudonyms is not None and catalogue is not None:
        raise UsageError("--pseudonyms leaves out free texts, and --catalogue is made of them: leave one of them out")


def hidden(organization: Organization, pseudonyms: Pseudonyms | None) -> Organization:
    """Give an organization as it may be told: under made-up names where these are asked for."""
    return organization if pseudonyms is None else pseudonyms.hide(organization).made_up


def hidden_states(states: Sequence[Dated], pseudonyms: Pseudonyms | None) -> Sequence[Dated]:
    """Give the states of a journey as they may be told: under made-up names, and called by their dates."""
    if pseudonyms is None:
        return states
    return [
        replace(one, organization=hidden(one.organization, pseudonyms), label=disguise(one.label, one.date.isoformat()))
        for one in states
    ]


def tell_customers(organization: Organization, named: Sequence[str] | None, pseudonyms: Pseudonyms | None) -> list[str]:
    """List the external customers that were named in a request, as they may be told."""
    if pseudonyms is None or not named:
        return list(named or ())
    return [one.id for one in organization.elements if one.kind == "customer"]


def disguise(file: str | Path, name: str = "organization") -> str:
    """Give a file another name, with the ending that tells its format; standard input is called so."""
    if str(file) == "-":
        return "standard input"
    ending = Path(file).suffix.lower()
    return f"{name}{ending}" if ending in _KNOWN else name
