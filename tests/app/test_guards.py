"""Rules of the app that no page may break: what is never called, and who alone touches the session."""

from __future__ import annotations

import ast
from pathlib import Path

import sightline.app

APP = Path(sightline.app.__file__).parent
STATE = {"session_state", "query_params", "cache_data", "cache_resource"}
ALLOWED_STATE = {"state.py", "graph_view"}
BANNED_KEYWORDS = {"unsafe_allow_html", "unsafe_allow_javascript"}


def modules() -> list[tuple[Path, ast.Module]]:
    found = [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(APP.rglob("*.py"))]
    assert len(found) > 25
    return found


def test_nothing_is_ever_allowed_to_be_markup() -> None:
    used = [
        (path.name, keyword.arg)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in BANNED_KEYWORDS
    ]
    assert used == []


def test_only_the_state_touches_the_session_the_address_and_caches() -> None:
    touched = {
        (path.relative_to(APP).parts[0], node.attr)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in STATE
    }
    assert ("state.py", "session_state") in touched, "the guard looks at nothing"
    assert {place for place, _ in touched} <= ALLOWED_STATE


def test_nothing_is_shared_between_users() -> None:
    shared = [
        path.name
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("cache_data", "cache_resource")
        and not any(keyword.arg == "scope" for keyword in node.keywords)
    ]
    assert shared == []


def test_a_page_defines_no_class() -> None:
    defined = [
        (path.name, node.name)
        for path, tree in modules()
        if path.parent.name == "pages" and path.name != "__init__.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    assert defined == []


def test_no_page_writes_what_it_does_not_know() -> None:
    """``st.write`` guesses what it is given; every text of a client is said to be text."""
    guessing = [
        (path.name, node.lineno)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "write"
        and isinstance(node.value, ast.Name)
        and node.value.id == "st"
    ]
    assert guessing == []
