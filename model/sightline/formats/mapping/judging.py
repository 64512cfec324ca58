"""What a sheet is about, judged by the words of its headers and by its values, with a certainty and a reason.

Each kind of sheet has its own signs. The kind with the strongest wins; a second one that is nearly as strong makes the
judgement less sure, for that is when a person should look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sightline.formats.mapping.body import is_total
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.column_facts import MOSTLY, ColumnFacts, Table, share_found
from sightline.formats.mapping.profile import SheetKind
from sightline.phrases import listed

MOST: Final = 0.97
"""No judgement is surer than that."""
PLAIN: Final = 0.9
"""How sure a judgement is whose signs leave no doubt worth asking about."""

IDENTITIES: Final = ("name", "unit", "job", "system", "delivers", "performs", "serves", "person name", "unit id", "id")
"""What may say which element a row is about, the likeliest first."""
_FACTS: Final = (
    *("kind", "parent", "headcount", "effort", "description", "tags", "function"),
    *("serves", "served by", "delivers", "performs", "supports", "superior"),
)
SUPERIORS: Final = ("superior", "superior id", "superior name", "superior title")

_LISTED: Final = ("id", "person id", "unit id", "name", "person name", "unit", "job")
_NO_MARKS: Final = frozenset(("headcount", "effort", "severity", "id", "person id", "unit id", "private", "aside"))
_ALL_DIFFERENT: Final = 0.95
_HALF: Final = 0.5
_CLOSE: Final = 0.3
_LEAST: Final = 0.3
_FEWEST_MARKS: Final = 3
_UNKNOWN: Final = 0.3
_BY_VALUES: Final = 0.55
_SCALE: Final = {1: 0.0, 2: 0.65, 3: 0.85, 4: 0.92}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sheet is, how sure that is (0 to 1), and why in words."""

    kind: SheetKind
    certainty: float
    reason: str


@dataclass(frozen=True, slots=True)
class References:
    """What the tables of one file list, one a row, and what they mention at the ends of relations, table by table."""

    listed: Mapping[int, frozenset[str]]
    mentioned: Mapping[int, frozenset[str]]

    def others(self, table: Table) -> frozenset[str]:
        """Collect the names and ids that the other tables list."""
        return frozenset().union(*(words for key, words in self.listed.items() if key != id(table)))

    def mentions(self, table: Table) -> frozenset[str]:
        """Collect what the other tables mention at the ends of relations."""
        return frozenset().union(*(words for key, words in self.mentioned.items() if key != id(table)))


def collect_references(tables: Sequence[Table]) -> References:
    """Collect what each table lists and mentions."""
    return References({id(one): _list_names(one) for one in tables}, {id(one): _list_ends(one) for one in tables})


def _list_names(table: Table) -> frozenset[str]:
    return frozenset().union(
        *(
            column.all_words
            for column in table.columns
            if column.distinct >= _ALL_DIFFERENT and any(table.certainty(column, one) > _HALF for one in _LISTED)
        )
    )


def _list_ends(table: Table) -> frozenset[str]:
    ends = [table.column(concept) for concept in ("from", "to", "place")]
    return frozenset().union(*(column.words for column in ends if column is not None))


def judge(table: Table, references: References) -> Judgement:
    """Judge what a sheet is about."""
    if table.has("case") + table.has("event") > 1 and table.has("event"):
        return Judgement("ignore", PLAIN, "it looks like an event log, which `sightline discover` reads")
    found = [judge_one(table, references) for judge_one in _JUDGES]
    best, second = sorted(found, key=lambda one: -one.certainty)[:2]
    if best.certainty < _LEAST:
        return Judgement("ignore", _UNKNOWN, "neither its headers nor its values say what it is about")
    if {best.kind, second.kind} == {"elements", "units"}:  # both list elements, and are read alike
        return Judgement(best.kind, round(min(best.certainty, MOST), 2), best.reason)
    doubt = max(0.0, second.certainty - (best.certainty - _CLOSE))
    reason = f"{best.reason}; it could also be a list of {second.kind}" if doubt else best.reason
    return Judgement(best.kind, round(min(best.certainty - doubt, MOST), 2), reason)


def _judge_elements(table: Table, references: References) -> Judgement:
    identity = find_identity(table)
    if identity is None or _find_ends_by_words(table, references):
        return Judgement("elements", 0.0, "")
    said = [concept for concept in _FACTS if table.column(concept) not in (None, identity)]
    is_id_only = not any(table.certainty(identity, concept) for concept in IDENTITIES[:-2])
    certainty = (_HALF if is_id_only else 0.7) + 0.1 * len(said)
    if share_found(identity.words, references.others(table) | references.mentions(table)) > _HALF:
        certainty += 0.15
    if identity.distinct < _ALL_DIFFERENT:
        certainty *= 0.6
    is_person = "person name" in identity.concepts and "name" not in identity.concepts
    if is_person or table.has("person id", "part of a name", "private") or _reports_among_rows(table):
        certainty *= _HALF
    says = f", and columns for {listed(said, 3)}" if said else ""
    return Judgement("elements", min(certainty, 0.95), f"each row has a name (`{identity.heading.text}`){says}")


def find_identity(table: Table) -> ColumnFacts | None:
    """Find the column that says which element a row is about: one that each row fills with another value."""
    found = [column for concept in IDENTITIES if (column := table.column(concept)) is not None and not column.dates]
    full = [column for column in found if column.filled > MOSTLY]
    different = [column for column in full if column.distinct >= _ALL_DIFFERENT]
    return next(iter(different or full), None)


def _judge_units(table: Table, references: References) -> Judgement:
    by_id, by_name = table.column("unit id"), table.column("unit")
    identity = by_id or by_name
    is_about_persons = table.has("person id", "part of a name", "private", "job")
    if identity is None or identity.distinct < _ALL_DIFFERENT or identity.filled < MOSTLY or is_about_persons:
        return Judgement("units", 0.0, "")
    certainty = _HALF + 0.25 * bool(by_id and by_name) + 0.2 * bool(table.has(*SUPERIORS))
    certainty += 0.15 * bool(table.has("parent")) + 0.1 * bool(references.others(table) & identity.words)
    return Judgement("units", min(certainty, 0.95), f"each row is another unit (`{identity.heading.text}`)")


def _judge_employees(table: Table, _: References) -> Judgement:
    about_persons = {
        "ids of persons": table.has("person id"),
        "names of persons": max(table.has("part of a name"), _has_names_of_persons(table)),
        "job titles": table.has("job"),
        "facts about persons": table.has("private"),
        "rows that others report to": 1.0 * _reports_among_rows(table),
    }
    levels = sum(table.certainty(column, "unit") > 0 for column in table.columns)
    about_places = {
        "superiors": table.has(*SUPERIORS),
        "units": table.has("unit", "unit id"),
        "levels of units": levels - 1.0,
    }
    signs = [word for word, certainty in (about_persons | about_places).items() if certainty >= _HALF]
    if not any(about_persons.values()) or not any(about_places.values()):
        return Judgement("employees", 0.0, "")
    certainty = _SCALE.get(len(signs), 0.95)
    return Judgement("employees", certainty, f"its columns hold {listed(signs)}")


def _reports_among_rows(table: Table) -> bool:
    """Tell whether rows with a name or id of their own report to each other, several of them in one unit."""
    unit = table.column("unit") or table.column("unit id")
    if unit is None or unit.distinct >= _ALL_DIFFERENT:
        return False
    superiors = [column for concept in SUPERIORS if (column := table.column(concept)) is not None]
    rows = [column for concept in ("id", "name") if (column := table.column(concept)) is not None]
    return any(share_found(superior.words, row.all_words) >= MOSTLY for superior in superiors for row in rows)


def _has_names_of_persons(table: Table) -> float:
    """Say how sure it is that a column holds names of persons, where its header is for these alone."""
    return max(
        (
            table.certainty(column, "person name")
            for column in table.columns
            if not table.certainty(column, "name") and column.distinct > _HALF
        ),
        default=0.0,
    )


def _judge_matrix(table: Table, _: References) -> Judgement:
    names = find_row_names(table)
    marks = find_mark_columns(table, names) if names is not None else []
    if names is None or len(marks) < _FEWEST_MARKS:
        return Judgement("matrix", 0.0, "")
    above = {plain(column.heading.text) for column in marks}
    shared = len(above & names.words) / min(len(above), len(names.words))
    if shared > _HALF:
        return Judgement("matrix", 0.85 if shared < MOSTLY else 0.95, "the names of its columns are those of its rows")
    if max(column.marks for column in marks) > MOSTLY:
        return Judgement(
            "matrix", 0.6, "its cells are marks under names, but the columns have other names than the rows"
        )
    are_unknown = not any(column.matches for column in marks)
    return Judgement("matrix", 0.45 * are_unknown, "its cells are numbers under headers of unknown meaning")


def find_row_names(table: Table) -> ColumnFacts | None:
    """Find the column that names the rows of a matrix: the first of names where the columns have the same ones."""
    texts = [column for column in table.columns if column.said and column.distinct >= _ALL_DIFFERENT]
    above = frozenset(plain(column.heading.text) for column in table.columns)
    return max(
        (column for column in texts if not column.holds_marks() or share_found(column.words, above) > _HALF),
        key=lambda one: (share_found(one.words, above), -one.heading.column),
        default=None,
    )


def find_mark_columns(table: Table, names: ColumnFacts) -> list[ColumnFacts]:
    """List the columns of a matrix that hold its marks: those named like a row, or with nothing but marks."""
    if table.located.header_row is None:
        return []
    others = [column for column in table.columns if column is not names and not is_total(column.heading.text)]
    return [one for one in others if plain(one.heading.text) in names.words or _is_marked(one)]


def _is_marked(column: ColumnFacts) -> bool:
    """Tell whether a column has nothing but marks; one without any may still be named for somebody who gets nothing."""
    if not column.said:
        return column.concepts <= {"serves", "unit"}
    return column.holds_marks() and (column.marks > MOSTLY or not _NO_MARKS & column.concepts)


def _judge_relations(table: Table, references: References) -> Judgement:
    ends = find_ends(table, references)
    if ends is None:
        return Judgement("relations", 0.0, "")
    first, second = (column.heading.text for column in ends.columns)
    return Judgement("relations", ends.certainty, f"each row goes from `{first}` to `{second}`{ends.remark}")


@dataclass(frozen=True, slots=True)
class Ends:
    """The two columns of a list of relations.

    ``asks``: the first asks the second for help; None where the words of the headers leave it open.
    """

    columns: tuple[ColumnFacts, ColumnFacts]
    asks: bool | None
    certainty: float
    remark: str = ""


_PAIRS: Final[tuple[tuple[str, str, bool | None, float], ...]] = (
    ("served by", "serves", False, 0.95),
    ("from", "to", None, 0.92),
    ("asker", "asked", True, 0.95),
    ("from", "serves", False, 0.92),
    ("served by", "to", False, 0.92),
    ("asker", "to", True, 0.85),
    ("from", "asked", True, 0.85),
)
_OPEN_PAIRS: Final[tuple[tuple[str, str, bool], ...]] = (
    ("name", "serves", False),
    ("unit", "serves", False),
    ("name", "served by", True),
    ("unit", "served by", True),
)


def find_ends(table: Table, references: References) -> Ends | None:
    """Find the two ends of the relations that the rows of a table say, by words or by values."""
    ends = _find_ends_by_words(table, references)
    if ends is not None:
        return ends
    for first, second, asks in _OPEN_PAIRS:
        one, other = table.column(first), table.column(second)
        if one is not None and other is not None and one is not other and one.distinct < _ALL_DIFFERENT:
            return Ends((one, other), asks, 0.8, f", as `{one.heading.text}` comes several times")
    return _find_ends_by_values(table, references)


def _find_ends_by_words(table: Table, references: References) -> Ends | None:
    """Find the ends by words. Suppliers and customers may be facts of elements: not where each row has a name."""
    for first, second, asks, certainty in _PAIRS:
        one, other = table.column(first), table.column(second)
        if one is None or other is None or one is other or not _are_names(one, other, references.others(table)):
            continue
        if asks is None or find_identity(table) in (None, one, other):
            return Ends((one, other), asks, certainty if asks is None or not _may_be_about(table, one, other) else 0.6)
    return None


def _may_be_about(table: Table, *ends: ColumnFacts) -> bool:
    """Tell whether a column of unknown meaning has another text in each row, which may be what the row is about."""
    return any(
        column not in ends and not column.concepts and column.filled > MOSTLY and column.distinct >= _ALL_DIFFERENT
        for column in table.columns
        if column.figures < _HALF
    )


def _are_names(one: ColumnFacts, other: ColumnFacts, known: frozenset[str]) -> bool:
    """Tell whether two columns hold names or ids, and not amounts: numbers must come in both, or be known."""
    if max(one.numbers, other.numbers) < MOSTLY:
        return True
    both = one.words | other.words
    return share_found(one.words, other.words) > _HALF or share_found(both, known) > _HALF


def _find_ends_by_values(table: Table, references: References) -> Ends | None:
    """Find two columns of the same names where no header says what they are."""
    texts = [column for column in table.columns if column.filled > MOSTLY and not column.matches and not column.marks]
    if len(texts) < 2 or len(table.columns) > len(texts) + 2:
        return None
    one, other = texts[:2]
    known = references.others(table)
    are_shared = min(share_found(one.words, other.words), share_found(other.words, one.words)) > _HALF
    are_known = min(share_found(one.words, known), share_found(other.words, known)) > _HALF
    if not (are_shared or are_known) or max(one.distinct, other.distinct) >= _ALL_DIFFERENT:
        return None
    why = "are listed elsewhere" if are_known else "are the same"
    return Ends((one, other), None, _BY_VALUES, f", whose values {why}; no header says so")


def _judge_obstacles(table: Table, _: References) -> Judgement:
    what, severity = table.column("obstacle") or table.column("kind"), table.column("severity")
    is_about_relations = bool(table.has("volume", "output"))
    where = max(table.has("place", "name", "unit"), min(table.has("from", "served by"), table.has("to", "serves")))
    if what is None or not (severity or table.has("obstacle")) or is_about_relations or what.filled < _HALF:
        return Judgement("obstacles", 0.0, "")
    certainty = 0.3 + 0.4 * bool(severity) + 0.25 * bool(where)
    return Judgement("obstacles", certainty, f"each row names an obstacle (`{what.heading.text}`)")


_JUDGES: Final[tuple[Callable[[Table, References], Judgement], ...]] = (
    _judge_matrix,
    _judge_relations,
    _judge_obstacles,
    _judge_employees,
    _judge_units,
    _judge_elements,
)
