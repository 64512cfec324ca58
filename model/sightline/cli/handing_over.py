"""What ``sightline report`` hands over: the forms it can take, and the run that each of them tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sightline.cli.pseudonyms import disguise
from sightline.cli.reading import STANDARD_INPUT, Subject, tell_run
from sightline.errors import UsageError
from sightline.report.forms import Form, form_of

if TYPE_CHECKING:
    from sightline.formats import ReadOptions
    from sightline.pipeline import Analysis
    from sightline.report.handover import Run


SEED: Final = 1
USUAL: Final = "report"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for beside the file itself, as far as it bears on figures."""

    draws: int | None = None
    compare: str | None = None
    scenarios: tuple[Path, ...] = ()
    elements: tuple[str, ...] = ()
    input_format: str | None = None
    arrays: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were read beside the organization."""
        return (*(str(one) for one in self.scenarios), *(() if self.compare is None else (self.compare,)))


def choose_outputs(outputs: Sequence[Path], forms: Sequence[Form]) -> tuple[tuple[Path, Form], ...]:
    """Say which file takes which form: by its ending, or, where one form was named for one file, that.

    Raises UsageError for an ending that is none of ours, and for a file that is named twice.
    """
    if not outputs:
        return tuple((Path(f"{USUAL}.{form}"), form) for form in dict.fromkeys(forms or (Form.HTML,)))
    if forms:
        if len(outputs) > 1 or len(forms) > 1:
            raise UsageError("--format says what one -o is; several are told apart by their endings: leave it out")
        return ((outputs[0], forms[0]),)
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise UsageError("--output names one file twice; give each form a file of its own")
    return tuple((path, form_of(path)) for path in outputs)


def tell_report_run(reading: Subject, options: ReadOptions, analysis: Analysis, asked: Asked) -> Run:
    """Tell what the figures come from; files by their names alone, for the report goes to others."""
    from sightline.report.handover import Run
    from sightline.report.handover.commands import Sources, spell_commands
    from sightline.report.manifest import hash_content

    seed = None if asked.draws is None else SEED
    manifest = tell_run(
        reading, options, results=analysis.results, seed=seed, draws=asked.draws, input_format=asked.input_format
    )
    if reading.twins is None:  # a checksum would tell of files that are guessed right
        read = [Path(file) for file in (reading.file, *asked.files) if Path(file).exists()]
        manifest["inputs"] = [{"file": file.name, "sha256": hash_content(file)} for file in read]
    sources = Sources(
        file=STANDARD_INPUT if reading.file == "standard input" else Path(reading.file).name,
        reading=_spell_reading(reading.tell(options)),
        form=("--input-format", asked.input_format) if asked.input_format else (),
        arrays=("--arrays",) if asked.arrays else (),
        key=reading.key_words,
        elements=tuple(reading.element(one) for one in asked.elements),
        scenarios=tuple(_tell_name(reading, one, "scenario") for one in asked.scenarios),
        roadmap=reading.organization is not None and bool(reading.organization.interventions),
        draws=asked.draws,
        seed=SEED,
        compare=None if asked.compare is None else _tell_name(reading, asked.compare, "earlier"),
    )
    return Run(manifest, spell_commands(sources), reading.notices)


def _tell_name(reading: Subject, file: Path | str, made_up: str) -> str:
    return Path(file).name if reading.twins is None else disguise(file, made_up)


def _spell_reading(options: ReadOptions) -> tuple[str, ...]:
    """Spell the options of reading that are not the default."""
    told = [part for one in options.customers for part in ("--customer", one)]
    told += ["--edges", options.edges] if options.edges != type(options)().edges else []
    return (*told, "--fine") if options.fine else tuple(told)
