"""Changes to relations and elements, each chosen in a few boxes by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, cast

import numpy as np
import streamlit as st

from sightline.app.plain import plain
from sightline.catalogue import OBSTACLE_KINDS
from sightline.document import Organization
from sightline.document.vocabulary import CARRYING, EFFORT_KINDS, ELEMENT_KINDS, RelationKind
from sightline.formats.identifiers import slug
from sightline.phrases import clean, cut
from sightline.report.wording import Names
from sightline.studies.changes import (
    AddElement,
    AddObstacle,
    AddRelation,
    Change,
    RemoveElement,
    RemoveRelation,
    Reroute,
    SetHeadcount,
    SetVolume,
)
from sightline.studies.history import History
from sightline.studies.naming import carries, is_member


@dataclass(frozen=True)
class Boxes:
    """The boxes of one form: what can be chosen in the organization as the scenario has it.

    ``selected`` is the element that is chosen elsewhere in the app; boxes begin with it.
    """

    history: History
    selected: str | None
    key: str

    @property
    def organization(self) -> Organization:
        """The organization as the scenario has it."""
        return self.history.organization

    @cached_property
    def names(self) -> Names:
        """What people call its parts."""
        return Names(self.history.snapshot.network)

    def element(self, label: str, *, begin: bool = False, kinds: Sequence[str] = ELEMENT_KINDS) -> str | None:
        """Let the user choose an element, beginning with the selected one where asked; give its id."""
        elements = self.names.network.elements
        rows = [row for row in range(len(elements)) if elements.kind(row) in kinds]
        first = elements.row.get(self.selected) if begin and self.selected is not None else None
        row = st.selectbox(
            label,
            rows,
            index=rows.index(first) if first in rows else None,
            format_func=lambda row: self.names.element(row).replace("`", ""),
            placeholder="Choose by name",
            key=f"{self.key}-{label}",
        )
        return None if row is None else str(elements.ids[row])

    def relation(self, label: str) -> int | None:
        """Let the user choose a relation that carries work, those of the selected element first; give its row."""
        relations, elements = self.names.network.relations, self.names.network.elements
        rows = np.flatnonzero(~relations.implied)
        if self.selected in elements.row:
            here = elements.row[self.selected]
            rows = rows[
                np.argsort((relations.supplier[rows] != here) & (relations.customer[rows] != here), kind="stable")
            ]
        return st.selectbox(
            label,
            rows.tolist(),
            index=None,
            format_func=self._spell,
            placeholder="Choose by the names of its ends",
            key=f"{self.key}-{label}",
        )

    def _spell(self, row: int) -> str:
        relations = self.names.network.relations
        ends = [self.names.element(int(end[row])) for end in (relations.supplier, relations.customer)]
        return f"{ends[0]} {relations.kind(row)} {ends[1]}".replace("`", "")

    def spelled(self, row: int) -> str:
        """Spell a relation as changes name it."""
        return self.names.network.spell_relation(row)

    def joining(self, supplier: str | None, kind: str) -> Literal["replaced", "kept"] | None:
        """Ask what becomes of a membership, where a first relation of its own would end it."""
        if supplier is None or kind not in CARRYING or not is_member(self.organization, supplier):
            return None
        parent = self.organization.by_id[supplier].part_of or ""
        choice = st.radio(
            plain(f"Until now its work goes through {cut(clean(self.organization.by_id[parent].title))}. Then:"),
            ("replaced", "kept"),
            format_func=lambda one: {"replaced": "the new relation alone", "kept": "half of it each way"}[one],
            horizontal=True,
            key=f"{self.key}-membership",
        )
        return cast("Literal['replaced', 'kept']", choice)


def _add_relation(boxes: Boxes) -> Change | None:
    supplier = boxes.element("Who works", begin=True)
    customer = boxes.element("For whom")
    kind: RelationKind = st.selectbox("How", CARRYING, key=f"{boxes.key}-how")
    volume = st.number_input("Volume", 0.0, 1e12, 1.0, key=f"{boxes.key}-volume", help=_VOLUME)
    membership = boxes.joining(supplier, kind)
    if supplier is None or customer is None:
        return None
    return AddRelation(supplier, customer, kind, volume, membership)


def _reroute(boxes: Boxes) -> Change | None:
    row = boxes.relation("Relation")
    supplier, customer = boxes.element("Now from (as before if empty)"), boxes.element("Now to (as before if empty)")
    membership = boxes.joining(supplier, boxes.names.network.relations.kind(row) if row is not None else "")
    if row is None or (supplier is None and customer is None):
        return None
    return Reroute(boxes.spelled(row), supplier, customer, membership)


def _remove_relation(boxes: Boxes) -> Change | None:
    row = boxes.relation("Relation")
    if row is None:
        return None
    relations, elements = boxes.names.network.relations, boxes.names.network.elements
    supplier = str(elements.ids[relations.supplier[row]])
    parent = boxes.organization.by_id[supplier].part_of
    restored = False
    if parent is not None and not carries(boxes.organization, supplier, without=int(relations.position[row])):
        restored = st.toggle(
            plain(f"Its work then goes through {cut(clean(boxes.organization.by_id[parent].title))}"),
            key=f"{boxes.key}-restored",
            help="Else the work goes nowhere any more: it is the last relation of this element.",
        )
    return RemoveRelation(boxes.spelled(row), "restored" if restored else "ended")


def _set_volume(boxes: Boxes) -> Change | None:
    row = boxes.relation("Relation")
    if row is None:
        return None
    now = float(boxes.names.network.relations.volume[row])
    volume = st.number_input("Volume", 0.0, 1e12, now, key=f"{boxes.key}-volume-{row}", help=_VOLUME)
    return SetVolume(boxes.spelled(row), volume) if volume != now else None


def _add_element(boxes: Boxes) -> Change | None:
    name = clean(st.text_input("Name", key=f"{boxes.key}-name", max_chars=200))
    kind = st.selectbox("Kind", ELEMENT_KINDS, index=ELEMENT_KINDS.index("team"), key=f"{boxes.key}-kind")
    parent = boxes.element("Part of (nothing if empty)") if kind != "customer" else None
    headcount = None
    if kind in EFFORT_KINDS:
        headcount = st.number_input("Headcount", 0.0, 1e6, None, key=f"{boxes.key}-headcount", placeholder="Open")
    return AddElement(_free_id(boxes.organization, name), kind, name, parent, headcount) if name else None


def _remove_element(boxes: Boxes) -> Change | None:
    element = boxes.element("Element", begin=True)
    return None if element is None else RemoveElement(element)


def _set_headcount(boxes: Boxes) -> Change | None:
    element = boxes.element("Element", begin=True, kinds=EFFORT_KINDS)
    if element is None:
        return None
    now = boxes.organization.by_id[element].headcount
    headcount = st.number_input("Headcount", 0.0, 1e6, now, key=f"{boxes.key}-count-{element}", placeholder="Open")
    return SetHeadcount(element, headcount) if headcount != now else None


def _add_obstacle(boxes: Boxes) -> Change | None:
    element = boxes.element("Where", begin=True, kinds=tuple(kind for kind in ELEMENT_KINDS if kind != "customer"))
    named = {known.kind: known.name for known in OBSTACLE_KINDS}
    kind = st.selectbox("What", list(named), format_func=named.__getitem__, key=f"{boxes.key}-what")
    severity = st.slider("It takes", 0, 100, 50, format="%d %%", key=f"{boxes.key}-severity")
    return None if element is None else AddObstacle(element, kind, severity / 100)


_VOLUME: Final = "The share of the output that goes here, in any unit that the relations of one element share."
_FORMS: Final[dict[str, Callable[[Boxes], Change | None]]] = {
    "Add a relation": _add_relation,
    "Reroute a relation": _reroute,
    "Remove a relation": _remove_relation,
    "Change a volume": _set_volume,
    "Add an element": _add_element,
    "Remove an element": _remove_element,
    "Change a headcount": _set_headcount,
    "Add an obstacle": _add_obstacle,
}


def choose_change(history: History, selected: str | None, key: str) -> Change | None:
    """Let the user put a change together; give it when it is to be made."""
    what = st.selectbox(
        "What to change",
        list(_FORMS),
        index=None,
        placeholder="Add, move or remove",
        key=f"{key}-form",
        label_visibility="collapsed",
    )
    if what is None:
        return None
    boxes = Boxes(history, selected, f"{key}-{what}")
    with st.container(border=True):
        change = _FORMS[what](boxes)
        if st.button("Try it", type="primary", disabled=change is None, key=f"{key}-try", width="stretch"):
            return change
    return None


def _free_id(organization: Organization, name: str) -> str:
    base = identifier = slug(name) or "new"
    number = 1
    while identifier in organization.by_id:
        number += 1
        identifier = f"{base}-{number}"
    return identifier
