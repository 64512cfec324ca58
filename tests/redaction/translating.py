"""Reads what was told in made-up names by the key, and finds what must not be told."""

from __future__ import annotations

import re

from sightline.redaction.key import Key, as_name

_MADE_UP = re.compile(r"\b[A-Za-z]+[- ][0-9]{2,}\b")


def translate(told: object, key: Key) -> object:
    """Put the real ids, names and words in the place of the made-up ones, wherever they stand in plain values."""
    real = {**key.ids, **key.words}
    real |= {as_name(made_up): name for made_up, name in key.names.items()}
    real |= {as_name(made_up): word for made_up, word in key.words.items()}

    def say(value: object) -> object:
        if isinstance(value, str):
            return _MADE_UP.sub(lambda found: real.get(found.group(), found.group()), value)
        if isinstance(value, dict):
            return {say(name): say(content) for name, content in value.items()}
        return [say(one) for one in value] if isinstance(value, list) else value

    return say(told)
