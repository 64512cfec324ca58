"""What ``sightline report`` hands over: the forms it can take, and the run that each of them tells of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sightline.cli.reading import STANDARD_INPUT, Subject, tell_run
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.formats import ReadOptions
    from sightline.pipeline import Analysis
    from sightline.report.handover import Face, Run
    from sightline.report.handover import Subject as Reported


class Form(StrEnum):
    """A form that a report takes."""

    HTML = "html"
    PPTX = "pptx"
    XLSX = "xlsx"


SEED: Final = 1
FORMS: Final[dict[str, Form]] = {".html": Form.HTML, ".htm": Form.HTML, ".pptx": Form.PPTX, ".xlsx": Form.XLSX}
"""The form of a file, by the ending of its name."""
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
    return tuple((path, _form_of(path)) for path in outputs)


def _form_of(path: Path) -> Form:
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"--output {path} says no form; end it in .html, .pptx or .xlsx, or add --format")
    return form


def build_form(form: Form, reported: Reported, face: Face, sections: Collection[str], template: bytes | None) -> bytes:
    """Build one form of a report."""
    if form is Form.HTML:
        from sightline.report.html import build_page

        return build_page(reported, face, sections).encode()
    if form is Form.PPTX:
        from sightline.report.slides import build_deck

        return build_deck(reported, face, sections=sections, template=template)
    from sightline.report.workbook import build_workbook

    return build_workbook(reported, face, sections=sections)


def require_libraries() -> None:
    """Raise UsageError where what reports are made with is not installed."""
    try:
        import jinja2  # noqa: F401 - only whether they are there
        import pptx  # noqa: F401
        import xlsxwriter  # noqa: F401
    except ImportError as error:
        raise UsageError(f"a report needs {error.name}; install it with: pip install 'sightline[report]'") from None


def tell_report_run(reading: Subject, options: ReadOptions, analysis: Analysis, asked: Asked) -> Run:
    """Tell what the figures come from; files by their names alone, for the report goes to others."""
    from sightline.report.handover import Run
    from sightline.report.handover.commands import Sources, spell_commands
    from sightline.report.manifest import hash_content

    seed = None if asked.draws is None else SEED
    manifest = tell_run(
        reading, options, results=analysis.results, seed=seed, draws=asked.draws, input_format=asked.input_format
    )
    read = [Path(file) for file in (reading.file, *asked.files) if Path(file).exists()]
    manifest["inputs"] = [{"file": file.name, "sha256": hash_content(file)} for file in read]
    sources = Sources(
        file=STANDARD_INPUT if reading.file == "standard input" else Path(reading.file).name,
        reading=_spell_reading(options),
        form=("--input-format", asked.input_format) if asked.input_format else (),
        arrays=("--arrays",) if asked.arrays else (),
        elements=asked.elements,
        scenarios=tuple(one.name for one in asked.scenarios),
        roadmap=reading.organization is not None and bool(reading.organization.interventions),
        draws=asked.draws,
        seed=SEED,
        compare=None if asked.compare is None else Path(asked.compare).name,
    )
    return Run(manifest, spell_commands(sources), reading.notices)


def _spell_reading(options: ReadOptions) -> tuple[str, ...]:
    """Spell the options of reading that are not the default."""
    told = [part for one in options.customers for part in ("--customer", one)]
    told += ["--edges", options.edges] if options.edges != type(options)().edges else []
    return (*told, "--fine") if options.fine else tuple(told)
