"""Whom each post reports to: the superior may be given by id, by name or by title; what cannot be told is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sightline.document.checks import find_cycles
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.naming import spell_person
from sightline.formats.mapping.posts import Post, person_name
from sightline.formats.mapping.tally import Tally

ROOT: Final = "at the top, without a superior"
SELF_REPORT: Final = "naming itself as its own superior"
ORPHAN: Final = "naming a superior who is not in the list"
AMBIGUOUS: Final = "naming a superior whom several rows fit"
CIRCLE: Final = "reporting to each other in a circle"

ROOTS: Final = frozenset(("xx", "xxx", "root", "top", "nobody", "no one", "0"))
"""What people write for the superior of who has none, in small letters; further ones are blanks."""

_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "manager": ("id", "name", "title"),
    "manager_name": ("name", "id", "title"),
    "manager_title": ("title",),
}
"""By field of the superior, how it is looked up, the likeliest first."""


class Superiors:
    """The posts by what others may call them, and the superior of each."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._posts = posts
        self._by: dict[str, dict[str, list[Post]]] = {way: defaultdict(list) for way in ("id", "name", "title")}
        for post in posts:
            record = post.record
            for way, said in (
                ("id", record.text("id")),
                ("name", person_name(record)),
                ("title", record.text("title")),
            ):
                if said is not None:
                    self._by[way][_spell(way, said)].append(post)

    def find(self, told: Tally) -> dict[Post, Post]:
        """Find the superior of each post that has one; count in ``told`` why the others have none."""
        found: dict[Post, Post] = {}
        by_person: dict[str, list[str]] = {}
        for post in self._posts:
            superior, reason = self._superior(post)
            if superior is None:
                told.add(reason, post.record)
            else:
                found[post] = superior
                if post.identity and superior.identity:
                    by_person.setdefault(post.identity, []).append(superior.identity)
        in_circle = {identity for circle in find_cycles(by_person) for identity in circle}
        for post, superior in list(found.items()):
            if post.identity in in_circle and superior.identity in in_circle:
                told.add(CIRCLE, post.record)
                del found[post]
        return found

    def head(self, text: str) -> Post | None:
        """Find the one post that a unit names as its head; None where none or several fit."""
        posts = _in_one_seat(self._look_up(text, _WAYS["manager"]))
        return posts[0] if posts else None

    def _superior(self, post: Post) -> tuple[Post | None, str]:
        reason = ROOT
        for field, ways in _WAYS.items():
            text = post.record.text(field)
            if text is None:
                continue
            fits = self._look_up(text, ways)
            if not fits and plain(text) in ROOTS:
                return None, ROOT
            if post.identity and any(one.identity == post.identity for one in fits):
                return None, SELF_REPORT
            others = [one for one in fits if one.role is None or one.role is not post.role]
            near = [one for one in others if one.unit is post.unit]
            for chosen in (fits, others, near):
                if posts := _in_one_seat(chosen):
                    return posts[0], ""
            reason = AMBIGUOUS if fits else ORPHAN
        return None, reason

    def _look_up(self, text: str, ways: Iterable[str]) -> list[Post]:
        return next((found for way in ways if (found := self._by[way].get(_spell(way, text), []))), [])


def _in_one_seat(posts: Sequence[Post]) -> Sequence[Post]:
    """Give posts back where all of them are of one role, or without one of one unit; else nothing."""
    return posts if len({(post.role, post.unit) for post in posts}) == 1 else ()


def _spell(way: str, text: str) -> str:
    return spell_person(text) if way == "name" else plain(text)


def break_circles(counts: Mapping[tuple[str, str], int]) -> set[tuple[str, str]]:
    """Find the lines between roles to leave out so that none reports to itself, by way of others either.

    Of all lines that are on a circle, those that the fewest rows say are left out, until no circle is left: what comes
    out does not depend on the order of the rows.
    """
    lines_up: dict[str, list[str]] = defaultdict(list)
    for below, above in counts:
        lines_up[below].append(above)
    if not find_cycles(lines_up):
        return set()
    import networkx as nx

    left_out: set[tuple[str, str]] = set()
    waiting = [set(counts)]
    while waiting:
        graph = nx.DiGraph(waiting.pop())
        for component in nx.strongly_connected_components(graph):
            lines = set(graph.subgraph(component).edges)
            if len(component) > 1:
                fewest = min(counts[line] for line in lines)
                weakest = {line for line in lines if counts[line] == fewest}
                left_out |= weakest
                waiting.append(lines - weakest)
    return left_out
