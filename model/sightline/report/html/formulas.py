"""Our formulas on the page: the LaTeX that :mod:`sightline.report.explaining` writes, as MathML, which browsers set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from sightline.report.html.drawing import Drawing, inline

_TOKENS: Final = re.compile(r"\\[A-Za-z]+|\\[,;:!]|[0-9]+|\S")
_TEXT: Final = re.compile(r"\\text\{([^{}]*)\}")
_SIGNS: Final = {
    r"\cdot": "\u00b7", r"\to": "\u2192", r"\partial": "\u2202", r"\sum": "\u2211", r"\prod": "\u220f",
    r"\int": "\u222b", "-": "\u2212",
}  # fmt: skip
_WORDS: Final = {r"\max", r"\ln"}
_SPACES: Final = {r"\,": "0.17em", r"\:": "0.22em", r"\;": "0.28em", r"\quad": "1em", r"\qquad": "2em"}
_LIMITS: Final = {r"\sum", r"\prod", r"\max"}


def to_mathml(formula: str) -> Drawing:
    """Set a formula; raises ValueError for a command that our formulas do not use."""
    texts: list[str] = []

    def keep(found: re.Match[str]) -> str:
        texts.append(found[1])
        return rf"\kept{{{len(texts) - 1}}}"

    signs = iter(_TOKENS.findall(_TEXT.sub(keep, formula)))
    root = Element("math", {"display": "block"})
    _fill(SubElement(root, "mrow"), signs, texts, end=None)
    return inline(tostring(root, encoding="unicode"))


def _fill(row: Element, signs: Iterator[str], texts: list[str], *, end: str | None) -> None:
    """Read signs into a row up to ``end``; what is raised or lowered joins what stands before it."""
    limits = False
    for sign in signs:
        if sign == end:
            return
        if sign in "_^":
            _raise(row, "sub" if sign == "_" else "sup", _group(signs, texts), limits=limits)
        else:
            row.append(_atom(sign, signs, texts))
            limits = sign in _LIMITS


def _raise(row: Element, side: str, script: Element, *, limits: bool) -> None:
    base = row[-1]
    row.remove(base)
    if base.tag in {"msub", "munder"} and side == "sup":
        base.tag = {"msub": "msubsup", "munder": "munderover"}[base.tag]
        base.append(script)
        row.append(base)
        return
    tag = {"sub": "munder", "sup": "mover"}[side] if limits else f"m{side}"
    joined = SubElement(row, tag)
    joined.extend([base, script])


def _group(signs: Iterator[str], texts: list[str]) -> Element:
    """Read what is in braces, or a single sign, as one row."""
    row = Element("mrow")
    sign = next(signs)
    if sign == "{":
        _fill(row, signs, texts, end="}")
    else:
        row.append(_atom(sign, signs, texts))
    return row


def _atom(sign: str, signs: Iterator[str], texts: list[str]) -> Element:
    if sign == r"\frac":
        fraction = Element("mfrac")
        fraction.extend([_group(signs, texts), _group(signs, texts)])
        return fraction
    if sign == r"\kept":
        number = _group(signs, texts)[0].text or ""
        return _leaf("mtext", texts[int(number)])
    if sign in _SPACES:
        return Element("mspace", {"width": _SPACES[sign]})
    if sign in _WORDS:
        return _leaf("mi", sign[1:])
    if sign in _SIGNS:
        return _leaf("mo", _SIGNS[sign])
    if sign.startswith("\\"):
        raise ValueError(f"no formula of ours uses {sign}")
    return _leaf("mi" if sign.isalpha() else "mn" if sign.isdigit() else "mo", sign)


def _leaf(tag: str, text: str) -> Element:
    leaf = Element(tag)
    leaf.text = text
    return leaf
