"""The key as a file: YAML that its owner can read, and that nobody else should."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from sightline.document.atomic import write_atomically
from sightline.document.drafts import Draft
from sightline.document.fields import Identifier, Label, Strict
from sightline.document.limits import HARD_MAXIMA
from sightline.document.text_form import to_yaml
from sightline.document.tree import Tree
from sightline.document.wording import explain, show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, UsageError
from sightline.formats.source import Source
from sightline.redaction.key import Key

HEAD: Final = """\
# SECRET. This key leads from made-up names back to the real ones: keep it apart from what you hand over.
# Keep it as long as anybody has a file made with it: next month the same things get the same names by it.
# Made-up names stand on the left, real ones on the right.
"""


class KeyRecord(Strict):
    """What a key file holds: made-up ids and words with the real ones, and the names of what has the ids."""

    ids: dict[Identifier, Identifier] = Field(default_factory=dict)
    names: dict[Identifier, Label] = Field(default_factory=dict)
    words: dict[Identifier, Label] = Field(default_factory=dict)


class KeyFile:
    """A key, and the file that it is kept in; there need not be one yet."""

    def __init__(self, path: Path) -> None:
        """Read the key of a file; raises InputError with every mistake in it."""
        self.path = path
        self._found = _read(path)
        self.key = _build(self._found, path)
        self._kept = self.key.to_raw()

    def save(self) -> None:
        """Write what was made up since the last time; nobody but the owner of the file can read it.

        Raises UsageError where it cannot be written, or where another command wrote it meanwhile.
        """
        content = self.key.to_raw()
        if content == self._kept:
            return
        if _read(self.path) != self._found:
            raise UsageError(f"another command changed {self.path} meanwhile; nothing was lost: run this again")
        data = (HEAD + to_yaml({part: names for part, names in content.items() if names})).encode()
        write_atomically(self.path, data, secret=True)
        self._found, self._kept = data, content


def _read(path: Path) -> bytes:
    return Source(path).read(HARD_MAXIMA.yaml_bytes) if path.exists() else b""


def _build(data: bytes, path: Path) -> Key:
    """Read the bytes of a key file; an empty one is a key without names."""
    tree = read_yaml(data, file=str(path), limits=HARD_MAXIMA) if data.strip() else Tree({}, file=str(path))
    draft, raw = Draft(tree), tree.value
    if not isinstance(raw, dict):
        raise InputError([draft.problem((), f"a key is a mapping of ids, names and words; found {show(raw)}")])
    try:
        record = KeyRecord.model_validate(raw)
    except ValidationError as error:
        details, known = error.errors(include_url=False, include_input=False), list(KeyRecord.model_fields)
        for place, text, value, suggestion in explain(raw, details, owner="a key", keys=lambda _: known):
            draft.tell(place, text, value, suggestion)
        raise InputError(draft.in_order()) from None
    meant: dict[str, str] = {}
    for made_up, real in record.ids.items():
        if meant.setdefault(real, made_up) != made_up:
            draft.tell(("ids", made_up), f"`{real}` has another made-up name already, `{meant[real]}`", made_up)
    if draft.problems:
        raise InputError(draft.in_order())
    return Key(dict(record.ids), dict(record.names), dict(record.words))
