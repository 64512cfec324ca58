"""Help: the words, the figures and the findings in plain words, how to use the app, and what stays on the machine."""

from __future__ import annotations

from typing import Final

import streamlit as st

from sightline.app.blocks import answer, note
from sightline.app.parts.help_pages import Section, read_sections
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.phrases import counted

PAGES: Final = {"words": "glossary", "figures": "concepts", "findings": "findings"}
TITLES: Final = {
    "words": "Words",
    "figures": "How figures are computed",
    "findings": "Findings",
    "using": "Using the app",
}

USING: Final[tuple[Section, ...]] = (
    Section(
        "Reading the map",
        "External customers stand on the right. The further left an element stands, the more steps it is away from"
        " them; a marked strip at the far left holds what has no route to any customer. Colour is sight, size is"
        " effort, hatching means that nobody has looked. Every picture comes with a table that says the same.",
    ),
    Section(
        "The map by keyboard",
        "Press `Tab` until the map has the focus.\n\n"
        "| key | what it does |\n| --- | --- |\n"
        "| `→` `←` | Go to a customer of the element, or to a supplier. |\n"
        "| `↑` `↓` | Go up or down within a column. |\n"
        "| `Enter` | Select the element; once more, open it. |\n"
        "| `Escape` | Select nothing. |\n"
        "| `+` `-` | Draw nearer or further away. |\n"
        "| `0` | Show the whole map. |\n\n"
        "All else in the app is reached with `Tab`, and every mark of a picture can be chosen by name beside it.",
    ),
    Section(
        "What stays on this machine",
        "Everything. The app answers only to this computer (127.0.0.1), loads nothing from the network and sends"
        " nothing: no telemetry, no fonts, no map tiles, no error reports. What you open lives in your own session;"
        " another user of this machine does not see it.",
    ),
    Section(
        "Unsaved work",
        "Changes are kept as a draft in your own state folder for two weeks, readable by you alone, so that a reload"
        " loses nothing. Download the organization on the page Data to keep it. With the environment variable"
        " `SIGHTLINE_DRAFTS=off`, no draft is written.",
    ),
    Section(
        "The address of the page",
        "What is selected, and how a page is filtered, stands in the address: reload it, or bookmark it, to come back"
        " to the same view. It holds ids of your organization, so share it as you would share the file.",
    ),
)


def render(user: Session) -> None:
    """Explain the words, the figures and the findings; find a word in all of them."""
    answer("What the words and figures mean.")
    note("The same texts as in the documentation, read on this machine.")
    sought = st.text_input(
        "Find a word",
        value=next(iter(user.choice("find")), ""),
        max_chars=80,
        placeholder="Such as gain, coverage or stranded",
        icon=":material/search:",
        key="help-find",
    ).strip()
    user.choose("find", [sought] if sought else [])
    if sought:
        _show_found(sought)
    else:
        _show_part(user)


def _sections(part: str) -> tuple[Section, ...]:
    return read_sections(PAGES[part]) if part in PAGES else USING


def _show_found(sought: str) -> None:
    """Show what speaks of all words that are sought, the glossary first."""
    words = tuple(sought.casefold().split())
    found = [(part, hit) for part in TITLES for section in _sections(part) if (hit := section.about(words)) is not None]
    if not found:
        st.markdown(f"Nothing speaks of “{plain(sought)}”. Try a shorter word.")
        return
    note(f"{counted(len(found), 'section')} {'speaks' if len(found) == 1 else 'speak'} of it.")
    for number, (part, section) in enumerate(found):
        with st.expander(f"**{plain(section.title or 'In short')}** :gray[{TITLES[part]}]", expanded=number == 0):
            st.markdown(section.text)


def _show_part(user: Session) -> None:
    """Show one part of the help, section by section."""
    kept = next((part for part in TITLES if part in user.choice("help")), "words")
    part = st.segmented_control(
        "Part",
        tuple(TITLES),
        default=kept,
        required=True,
        format_func=TITLES.__getitem__,
        key="help-part",
        label_visibility="collapsed",
    )
    user.choose("help", [part] if part != "words" else [])
    sections = _sections(part)
    if not sections:
        note("The documentation is not installed with this copy of Sightline.")
    for number, section in enumerate(sections):
        if not section.title:
            st.markdown(section.text)
        else:
            with st.expander(f"**{plain(section.title)}**", expanded=part == "words" and number <= 1):
                st.markdown(section.text)
