"""Builders of files that attack a reader: small in bytes, large in depth, time or memory."""

from __future__ import annotations


def make_alias_bomb(levels: int = 9) -> bytes:
    """Build the billion laughs: each level names the one below nine times."""
    first = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"
    more = (f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels))
    return "\n".join([first, *more]).encode()


def make_merge_bomb(levels: int = 9) -> bytes:
    """Build nested merges: 469 bytes took the common loaders ten seconds."""
    first = "a0: &a0 {k: v}"
    more = (f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 9)}]}}" for level in range(1, levels))
    return "\n".join([first, *more]).encode()


def make_deep_flow(depth: int) -> bytes:
    """Build lists inside each other in brackets; closed, so that only the depth is wrong."""
    return b"[" * depth + b"]" * depth


def make_deep_flow_mapping(depth: int) -> bytes:
    """Build mappings inside each other in braces, in a form that is YAML and JSON."""
    return b'{"a": ' * depth + b"1" + b"}" * depth


def make_deep_list(depth: int) -> bytes:
    """Build lists inside each other on one line, in YAML's block style."""
    return b"- " * depth + b"x"


def make_deep_mapping(depth: int) -> bytes:
    """Build mappings inside each other in YAML's block style: each level is indented one more."""
    return b"".join(b" " * level + b"a:\n" for level in range(depth - 1)) + b" " * (depth - 1) + b"a: 1\n"


def make_tag_lines(count: int) -> bytes:
    """Build many %TAG lines; parsers compare each with all before it."""
    return "".join(f"%TAG !t{number}! tag:t{number}\n" for number in range(count)).encode() + b"---\na: 1\n"


ALIASES: dict[str, bytes] = {
    "billion laughs": make_alias_bomb(),
    "an anchor alone": b"a: &x 1\n",
    "an alias as a key": b"a: &x 1\n*x : 2\n",
    "an alias of itself": b"a: &x [*x]\n",
    "an anchor on a key": b"&x a: 1\n",
}

TAGS: dict[str, bytes] = {
    "a call": b"a: !!python/object/apply:os.system ['true']\n",
    "an object": b"a: !!python/object:sightline.document.tree.Tree {}\n",
    "a name": b"a: !!python/name:os.system ''\n",
    "a module": b"a: !!python/module:os ''\n",
    "binary": b"a: !!binary aGVsbG8=\n",
    "a date": b"a: !!timestamp 2026-01-01\n",
    "a set": b"a: !!set {x: null}\n",
    "an ordered mapping": b"a: !!omap [x: 1]\n",
    "one of its own": b"a: !mine 1\n",
    "a full name": b"a: !<tag:example.org,2026:x> 1\n",
    "on a key": b"!mine a: 1\n",
    "on a list": b"a: !mine [1]\n",
    "on the top": b"!mine {a: 1}\n",
}
