"""How every command ends: user errors as one clear line each, an interruption quietly, anything else as a fault.

Exit codes: 0 done, 1 a ``--fail-if`` condition (or ``--fail-if-darker``) held, 2 bad input or usage, 130 interrupted.
"""

from __future__ import annotations

import contextvars
import functools
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from sightline.cli.output import complain, let_go_of_output
from sightline.errors import InputError, SightlineError

HELD, BAD_INPUT, INTERRUPTED = 1, 2, 130

Arguments = ParamSpec("Arguments")


def answering(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Turn what goes wrong in a command into sentences and an exit code; each runs in a context of its own."""

    @functools.wraps(command)
    def answer(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            contextvars.copy_context().run(command, *args, **kwargs)
            sys.stdout.flush()
        except SightlineError as error:
            for line in explain(error):
                complain(line)
            raise typer.Exit(BAD_INPUT) from None
        except KeyboardInterrupt:
            complain("Interrupted.")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            let_go_of_output()
            raise typer.Exit(0) from None
        except MemoryError:
            complain("The memory of this machine does not suffice for this organization.")
            raise typer.Exit(BAD_INPUT) from None

    return answer


def explain(error: SightlineError) -> list[str]:
    """Give one line for each problem."""
    if isinstance(error, InputError):
        return [str(problem) for problem in error.problems]
    return [str(error)]
