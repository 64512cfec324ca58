"""What can go wrong, said once: a place, a problem, and the errors that carry them.

Errors of the user's making (:class:`InputError`, :class:`UsageError`) carry clean sentences and end a command
with exit code 2. Anything else that escapes is a fault of Sightline and may show its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and inside it a line, a table cell or a named part.

    ``part`` is free text in the file's own terms: ``teams.support.serves[0].to``, ``sheet Relations, row 7``,
    or an XML identifier.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    part: str | None = None

    def __str__(self) -> str:
        head = self.file or ""
        if self.line is not None:
            head += f":{self.line}" if head else f"line {self.line}"
            if self.column is not None:
                head += f":{self.column}"
        return ": ".join(text for text in (head, self.part) if text)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in what the user gave: where, what was found, what was expected.

    ``message`` is one sentence that already names the offending value and, where one is near, the valid value
    that was probably meant. ``value`` and ``suggestion`` repeat them for programs.
    """

    message: str
    place: Place = NOWHERE
    value: str | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}: {self.message}" if where else self.message


class SightlineError(Exception):
    """The base of every error that Sightline raises on purpose."""


class InputError(SightlineError):
    """A file or a graph that cannot be understood; carries every problem found in one run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def of(cls, message: str, place: Place = NOWHERE, value: str | None = None) -> InputError:
        """Build the error of a single problem."""
        return cls([Problem(message, place, value)])


class UsageError(SightlineError):
    """A request that makes no sense: an unknown element, an option out of range, a missing extra."""
