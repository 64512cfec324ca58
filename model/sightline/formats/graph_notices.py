"""What a reader should know of the import of a graph, in sentences: what was read, assumed, left out, and not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sightline.document.tree import ImportSummary
from sightline.formats.source import EdgeMeaning
from sightline.phrases import counted, listed

NO_TYPE: Final = "without a type"
_SAYS: Final[Mapping[EdgeMeaning, str]] = {
    "serves": "the source works for the target",
    "asks": "the target serves the source, who asks",
    "reports_to": "the source reports to the target",
    "part_of": "the source is part of the target",
}
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Account:
    """What one import did, as counts and names."""

    summary: ImportSummary
    from_reader: tuple[str, ...]
    """Sentences of the format's own reader."""
    edges: EdgeMeaning
    """What an edge was taken to mean where its type does not say."""
    assumed: int
    """So many edges whose type does not say."""
    both_ways: int
    not_nested: Mapping[str, int]
    """Nodes that are no part of the node around them, by reason."""
    not_read: Mapping[str, int]
    """Parts of the file that mean nothing here, by a noun in the singular."""
    unread_attributes: tuple[str, ...]
    undeclared: int
    """Nodes that name no kind of ours."""
    customers: tuple[str, ...]
    chosen: Literal["asked", "declared", "found"]
    """Who said that these are the external customers: the user, the file, or the rule of names."""
    renamed: int
    """Nodes whose name alone made no id."""
    cut: int


def spell_notices(account: Account) -> Iterator[str]:
    """Spell the account in sentences, what concerns everybody first."""
    summary = account.summary
    types = listed([f"{number:,} {name}" for name, number in summary.by_type.items()], _MOST_LISTED)
    types = f" ({types})" if set(summary.by_type) - {NO_TYPE} else ""
    read = f"{counted(summary.elements, 'node')} and {counted(summary.relations, 'edge')}{types}"
    yield f"Read {read} from {f'{summary.format} {summary.version}'.strip()}."
    yield from account.from_reader
    if account.assumed:
        others = listed([f"`{other}`" for other in _SAYS if other != account.edges])
        yield (
            f"Read as `{account.edges}` ({_SAYS[account.edges]}), where no type says what is meant:"
            f" {counted(account.assumed, 'edge')}. The other meanings, chosen with --edges, are {others}."
        )
    if account.both_ways:
        yield f"Read as work both ways, for want of a direction: {counted(account.both_ways, 'edge')}."
    if summary.left_out:
        total = sum(summary.left_out.values())
        yield f"Left out {total:,} of {counted(summary.relations, 'edge')}: {_spell(summary.left_out)}."
    if account.not_nested:
        yield f"Nodes that are no part of the node around them: {_spell(account.not_nested)}."
    if not_read := [counted(number, noun) for noun, number in account.not_read.items() if number]:
        yield f"Not read: {listed(not_read)}."
    if account.unread_attributes:
        yield f"Attributes that are not read: {listed(account.unread_attributes, _MOST_LISTED)}."
    yield from _spell_nodes(account)


def _spell_nodes(account: Account) -> Iterator[str]:
    if account.undeclared:
        nodes = counted(account.undeclared, "node")
        yield f"Read as teams or external customers, as they name no kind of ours: {nodes}."
    customers = listed(account.customers, _MOST_LISTED)
    if account.chosen == "asked":
        yield f"Taken as external customers, as asked: {customers}."
    elif account.chosen == "declared":
        yield f"External customers, as the file says: {customers}."
    elif account.customers:
        yield (
            f"Taken as external customers, by their names: {customers}."
            " Name others with --customer NAME; then only those count."
        )
    else:
        yield (
            "No external customer was found: no node is named like one (customer, client, citizen, patient and the"
            " like). Name one with --customer NAME."
        )
    if account.renamed:
        yield f"Ids got a kind or a number, as their names are shared or have no letters for one: {account.renamed:,}."
    if account.cut:
        yield f"Texts cut to the length that format 1 allows: {account.cut:,}."


def _spell(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{number:,} {reason}" for reason, number in counts.items())
