"""Puts vis-network into the map component when the package is built or installed for editing, and samples into wheels.

No third-party code is committed: the library lies in the wheel of pyvis, which is a requirement of the build. It is
checked against the checksum below, wrapped as an ES module (the app's content security policy allows no inline script),
and written beside the component's own modules, with its licence.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = Path("templates/lib/vis-9.1.2/vis-network.min.js")
"""Where it lies inside pyvis."""

SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""Of vis-network 9.1.2. Whoever changes it has read what changed."""

BESIDE = ("sample_orgs", "docs")
"""Folders beside the package that the app shows; an installation for editing reads them where they lie."""

VENDOR = Path("model/sightline/app/graph_view/frontend/vendor")
SOURCE_MAP = "//# sourceMappingURL=vis-network.min.js.map"
CHOICE = "vis-network is offered under either licence; Sightline passes it on under the Apache License 2.0, in full:"


class CopyVisNetwork(BuildHookInterface[Any]):
    """The build hook that hatchling finds in this file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the library and its licence into the component's folder, before files are collected."""
        root = Path(self.root)
        if version == "standard":
            build_data["force_include"].update({str(root / name): f"sightline/{name}" for name in BESIDE})
        library = checked_library()
        vendor = root / VENDOR
        vendor.mkdir(exist_ok=True)
        _write(vendor / "vis-network.js", as_module(library))
        licence = (root / "LICENSE").read_text(encoding="utf-8")
        _write(vendor / "vis-network.LICENSE.txt", f"{banner(library)}\n\n{CHOICE}\n\n{licence}")


def checked_library() -> str:
    """Read vis-network out of the installed pyvis without importing pyvis, and check that it is the known one."""
    pyvis = importlib.util.find_spec("pyvis")
    if pyvis is None or pyvis.origin is None:
        raise RuntimeError("Building Sightline needs pyvis: pip install -r requirements/build.txt")
    content = Path(pyvis.origin).with_name(LIBRARY.parts[0]).joinpath(*LIBRARY.parts[1:]).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise RuntimeError(f"The vis-network in pyvis is not the expected one: its sha256 is {found}, not {SHA256}.")
    return content.decode("utf-8").replace("\r\n", "\n")


def banner(library: str) -> str:
    """Give the opening comment, which holds the copyright and the choice of licences."""
    return library[: library.index("*/") + 2]


def as_module(library: str) -> str:
    """Wrap the library, which was written for script tags, so that it can be imported and leaves no global name."""
    return (
        f"{banner(library)}\n"
        "const module = { exports: {} };\n"
        "(function (module, exports, define) {\n"
        f"{library.replace(SOURCE_MAP, '')}\n"
        "}).call(globalThis, module, module.exports, undefined);\n"
        "export const { DataSet, Network } = module.exports;\n"
    )


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
