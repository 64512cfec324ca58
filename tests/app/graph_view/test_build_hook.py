from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / "model/sightline/app/graph_view/frontend/vendor"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_stands_beside_the_component_is_what_the_hook_makes_of_pyvis_library(hook: ModuleType) -> None:
    made = hook.as_module(hook.checked_library())
    assert (VENDOR / "vis-network.js").read_text(encoding="utf-8") == made
    assert "sourceMappingURL" not in made
    assert made.startswith("/**\n * vis-network\n")


def test_the_licence_travels_with_the_library(hook: ModuleType) -> None:
    licence = (VENDOR / "vis-network.LICENSE.txt").read_text(encoding="utf-8")
    assert "visjs contributors" in licence
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert hook.CHOICE in licence


def test_another_library_is_refused(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook, "SHA256", "0" * 64)
    with pytest.raises(RuntimeError, match="not the expected one"):
        hook.checked_library()
