"""The posts of lists of employees: one a row, each in a unit and a role, without the person who holds it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sightline.document.wording import show
from sightline.formats.mapping.assembling import AGAIN, Assembly
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.listings import SAYS_NOTHING
from sightline.formats.mapping.naming import Part, spell_person
from sightline.formats.mapping.records import Record
from sightline.formats.mapping.tally import Tally
from sightline.formats.mapping.units import find_units

DIFFERS: Final = "for an id or name that another row has with other facts; each is counted"
NO_UNIT: Final = "without a unit"
NO_TITLE: Final = "without a job title, counted in their unit only"
NOWHERE: Final = "with neither a unit nor a job title"
SEVERAL_FUNCTIONS: Final = "in a role whose rows name several functions, which is not kept"

WITHHELD: Final = frozenset(("not disclosed", "redacted", "unknown", "vacancy", "vacant", "withheld"))
"""What stands for the name of a person who is not named, in small letters; further ones are blanks."""


@dataclass(slots=True, eq=False)
class Post:
    """One row: ``identity`` tells who it is about (by id, else by name), and is empty where the row does not say."""

    record: Record
    identity: str
    heads: float
    unit: Part | None = None
    role: Part | None = None


def person_name(record: Record) -> str | None:
    """Take the name of the person; None where it is withheld."""
    name = record.text("name")
    return None if name is None or plain(name) in WITHHELD else name


def read_posts(records: Iterable[Record], assembly: Assembly, told: Tally) -> list[Post]:
    """Take the posts of the rows, with their units and roles; what is doubtful is counted in ``told``."""
    posts = [
        Post(record, _identify(record), _count_heads(record, assembly))
        for record in records
        if _says_something(record, assembly)
    ]
    posts = _without_duplicates(posts, assembly, told)
    units = find_units([post.record for post in posts], assembly, told)
    for post in posts:
        post.unit = units.get(post.record)
        if post.unit is not None:
            post.unit.is_inside = True
        title = post.record.text("title")
        if title is not None:
            post.role = _role(post.record, title, post.unit, assembly)
        if post.unit is None and post.role is None:
            assembly.left_out.add(NOWHERE, post.record)
        elif post.unit is None:
            told.add(NO_UNIT, post.record)
        elif post.role is None:
            told.add(NO_TITLE, post.record)
    _fill_roles(posts, assembly, told)
    return posts


def _says_something(record: Record, assembly: Assembly) -> bool:
    if not record.values:
        assembly.left_out.add(SAYS_NOTHING, record)
    return bool(record.values)


def _identify(record: Record) -> str:
    identifier, name = record.text("id"), person_name(record)
    if identifier is not None:
        return f"id {plain(identifier)}"
    return f"name {spell_person(name)}" if name is not None else ""


def _count_heads(record: Record, assembly: Assembly) -> float:
    heads = record.values.get("headcount", 1)
    if isinstance(heads, int | float) and math.isfinite(heads) and heads >= 0:
        return heads
    message = f"the number of posts is {show(heads)}; expected a number, at least 0"
    assembly.tell(message, record.place("headcount"), heads)
    return 0


def _without_duplicates(posts: Sequence[Post], assembly: Assembly, told: Tally) -> list[Post]:
    """Leave out rows that repeat another about the same one; rows that say something else of the same one stay."""
    said: dict[str, list[str]] = defaultdict(list)
    kept: list[Post] = []
    for post in posts:
        if post.identity:
            facts = repr(sorted(post.record.values.items(), key=lambda pair: pair[0]))
            if facts in said[post.identity]:
                assembly.left_out.add(AGAIN, post.record)
                continue
            if said[post.identity]:
                told.add(DIFFERS, post.record)
            said[post.identity].append(facts)
        kept.append(post)
    return kept


def _role(record: Record, title: str, unit: Part | None, assembly: Assembly) -> Part:
    key = f"role {plain(title)} in {unit.key if unit is not None else 'no unit'}"
    if key not in assembly.parts:
        role = Part(key, "role", title, record, is_inside=True)
        role.whole = None if unit is None else (unit, record)
        assembly.parts.add(role, has_name=False)
    role = assembly.parts[key]
    role.spellings[title] += 1
    return role


def _fill_roles(posts: Iterable[Post], assembly: Assembly, told: Tally) -> None:
    """Say of each role how many posts it has and what its function is; a role is found by a title of its own."""
    in_role: dict[Part, list[Post]] = defaultdict(list)
    for post in posts:
        if post.role is not None:
            in_role[post.role].append(post)
    titles = Counter(plain(role.title) for role in in_role)
    for role, members in in_role.items():
        heads = add_heads(members)
        if heads != 1:
            role.facts["headcount"], role.told_by["headcount"] = heads, members[0].record
        functions = {text for post in members if (text := post.record.text("function")) is not None}
        if len(functions) == 1:
            role.facts["function"], role.told_by["function"] = functions.pop(), members[0].record
        elif functions:
            told.add(SEVERAL_FUNCTIONS, members[0].record)
        if titles[plain(role.title)] == 1 and not assembly.parts.find(role.title):
            assembly.parts.add_name(role, role.title)


def add_heads(posts: Iterable[Post]) -> float:
    """Add up how many full-time posts some rows stand for, without the dust of adding decimals."""
    return round(math.fsum(post.heads for post in posts), 6)
