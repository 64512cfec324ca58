"""Lists of employees become structure: units, the roles in them, and who reports to whom; no person is kept.

Each row is a post, or ``headcount`` of them. The posts of one title in one unit are one role. A role reports to the
role of its posts' superiors, once however many rows say so. A unit's headcount is that of all posts in it and in its
parts. Where no column and no other sheet says what a unit is part of, it is the unit of its posts' superiors outside
(of its head's superior, where the head is known), if these are all in one.

Names, ids and whatever else tells of single persons stay in the file, and rows are named by their numbers, unless
persons are asked for: then each is a person that performs its role and is part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sightline.document.checks import find_cycles
from sightline.formats.mapping.assembling import Assembly
from sightline.formats.mapping.naming import Part
from sightline.formats.mapping.posts import Post, add_heads, person_name, read_posts
from sightline.formats.mapping.records import Record, Sheet
from sightline.formats.mapping.superiors import Superiors, break_circles
from sightline.formats.mapping.tally import Tally
from sightline.phrases import amount, counted, listed

WITHIN: Final = "reporting within one role"
NO_ROLE: Final = "whose superior, or who, has no job title, so that no role reports"
CIRCLE_OF_ROLES: Final = "of a role that would report to itself by way of others, as the rarest on the way"
NO_NAMES: Final = "of persons who are not named, and not kept"
_MOST_LISTED: Final = 3


class Employees:
    """The posts of all lists of employees together: the superior of a row may stand in another sheet."""

    def __init__(self, sheets: Sequence[Sheet], assembly: Assembly, *, with_persons: bool) -> None:
        self._sheets = sheets
        self._assembly = assembly
        self._with_persons = with_persons
        self._told = Tally()
        self._rows = [record for sheet in sheets for record in sheet.records()]
        self._posts = read_posts(self._rows, assembly, self._told)
        self._persons: dict[Part, list[Post]] = defaultdict(list)
        for post in self._posts:
            self._seat(post)
        for person, posts in self._persons.items():
            if (heads := add_heads(posts)) != 1:
                person.facts["headcount"], person.told_by["headcount"] = heads, posts[0].record

    def _seat(self, post: Post) -> None:
        """Keep the person of a post where persons are asked for; else let others find the role by the person."""
        seat, name = post.role or post.unit, person_name(post.record)
        if seat is None:
            return
        if self._with_persons:
            if name is None:
                self._told.add(NO_NAMES, post.record)
            else:
                seat = self._keep_person(post, name, seat)
        for text in (post.record.text("id"), name):
            if text is not None:
                self._assembly.parts.add_person(seat, text)

    def _keep_person(self, post: Post, name: str, seat: Part) -> Part:
        parts, key = self._assembly.parts, f"person {post.identity}"
        if key not in parts:
            parts.add(Part(key, "person", name, post.record, is_inside=True), has_name=False)
        person = parts[key]
        person.spellings[name] += 1
        self._persons[person].append(post)
        self._assembly.put_into(person, seat, post.record)
        if post.role is not None:
            self._assembly.relate("performs", (person, post.role), post.record, {})
        return person

    def relate(self, heads: Iterable[tuple[Part, str, Record]]) -> None:
        """Read who reports to whom, and from that what units are part of; ``heads`` are those whom units name."""
        superiors = Superiors(self._posts)
        above = superiors.find(self._told)
        self._report(above)
        known_heads = {unit: post for unit, text, _ in heads if (post := superiors.head(text)) is not None}
        self._nest(above, known_heads)

    def _report(self, above: Mapping[Post, Post]) -> None:
        lines: dict[tuple[str, str], list[Post]] = defaultdict(list)
        for post, superior in above.items():
            if post.role is None or superior.role is None:
                self._told.add(NO_ROLE, post.record)
            elif post.role is superior.role:
                self._told.add(WITHIN, post.record)
            else:
                lines[post.role.key, superior.role.key].append(post)
        circular = break_circles({line: len(posts) for line, posts in lines.items()})
        for line, posts in lines.items():
            if line in circular:
                for post in posts:
                    self._told.add(CIRCLE_OF_ROLES, post.record)
            else:
                ends = (self._assembly.parts[line[0]], self._assembly.parts[line[1]])
                self._assembly.relate("reports_to", ends, posts[0].record, {})

    def _nest(self, above: Mapping[Post, Post], heads: Mapping[Part, Post]) -> None:
        """Make units part of the unit that their posts report to, where nothing else says what they are part of."""
        outside: dict[Part, dict[Part, Record]] = defaultdict(dict)
        for post, superior in above.items():
            unit, whole = post.unit, superior.unit
            head = heads.get(unit) if unit is not None else None
            counts = head is None or head.unit is not unit or head is post
            if unit is not None and whole is not None and whole is not unit and counts:
                outside[unit].setdefault(whole, post.record)
        self._assembly.settle_wholes()
        open_units = {unit: wholes for unit, wholes in outside.items() if unit.whole is None}
        several = sorted(unit.title for unit, wholes in open_units.items() if len(wholes) > 1)
        derived = {unit for unit, wholes in open_units.items() if len(wholes) == 1}
        for unit in derived:
            unit.whole = next(iter(open_units[unit].items()))
        wholes_by_key = {part.key: [part.whole[0].key] for part in self._assembly.parts if part.whole is not None}
        in_circle = {self._assembly.parts[key] for circle in find_cycles(wholes_by_key) for key in circle} & derived
        for unit in in_circle:
            unit.whole = None
        for reason, titles in (
            ("their superiors sit in several others", several),
            ("they would be part of each other in a circle", sorted(unit.title for unit in in_circle)),
        ):
            if titles:
                units = counted(len(titles), "unit")
                self._assembly.notes.append(
                    f"Part of no other unit, as {reason}: {units} ({listed(titles, _MOST_LISTED)})."
                )

    def count_heads(self) -> None:
        """Say of each unit how many posts it holds with all its parts; a figure that another sheet says stays."""
        inside: dict[Part, list[Post]] = defaultdict(list)
        for post in self._posts:
            unit, around = post.unit, set[Part]()
            while unit is not None and unit.kind != "customer" and unit not in around:
                around.add(unit)
                unit = unit.whole[0] if unit.whole is not None else None
            for unit in around:
                inside[unit].append(post)
        otherwise = 0
        for unit, posts in inside.items():
            heads = add_heads(posts)
            said = unit.facts.setdefault("headcount", heads)
            unit.told_by.setdefault("headcount", posts[0].record)
            otherwise += said != heads
        if otherwise:
            self._assembly.notes.append(
                f"Kept as another sheet says, though the list of employees comes to another headcount:"
                f" {counted(otherwise, 'unit')}."
            )

    def spell(self) -> Iterator[str]:
        """Say what the lists became and what was doubtful, without anything of a single person."""
        if not self._rows:
            return
        rows, heads = counted(len(self._rows), "row"), amount(add_heads(self._posts))
        units = len({post.unit for post in self._posts if post.unit is not None})
        roles = len({post.role for post in self._posts if post.role is not None})
        became = f"{counted(units, 'unit')} and {counted(roles, 'role')}"
        yield f"Read {rows} of employees, {heads} full-time posts, as {became}."
        if self._with_persons:
            yield f"Kept, as asked: {counted(len(self._persons), 'single person')}."
        else:
            yield "Single persons are not kept: their names and ids stay in the file."
        if self._told:
            yield f"Of the rows of employees: {self._told.spell()}."
