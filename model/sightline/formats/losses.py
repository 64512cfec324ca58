"""What a format cannot hold, in the sentences of the documentation; whoever writes a file is told the rest."""

from __future__ import annotations

from typing import Final

from sightline.phrases import counted

REPLACEMENT: Final = "\ufffd"

EMPTY_RECORDS: Final = "a `source`, `ratings` or `experiences_as_customer` in which nothing stands is left out"
FORBIDDEN_CHARACTERS: Final = "a character that no text may hold (a control character) becomes U+FFFD, and that is told"


def tell_replaced(number: int, where: str) -> tuple[str, ...]:
    """Tell how many characters were replaced because ``where`` may not hold them; nothing where there were none."""
    if not number:
        return ()
    return (f"Replaced by {REPLACEMENT}, as {where} may not hold them: {counted(number, 'character')}.",)
