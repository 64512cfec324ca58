"""Plain sentences for what a YAML parser says about broken syntax.

PyYAML has two parsers (libyaml in C, and its own in Python) that word the same mistake differently; the left column
holds what both have in common where they agree, and one row for each where they do not.
"""

from __future__ import annotations

_SENTENCES = (
    (
        "mapping values are not allowed",
        "a colon stands where no key can be; quote text that contains `: `, or check indentation and the line above",
    ),
    ("could not find expected ':'", "a key without its colon: write `key: value`, with a space after the colon"),
    (
        "did not find expected key",
        "this does not continue what stands above it; check indentation and quotation marks",
    ),
    ("expected <block end>", "this does not continue what stands above it; check indentation and quotation marks"),
    ("did not find expected '-'", "this is no item of the list above it; check the indentation"),
    (
        "sequence entries are not allowed",
        "a list item `- ` stands where no list can begin; begin it on a line of its own",
    ),
    ("expected ',' or ']'", "a list in brackets{opened} is not closed, or a comma is missing"),
    ("expected ',' or '}'", "a mapping in braces{opened} is not closed, or a comma is missing"),
    ("unexpected end of stream", "a quotation mark{opened} is never closed"),
    ("unexpected document indicator", "a quotation mark{opened} is never closed"),
    (
        "unknown escape character",
        "in double quotation marks a backslash begins an escape; write `\\\\` for a backslash",
    ),
    ("alphabetic or numeric character", "text that begins with `*` or `&` needs quotation marks"),
    ("undefined tag handle", "text that begins with `!` needs quotation marks"),
    ("expected '<document start>'", "the file goes on after its end; check the indentation"),
    ("invalid Unicode character", "this escape names a character that does not exist"),
    ("expected <document start>", "the file goes on after its end; check the indentation"),
    ("expected the node content", "a key or a value is missing here, or begins with a sign that needs quotation marks"),
    (
        "did not find expected node content",
        "a key or a value is missing here, or begins with a sign that needs quotation marks",
    ),
    ("tab character", "a tab stands in the indentation; indent with spaces"),
    ("chomping or indentation", "after `|` or `>` only `-`, `+` or a digit may stand on the line"),
    ("comment or line break", "after `|` or `>` only `-`, `+` or a digit may stand on the line"),
)


def explain(problem: str, character: str, opened: int | None) -> str:
    """Say in a sentence what is wrong, from the parser's words and the character it stopped at.

    ``opened`` is the line in which began what the parser was reading.
    """
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab stands in the indentation; indent with spaces"
        sign = "a backtick" if character == "`" else f"`{character}`"
        return f"a value cannot begin with {sign}; put it in quotation marks"
    for words, sentence in _SENTENCES:
        if words in problem:
            return sentence.format(opened=f" (opened in line {opened})" if opened is not None else "")
    return f"this is not YAML: {problem}"
