"""Find an element by typing its name."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from sightline.app.model import Model
from sightline.app.state import Session


def search_element(user: Session, label: str, *, key: str, first: str) -> str:
    """Offer all elements to choose from; give the id of the chosen one, ``first`` where nothing is selected yet."""
    labels = element_labels(user.open_model)
    shown = user.element or first
    found = st.selectbox(
        label,
        list(labels),
        index=list(labels).index(shown),
        format_func=labels.__getitem__,
        key=f"{key}-{user.generation}-{shown}",
        placeholder="Type a name",
    )
    user.select(found or shown)
    if found not in (None, shown):
        st.rerun()  # the box is made anew for each selection, also for one that is made elsewhere
    return shown


def element_labels(model: Model) -> dict[str, str]:
    """Give each id what it is called in a list, by name: ``Claims adjusters, team``; no two are called the same."""
    return model.recall("element-labels", lambda: _labels(model))


def _labels(model: Model) -> dict[str, str]:
    elements = model.snapshot.network.elements
    called = {
        str(identifier): f"{model.names.label(row)}, {elements.kind(row)}"
        for row, identifier in enumerate(elements.ids.tolist())
    }
    number = Counter(called.values())
    unlike = {identifier: f"{text} ({identifier})" if number[text] > 1 else text for identifier, text in called.items()}
    return dict(sorted(unlike.items(), key=lambda entry: entry[1].casefold()))
