"""Small Backstage catalogs for the tests of their importer, and ways to read and look at them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from sightline.document.tree import Tree
from sightline.document.vocabulary import CARRYING
from sightline.formats.backstage import read_backstage
from sightline.formats.source import ReadOptions, Source
from tests.formats.test_archimate import Entry, elements_of

ROASTERY = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: roastery, description: Roasts and sells.}
spec: {type: organization, profile: {displayName: Hill Roastery}, children: [shop, logistics]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop, title: Online shop}
spec: {type: team, parent: roastery, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: logistics}
spec: {type: team}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: r.okoro}
spec: {memberOf: [shop], profile: {displayName: Rita Okoro}}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: t.lind}
spec: {memberOf: [group:default/shop, logistics]}
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: {name: selling}
spec: {owner: roastery}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: checkout}
spec: {owner: shop, domain: selling}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: storefront, description: Where one buys., tags: [go, web]}
spec: {type: website, owner: shop, system: checkout, consumesApis: [stock, parcels], dependsOn: ['resource:baskets']}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: warehouse}
spec: {type: service, owner: Group:Default/Logistics, providesApis: [stock, api:parcels]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: scanner}
spec: {type: library, owner: user:t.lind, subcomponentOf: warehouse, dependencyOf: ['component:storefront']}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: stock}
spec: {type: openapi, owner: logistics, definition: "paths: {}"}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: parcels}
spec: {type: grpc, owner: logistics}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: baskets}
spec: {type: database, owner: user:r.okoro, dependencyOf: [component:storefront]}
---
"""
HEAD = "apiVersion: backstage.io/v1alpha1\nkind: "


def entity(kind: str, name: str, spec: str = "{}", metadata: str = "") -> str:
    return f"{HEAD}{kind}\nmetadata: {{name: {name}{metadata}}}\nspec: {spec}\n---\n"


def location(*targets: str, name: str = "all") -> str:
    return entity("Location", name, json.dumps({"targets": list(targets)}))


def read(text: str | bytes, **options: object) -> Tree:
    data = text.encode() if isinstance(text, str) else text
    return read_backstage(Source(None, data), ReadOptions(**options))  # type: ignore[arg-type]


def read_files(folder: Path, files: Mapping[str, str], start: str = "") -> Tree:
    """Write files into a folder and read it, or the file of it to start with."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_backstage(Source(folder / start), ReadOptions())


def relations_of(tree: Tree) -> set[tuple[str, str, str]]:
    """List (supplier, kind, customer) of every relation."""
    return {
        (id_, kind, str(relation["to"]))
        for id_, (_, entry) in elements_of(tree).items()
        for kind in CARRYING
        for relation in cast("list[Entry]", entry.get(kind, []))
    }


def left_out_of(tree: Tree) -> Mapping[str, int]:
    assert tree.summary is not None
    return tree.summary.left_out


def without_sources(value: object) -> object:
    """Leave out where everything stands."""
    if isinstance(value, Mapping):
        return {key: without_sources(entry) for key, entry in value.items() if key != "source"}
    return [without_sources(item) for item in value] if isinstance(value, list) else value
