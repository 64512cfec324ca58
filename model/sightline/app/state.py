"""What one user has open. The only module that touches Streamlit's session state and the address of the page.

Everything lives in the session of one user: models, what was computed from them, edits, scenarios, the selection. What
is chosen on a page (the selected element, filters) stands in the address as well, so that a reload or a bookmark
brings it back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

import streamlit as st

from sightline.app import drafts
from sightline.app.model import Model, Origin
from sightline.app.samples import find_sample, read_sample
from sightline.app.trial import Trial, from_raw, to_raw
from sightline.document import Organization
from sightline.errors import SightlineError

_KEY = "sightline"
_LONGEST_CHOICE = 200
_MOST_CHOSEN = 200
MOST_EDITS = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of editing: what was done, in a sentence, and the model before it."""

    what: str
    before: Model


@dataclass
class Session:
    """The open model of one user with its edits, and what is chosen on the pages."""

    model: Model | None = None
    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)
    saved: Model | None = None
    draft: str | None = None
    restored_at: float | None = None
    scenarios: dict[str, Trial] = field(default_factory=dict)
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    generation: int = 0
    """Counts the models opened, for the keys of widgets that must not outlive one."""
    trouble: SightlineError | None = None
    """Why the file that the app was started with could not be opened."""
    pages: dict[str, st.Page] = field(default_factory=dict)
    """The pages of this run by their key, to go to."""
    awaited: str | None = None
    """The page to go to as soon as there is one: most pages come with the first model."""
    remembered: dict[str, tuple[Hashable, object]] = field(default_factory=dict)
    """What was read last from an upload, by the name of its form: with the key that it was read for."""

    # ------------------------------------------------------------------------------------------------ the model

    def open(self, organization: Organization, origin: Origin, *, draft: str | None = None) -> Model:
        """Open an organization in place of the one that is open; its edits and scenarios are gone with it.

        ``draft`` is the token of the draft that it was found under.
        """
        self.model = Model(organization, origin)
        self.saved = self.model if origin.kind in ("sample", "file") else None
        self.done, self.undone, self.scenarios, self.chosen = [], [], {}, {}
        self.restored_at = None
        self.generation += 1
        self._forget_draft()
        self.draft = draft
        if self.is_unsaved and draft is None:
            self._keep_draft()
        return self.model

    def open_sample(self, key: str) -> Model | None:
        """Open a sample organization; None where there is no such sample."""
        sample = find_sample(key)
        if sample is None:
            return None
        try:
            organization = read_sample(key)
        except KeyError:
            return None
        return self.open(organization, Origin("sample", key))

    def edit(self, organization: Organization, what: str) -> None:
        """Replace the model by an edited one, as a step that can be undone."""
        before = self._require_model()
        self.done = [*self.done[-MOST_EDITS + 1 :], Edit(what, before)]
        self.undone = []
        self._show(Model(organization, before.origin))

    def undo(self) -> None:
        """Take the last edit back."""
        if self.done:
            step = self.done.pop()
            self.undone.append(Edit(step.what, self._require_model()))
            self._show(step.before)

    def redo(self) -> None:
        """Do the edit again that was taken back last."""
        if self.undone:
            step = self.undone.pop()
            self.done.append(Edit(step.what, self._require_model()))
            self._show(step.before)

    def mark_saved(self) -> None:
        """Note that the user has this model in a file."""
        self.saved = self.model
        self._forget_draft(drafts.MODEL)

    @property
    def is_unsaved(self) -> bool:
        """Whether closing the page could lose work."""
        return self.model is not None and self.model is not self.saved

    def _show(self, model: Model) -> None:
        self.model = model
        if self.is_unsaved:
            self._keep_draft()
        else:
            self._forget_draft(drafts.MODEL)

    def _require_model(self) -> Model:
        if self.model is None:
            raise LookupError("no organization is open")
        return self.model

    def _keep_draft(self) -> None:
        if self.model is not None and drafts.drafts_folder() is not None:
            self.draft = self.draft or drafts.new_token()
            drafts.keep_draft(self.draft, self.model.organization)

    def _forget_draft(self, *parts: str) -> None:
        """Discard the draft, or parts of it; its name goes with the last part."""
        if self.draft is not None:
            drafts.discard_draft(self.draft, *parts)
            if not parts or not (self.is_unsaved or to_raw(self.scenarios)):
                self.draft = None

    def keep_scenarios(self, scenarios: dict[str, Trial]) -> None:
        """Take these for the scenarios of the user, here and in the draft."""
        self.scenarios = scenarios
        raws = to_raw(scenarios)
        if raws and drafts.drafts_folder() is not None:
            self.draft = self.draft or drafts.new_token()
            drafts.keep_scenarios(self.draft, raws)
        elif not raws:
            self._forget_draft(drafts.SCENARIOS)

    def remember(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made last under a name, and make it anew where the key is another; what fails is not kept."""
        if name not in self.remembered or self.remembered[name][0] != key:
            self.remembered.pop(name, None)
            self.remembered[name] = (key, make())
        kept = self.remembered[name][1]
        return cast("T", kept)

    # ------------------------------------------------------------------------------------------- what is chosen

    def choice(self, name: str) -> tuple[str, ...]:
        """Give what is chosen under a name, such as the kinds that the map shows; empty where nothing is."""
        return self.chosen.get(name, ())

    def choose(self, name: str, values: Iterable[str] = ()) -> None:
        """Choose values under a name; none at all forgets the choice."""
        kept = tuple(str(value) for value in values)[:_MOST_CHOSEN]
        if kept:
            self.chosen[name] = kept
        else:
            self.chosen.pop(name, None)

    @property
    def open_model(self) -> Model:
        """The model that is open. Raises LookupError where none is: only a page that needs one may ask."""
        return self._require_model()

    @property
    def element(self) -> str | None:
        """The id of the selected element, where there is one in the model."""
        chosen = self.choice("element")
        known = self.model is not None and bool(chosen) and chosen[0] in self.model.snapshot.network.elements.row
        return chosen[0] if known else None

    def select(self, element: str | None) -> None:
        """Select one element everywhere in the app, or none."""
        self.choose("element", () if element is None else (element,))


def go_to(user: Session, page: str, *, element: str | None = None) -> None:
    """Go to another page, with an element selected where one is given."""
    if element is not None:
        user.select(element)
    if page in user.pages:
        st.switch_page(user.pages[page])
    user.awaited = page
    st.rerun()


def session() -> Session:
    """Give the session of the user whose page this is."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    found: Session = st.session_state[_KEY]
    return found


def restore_from_address(user: Session, open_named: Callable[[], object]) -> None:
    """Open what the address names, once, at the beginning of a session: a draft or a sample, and what was chosen.

    Where it names neither, ``open_named`` opens what the app was started with.
    """
    if st.session_state.get("sightline-restored"):
        return
    st.session_state["sightline-restored"] = True
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    token = next(iter(asked.pop("draft", ())), None)
    sample = next(iter(asked.pop("sample", ())), None)
    found = drafts.find_draft(token) if token is not None else None
    if found is not None and token is not None:
        user.open(found.organization, Origin("draft", found.organization.name), draft=token)
        user.restored_at = found.kept_at
    elif sample is None or user.open_sample(sample) is None:
        open_named()
    if token is not None and user.model is not None and (kept := drafts.find_scenarios(token)):
        user.scenarios, user.draft = from_raw(kept, user.model.study), token
    for name, values in list(asked.items())[:_MOST_CHOSEN]:
        user.choose(name[:_LONGEST_CHOICE], (value[:_LONGEST_CHOICE] for value in values))


def show_in_address(user: Session) -> None:
    """Write what is open and chosen into the address of the page."""
    wanted: dict[str, list[str]] = {name: list(values) for name, values in sorted(user.chosen.items())}
    if user.draft is not None:
        wanted["draft"] = [user.draft]
    if user.model is not None and user.model.origin.kind == "sample":
        wanted["sample"] = [user.model.origin.name]
    shown = {name: st.query_params.get_all(name) for name in st.query_params}
    if shown != wanted:
        st.query_params.from_dict(wanted)


def age_of(moment: float) -> str:
    """Say how long ago a moment was: ``just now``, ``12 minutes ago``, ``3 hours ago``, ``2 days ago``."""
    minutes = max(0, round((time.time() - moment) / 60))
    for size, word in ((1_440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {word}{'s' if number != 1 else ''} ago"
    return "just now"
