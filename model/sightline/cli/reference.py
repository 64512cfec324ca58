"""The reference of all commands, written from the commands themselves; ``python -m sightline.cli.reference`` prints it.

The page itself stands in ``docs/cli.md``: what is between its markers is generated, everything else is written by hand.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from sightline.cli.application import app

BEGIN = "<!-- commands, generated: do not edit from here -->"
END = "<!-- end of commands -->"


def render(page: str) -> str:
    """Put the fresh reference between the markers of the page."""
    return re.sub(
        re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: f"{BEGIN}\n\n{describe()}\n{END}", page, flags=re.DOTALL
    )


@dataclass(frozen=True, slots=True)
class _Parameter:
    """One argument or option: how it is spelled, and what it means."""

    is_option: bool
    spelled: str
    meaning: str
    required: bool


def describe() -> str:
    """Describe every command as Markdown, those of groups last."""
    return "\n".join(line for name, command in list_commands() for line in _describe(name, command))


def list_commands() -> Iterator[tuple[str, CommandInfo]]:
    """List all commands by what is written to run them: ``survey make`` for the command of a group."""
    for command in app.registered_commands:
        yield str(command.name), command
    for group in app.registered_groups:
        assert group.typer_instance is not None  # noqa: S101 - every group was registered with its commands
        for command in group.typer_instance.registered_commands:
            yield f"{group.name} {command.name}", command


def _describe(name: str, command: CommandInfo) -> Iterator[str]:
    function = command.callback
    assert function is not None  # noqa: S101 - every command was registered with its function
    parameters = list(_parameters(function))
    arguments = [one for one in parameters if not one.is_option]
    options = [one for one in parameters if one.is_option]
    words = ["[OPTIONS]"] if options else []
    words += [one.spelled if one.required else f"[{one.spelled}]" for one in arguments]
    yield f"## sightline {name}\n"
    yield f"```text\nsightline {' '.join([name, *words])}\n```\n"
    yield from (f"{' '.join(part.split())}\n" for part in inspect.cleandoc(function.__doc__ or "").split("\n\n"))
    for noun, rows in (("Argument", arguments), ("Option", options)):
        if rows:
            yield f"| {noun} | Meaning |\n| --- | --- |"
            yield from (f"| `{_cell(one.spelled)}` | {_cell(one.meaning)} |" for one in rows)
            yield ""


def _parameters(function: Callable[..., object]) -> Iterator[_Parameter]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        kind, info = get_args(hints[name])[:2]
        is_option = isinstance(info, OptionInfo)
        spelled = _spell_option(name, kind, info) if is_option else str(info.metavar or name).strip("[]")
        yield _Parameter(is_option, spelled, _meaning(info, parameter.default), parameter.default is parameter.empty)


def _spell_option(name: str, kind: object, info: OptionInfo) -> str:
    # In `Annotated`, Typer takes the first name for a default, and moves it when it builds the command.
    names = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]
    spelled = ", ".join(sorted(names or [f"--{name.replace('_', '-')}"], key=len))
    if kind is bool:  # Typer makes the opposite of an option that was given no name
        return spelled if names else f"{spelled} / --no-{spelled.removeprefix('--')}"
    choices = [word for one in (kind, *get_args(kind)) if get_origin(one) is Literal for word in get_args(one)]
    return f"{spelled} {info.metavar or '/'.join(choices) or 'N'}"


def _meaning(info: OptionInfo | ArgumentInfo, default: object) -> str:
    text = info.help or ""
    stated = info.show_default if isinstance(info.show_default, str) else default
    if isinstance(stated, str | int) and not isinstance(stated, bool):
        text += f" Default: `{stated}`."
    return text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Print the page with its reference made anew; the path of the page is the only argument."""
    page = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.write(render(page))


if __name__ == "__main__":
    main()
