"""How large and how deep an organization file may be before it is refused, and why each limit is where it is.

The defaults suit files of unknown origin. Whoever trusts a file may raise them up to :data:`HARD_MAXIMA`. What is
never read, whatever the limits: YAML aliases, anchors, merge keys and tags of one's own, several documents in a file,
duplicate keys, numbers that are not finite, control characters.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from sightline.errors import UsageError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file, depth, count and length that is read; one more is refused."""

    yaml_bytes: int = 10 * MEGABYTE
    """Size of a YAML file. 5,000 elements with 20,000 relations need 1.5 MB; every megabyte takes a second or two."""

    json_bytes: int = 50 * MEGABYTE
    """Size of a JSON file. JSON is read by programs and written by programs, several times as fast as YAML."""

    yaml_depth: int = 64
    """Mappings and lists inside each other. Format 1 needs 7; composing 25,000 levels in C ends the process."""

    json_depth: int = 100
    """Mappings and lists inside each other. Validators behind the reader stop at 200."""

    yaml_events: int = 1_000_000
    """Keys, values, openings and closings in a YAML file, or so many of the signs between them: 100,000 relations at
    10 events each. 5,000 elements with 20,000 relations need 240,000; a million take two seconds."""

    json_values: int = 5_000_000
    """Values, mappings and lists in a JSON file, counted by the commas and brackets before them: 500,000 relations at
    10 each."""

    text_characters: int = 1_000_000
    """Length of any one text. Entity bombs of 600 bytes have made texts of 3,000,000 characters."""

    number_digits: int = 400
    """Length of a number as written. The longest finite double has 309 digits before its point."""

    def raised(self, **changes: int) -> Limits:
        """Build limits with some of them changed, by name, never above the hard maximum.

        Raises UsageError for an unknown name, a limit below 1 and one above its maximum.
        """
        known = {field.name for field in fields(self)}
        for name, value in changes.items():
            if name not in known:
                raise UsageError(f"`{name}` is not a limit; the limits are {', '.join(sorted(known))}.")
            maximum: int = getattr(HARD_MAXIMA, name)
            if not 1 <= value <= maximum:
                raise UsageError(f"The limit `{name}` can be set from 1 to {maximum:,}, not to {value:,}.")
        return replace(self, **changes)


DEFAULT_LIMITS = Limits()

HARD_MAXIMA = Limits(
    yaml_bytes=500 * MEGABYTE,
    json_bytes=500 * MEGABYTE,
    yaml_depth=180,  # what comes after the readers works by recursion: pydantic stops at about 200
    json_depth=180,
    yaml_events=60_000_000,  # 10 million relations
    json_values=60_000_000,
    text_characters=10_000_000,
    number_digits=4_000,  # Python itself refuses whole numbers above 4,300 digits
)
