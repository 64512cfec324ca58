"""Which element of a model a group of an event log is: as the user says, by id, or by name; never by a guess.

A group is matched to the element that has its name, or whose id is the name in the letters of an id (``Call centre``
is ``call-centre``), without regard to case, spaces and signs between words. Where several elements have that name, or
none has, nothing is matched, and the nearest are told. Several groups may be the same element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sightline.document import Element, Organization
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.wording import did_you_mean, nearest, show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Place, Problem, UsageError
from sightline.formats.csv_folder import SUFFIX, read_csv
from sightline.formats.identifiers import slug
from sightline.formats.source import TableLimits, open_source

_MANY = 3


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A group that is no element of the model, and the ids of those it could be, the nearest first."""

    group: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """The id of the element that each group is, and the groups that are none."""

    elements: Mapping[str, str]
    unmatched: tuple[Unmatched, ...]


def match_groups(groups: Iterable[str], organization: Organization, chosen: Mapping[str, str]) -> Matching:
    """Match groups to elements; ``chosen`` names the element (by id or name) of some groups and counts first.

    Raises InputError with every choice that names no group or no single element.
    """
    known = list(dict.fromkeys(groups))
    named: dict[str, list[str]] = defaultdict(list)
    for element in organization.elements:
        for spelling in _spellings(element):
            named[spelling].append(element.id)
    elements = _follow_choices(known, organization, named, chosen)
    unmatched: list[Unmatched] = []
    for group in known:
        if group in elements:
            continue
        fits = [group] if group in organization.by_id else named.get(_plain(group), [])
        if len(fits) == 1:
            elements[group] = fits[0]
        else:
            unmatched.append(Unmatched(group, tuple(fits[:_MANY]) or _find_near(group, named)))
    return Matching(elements, tuple(unmatched))


def read_matches(file: Path) -> dict[str, str]:
    """Read which group is which element: a YAML mapping, or a CSV table with these two columns in this order.

    Raises InputError with what is wrong and its place, UsageError for a file that cannot be read.
    """
    limits, yaml_limits = TableLimits(), DEFAULT_LIMITS
    source = open_source(file, largest=yaml_limits.yaml_bytes)
    if source.suffix == SUFFIX:
        table = read_csv(source.read(limits.file_bytes), file=source.name, limits=limits)
        rows = [(number, [*row, None, None][:2]) for number, row in enumerate(table.rows, start=table.first_row)]
        pairs = [(group, element, table.place(number)) for number, (group, element) in rows if group or element]
    else:
        tree = read_yaml(source.read(yaml_limits.yaml_bytes), file=source.name)
        if not isinstance(tree.value, Mapping):
            raise InputError.of("expected a mapping from groups to elements", Place(source.name))
        pairs = [(group, element, tree.place((group,))) for group, element in tree.value.items()]
    problems = [
        Problem(f"group {show(group)} is matched to {show(element)}; expected the id or name of an element", place)
        for group, element, place in pairs
        if not (isinstance(group, str) and isinstance(element, str))
    ]
    if problems:
        raise InputError(problems)
    return {str(group): str(element) for group, element, _ in pairs}


def _follow_choices(
    groups: list[str], organization: Organization, named: Mapping[str, list[str]], chosen: Mapping[str, str]
) -> dict[str, str]:
    problems: list[Problem] = []
    elements: dict[str, str] = {}
    for group, element in chosen.items():
        fits = [element] if element in organization.by_id else named.get(_plain(element), [])
        if group not in groups:
            near = did_you_mean(nearest(group, groups))
            problems.append(Problem(f"{show(group)} is no group of the log{near}", value=group))
        if len(fits) == 1:
            elements[group] = fits[0]
        else:
            near = did_you_mean(fits[0] if fits else nearest(element, organization.by_id))
            count = "several elements have" if fits else "no element has"
            problems.append(Problem(f"{count} the id or name {show(element)}{near}", value=element))
    if problems:
        raise InputError(problems)
    return elements


def require_customer(organization: Organization, name: str) -> str:
    """Find an external customer of a model by id or name. Raises UsageError with the nearest."""
    customers = {element.id: element for element in organization.elements if element.kind == "customer"}
    fits = (
        [name]
        if name in customers
        else [key for key, element in customers.items() if _plain(name) in _spellings(element)]
    )
    if len(fits) != 1:
        near = did_you_mean(fits[0] if fits else nearest(name, customers))
        raise UsageError(f"{show(name)} is not an external customer of this model{near}")
    return fits[0]


def _spellings(element: Element) -> set[str]:
    return {_plain(element.id), _plain(element.title)}


def _plain(text: str) -> str:
    # Names in other scripts have no spelling in the letters of an id.
    return slug(text) or " ".join(text.split()).casefold()


def _find_near(group: str, named: Mapping[str, list[str]]) -> tuple[str, ...]:
    near = nearest(_plain(group), named)
    return tuple(named[near][:_MANY]) if near else ()
