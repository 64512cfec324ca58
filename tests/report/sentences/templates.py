"""Every sentence template that the outputs can say, read from the code, and how its figures are read back.

A template is a text with ``{}`` where something is filled in. What counts: a text that is filled in and has three
words of its own at least, and a constant with a full stop. Docstrings, messages of errors, formulas and markup are
none. Lines and order of the code do not matter.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import sightline

ROOT = Path(sightline.__file__).parent
SPEAKING = (
    "analyzers/*.py",
    "merging/wording.py",
    "pictures/*.py",
    "report/*wording.py",
    "report/explaining/*.py",
    "report/handover/*.py",
    "studies/displacement.py",
    "studies/effect.py",
    "studies/plan_warnings.py",
)
"""The modules whose sentences reach a client."""
HOLE = "{}"
_WORD = re.compile(r"[A-Za-z]{2,}")
_STOP = re.compile(r"[.!?](?= |$)")
_NO_SENTENCE = re.compile(r"[\\<=]|datum|^data:|\{name|\(\?")


def templates() -> dict[str, str]:
    """Give every template with the module that says it."""
    found: dict[str, str] = {}
    for pattern in SPEAKING:
        paths = sorted(ROOT.glob(pattern))
        assert paths, f"nothing speaks at {pattern}"
        for path in paths:
            for text in in_source(path.read_text(encoding="utf-8")):
                found.setdefault(text, path.relative_to(ROOT).as_posix())
    return found


def in_source(source: str) -> Iterator[str]:
    """Read the templates of one module."""
    tree = ast.parse(source)
    silent = {id(part) for node in ast.walk(tree) if _is_silent(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
            silent.update(id(part) for part in node.values if isinstance(part, ast.Constant))
            silent.update(
                id(part)
                for one in node.values
                if (spec := getattr(one, "format_spec", None))
                for part in ast.walk(spec)
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _is_sentence(text):
            yield text


def _is_silent(node: ast.AST) -> bool:
    """Leave out docstrings, and what is said by errors."""
    return isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _is_sentence(text: str) -> bool:
    words = len(_WORD.findall(text))
    return words >= 3 and not _NO_SENTENCE.search(text) and (HOLE in text or bool(_STOP.search(text)))


@cache
def pattern_of(template: str) -> re.Pattern[str]:
    """Read what stands in the holes of a template; a hole at its end reaches as far as the clause."""
    parts = [re.sub(r"^\\\.", r"\\.(?!\\d)", re.escape(part)) for part in template.split(HOLE)]
    return re.compile("(.*?)".join(parts) + (r"(?=$|[.;,)](?: |$))" if template.endswith(HOLE) else ""))
