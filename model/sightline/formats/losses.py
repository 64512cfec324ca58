"""What a format cannot hold, in the sentences of the documentation; what is replaced is counted, and told."""

from __future__ import annotations

from typing import Any, Final

from sightline.document.text_decoding import UNPRINTABLE
from sightline.phrases import counted

REPLACEMENT: Final = "\ufffd"

EMPTY_RECORDS: Final = "a `source`, `ratings` or `experiences_as_customer` in which nothing stands is left out"
FORBIDDEN_CHARACTERS: Final = "a character that no text may hold (a control character) becomes U+FFFD, which is told"


class Replacing:
    """Replaces characters that no text may hold, in everything that it is given, and counts them.

    Files are refused for them; what a program builds, or a Parquet file holds, may have them.
    """

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, value: Any) -> Any:  # noqa: ANN401 - gives what it is given, of the same kind
        """Give a text, or lists and mappings with texts in them, without such characters."""
        if isinstance(value, str):
            value, times = UNPRINTABLE.subn(REPLACEMENT, value)
            self._count += times
        elif isinstance(value, dict):
            value = {key: self(content) for key, content in value.items()}
        elif isinstance(value, list):
            value = [self(item) for item in value]
        return value

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of it; nothing where nothing was replaced."""
        if not self._count:
            return ()
        return (f"Replaced by {REPLACEMENT}, as no text may hold them: {counted(self._count, 'character')}.",)


def tell_too_large(number: int, most: int, unit: str) -> tuple[str, ...]:
    """Tell that what is written is larger than what is read again; nothing where it is not."""
    if number <= most:
        return ()
    size = f"it has {counted(number, unit)}, and up to {most:,} are read"
    return (f"This is too large to be read again ({size}): keep an organization of this size as Parquet.",)
