"""What every picture promises, whoever drew it: the battery runs over all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from sightline.analyzers.paths import find_paths
from sightline.document import Tree, build_organization
from sightline.pictures.account_flow import account_flow
from sightline.pictures.before_after import before_after
from sightline.pictures.haze_trail import haze_trail
from sightline.pictures.heat_map import heat_map
from sightline.pictures.icicle import icicle
from sightline.pictures.line_chain import line_chain
from sightline.pictures.palette import DARK, LIGHT, Ink
from sightline.pictures.picture import Picture
from sightline.pictures.plan_steps import Tread, plan_steps
from sightline.pictures.ranked_bars import rank, ranked_bars
from sightline.pictures.sight_spread import sight_spread
from sightline.pictures.vega_style import CHOSEN
from sightline.pipeline import Analysis, analyze
from tests.drawing import Body, organizations
from tests.samples.readings import analyzed

Drawing = Callable[[Analysis, Ink], Iterator[Picture]]


def of_ranks(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    network, found = analysis.snapshot.network, analysis.occlusion
    yield ranked_bars(rank(found.obstacles, network.obstacles.ids, str), ink)
    yield ranked_bars(rank(found.elements, network.elements.ids, network.elements.title), ink, noun="element")
    for group in found.groups:
        yield ranked_bars(rank(group.cost, group.labels, group.labels.__getitem__), ink, noun=group.subject[:-1])


def of_trails(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    for identifier in analysis.snapshot.network.elements.ids.tolist()[:12]:
        yield haze_trail(analysis, identifier, ink, by="area")
        yield haze_trail(analysis, identifier, ink, by="theme")
        yield haze_trail(analysis, identifier, ink, by="obstacle")


def of_lines(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    elements = analysis.snapshot.network.elements
    names = {identifier: elements.title(row) for identifier, row in elements.row.items()}
    for identifier in elements.ids.tolist()[:12]:
        paths = find_paths(analysis.snapshot, identifier, 2)
        for line in paths.lines:
            yield line_chain(paths, line, names, ink, kinds={identifier: elements.kind(elements.row[identifier])})


def of_spread(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    elements = analysis.snapshot.network.elements
    names = [elements.title(row) for row in range(len(elements))]
    yield sight_spread(analysis.sight.sight.tolist(), elements.effort.tolist(), names, ink, ids=elements.ids.tolist())


def of_change(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    account = analysis.figures["accounting"]
    assert isinstance(account, Mapping)
    known = {fate: value for fate, value in account.items() if value is not None}
    if len(known) == len(account):
        all_seen = {fate: float(fate == "seen") for fate in account}
        yield before_after(known, all_seen, (analysis.snapshot.network.name, "All clear"), ink)


def of_icicles(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    yield icicle(analysis, ink)
    yield icicle(analysis, ink, structure="reports_to")
    for identifier in analysis.snapshot.network.elements.ids.tolist()[:3]:
        yield icicle(analysis, ink, identifier, 2)


def of_heat(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    yield heat_map(analysis, ink)
    yield heat_map(analysis, ink, value="share")


def of_account(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    yield account_flow(analysis, ink)


def of_plan(analysis: Analysis, ink: Ink) -> Iterator[Picture]:
    """Clear one element after the other, each for the same cost; gains are taken as if they added up."""
    elements = analysis.snapshot.network.elements
    index, treads = analysis.sight.index or 0.0, []
    for at, one in enumerate(rank(analysis.occlusion.elements, elements.ids, elements.title)):
        index = min(index + one.gain, 1.0)
        treads.append(Tread(one.name, float(at + 1), index, index / 2, (index + 1) / 2))
    yield plan_steps(analysis.sight.index or 0.0, treads, ink)


DRAWINGS: dict[str, Drawing] = {
    "account_flow": of_account,
    "before_after": of_change,
    "haze_trail": of_trails,
    "heat_map": of_heat,
    "icicle": of_icicles,
    "line_chain": of_lines,
    "plan_steps": of_plan,
    "ranked_bars": of_ranks,
    "sight_spread": of_spread,
}
ALWAYS = ("account_flow", "heat_map", "icicle", "plan_steps", "ranked_bars", "sight_spread")
"""Pictures that every organization has, however little is in it."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1)) ![y](http://example.org/z.png)",
    "{b} {name|x} {{datum.id}} ${1+1} $& %s",
    "\x00\x1b[31mred\u202etxt\u200b",
    "a" * 500,
    "長い名前" * 60,
    "datum['x']; signal",
)


def hostile() -> Body:
    obstacle = [{"kind": "overload", "severity": 0.5, "themes": ["<b>theme</b>"]}]
    teams: dict[str, object] = {
        f"t{at}": {"name": name, "serves": {"to": f"c{at}", "obstacles": obstacle}, "obstacles": obstacle}
        for at, name in enumerate(HOSTILE)
    }
    customers = {f"c{at}": {"name": name} for at, name in enumerate(reversed(HOSTILE))}
    return {"name": HOSTILE[0], "customers": customers, "teams": teams}


RAW: dict[str, Body] = {
    "nothing at all": {},
    "a single team": {"teams": {"a": {}}},
    "a single customer": {"customers": {"client": {}}},
    "no customers": {
        "teams": {"a": {"serves": "b", "obstacles": [{"kind": "overload", "severity": 0.5}]}, "b": {"serves": "a"}}
    },
    "no effort": {"customers": {"client": {}}, "teams": {"a": {"effort": 0, "serves": "client"}}},
    "a wall": {
        "customers": {"client": {}},
        "teams": {"a": {"serves": "client", "obstacles": [{"kind": "bottleneck", "severity": 1}]}},
    },
}

every_drawing = pytest.mark.parametrize("name", DRAWINGS)
every_ink = pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])


@cache
def analysis_of(name: str) -> Analysis:
    raw = hostile() if name == "hostile names" else RAW[name]
    return analyze(build_organization(Tree({"sightline": 1, **raw})))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from strings(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from strings(entry)


def check(picture: Picture) -> None:
    """Check what holds for every picture of every organization."""
    text = json.dumps(picture.spec, allow_nan=False)
    json.dumps(picture.table.to_records(), allow_nan=False)
    assert picture.height > 0
    assert picture.alt.endswith(".")
    assert "nan" not in picture.alt.split()
    assert len(picture.alt) < 900
    assert re.search(r"\d|[Nn]othing|[Nn]o ", picture.alt), "a sentence tells a figure, or that there is none"
    for row in picture.table.rows:
        assert len(row) == len(picture.table.columns)
    assert "function" not in text
    assert '"href"' not in text
    assert '"url"' not in text
    if picture.form == "svg":
        assert isinstance(picture.spec, str)
        assert picture.spec.startswith("<svg ")
        assert picture.spec.endswith("</svg>")
    elif picture.form == "vega-lite":
        check_vega(picture)
    else:
        assert not isinstance(picture.spec, str)
        series = picture.spec["series"][0]
        ids = [node["id"] for node in series["data"]]
        assert len(ids) == len(set(ids)) == len(picture.keys)
        assert {end for link in series["links"] for end in (link["source"], link["target"])} <= set(ids)
        assert sum(link["value"] for link in series["links"]) == pytest.approx(1 if ids else 0, abs=1e-9)
        assert [link["value"] for link in series["links"]] == [row[-1] for row in picture.table.rows]


def check_vega(picture: Picture) -> None:
    assert not isinstance(picture.spec, str)
    spec: Mapping[str, Any] = picture.spec
    rows = spec["data"]["values"]
    for param in spec.get("params", ()):
        assert param["name"] == CHOSEN
        assert set(param["views"]) <= {layer.get("name") for layer in spec["layer"]}
        assert all(
            field in row for field in param["select"]["fields"] for row in rows if row.get("part", "cell") == "cell"
        )
    for row in rows:
        for colour in (value for key, value in row.items() if key in {"fill", "colour", "ink"}):
            assert re.fullmatch(r"#[0-9a-f]{6}", colour)
    shown = [one for one in strings(rows) if len(one) > 240]
    assert not shown, "no mark bears a text without end"


@every_drawing
@every_ink
@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder", "bucket_brigade"])
def test_of_every_sample(sample: str, ink: Ink, name: str) -> None:
    pictures = list(DRAWINGS[name](analyzed(sample), ink))
    assert pictures
    for picture in pictures:
        check(picture)


@every_drawing
@every_ink
@pytest.mark.parametrize("raw", RAW)
def test_of_little_or_nothing(raw: str, ink: Ink, name: str) -> None:
    pictures = list(DRAWINGS[name](analysis_of(raw), ink))
    assert pictures or name not in ALWAYS
    for picture in pictures:
        check(picture)


@every_drawing
@every_ink
def test_of_hostile_names(ink: Ink, name: str) -> None:
    pictures = list(DRAWINGS[name](analysis_of("hostile names"), ink))
    assert pictures
    for picture in pictures:
        check(picture)
        drawn = [picture.spec] if isinstance(picture.spec, str) else list(strings(picture.spec))
        for text in (*drawn, picture.alt):
            assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u202e]", text)
        if picture.form == "svg":
            assert "<script" not in drawn[0]
            assert "<img" not in drawn[0]


@settings(max_examples=25)
@given(raw=organizations())
def test_of_any_organization(raw: Body) -> None:
    analysis = analyze(build_organization(Tree(raw)))
    for draw in DRAWINGS.values():
        for picture in draw(analysis, LIGHT):
            check(picture)


@every_drawing
def test_both_modes_tell_the_same(name: str) -> None:
    light, dark = (list(DRAWINGS[name](analyzed("harbor"), ink)) for ink in (LIGHT, DARK))
    assert light
    assert [(one.alt, one.table, one.height, tuple(one.keys)) for one in light] == [
        (one.alt, one.table, one.height, tuple(one.keys)) for one in dark
    ]
    assert all(one.spec != other.spec for one, other in zip(light, dark, strict=True))


@every_drawing
def test_the_same_organization_gives_the_same_picture(name: str) -> None:
    first, second = (list(DRAWINGS[name](analyzed("concord"), LIGHT)) for _ in range(2))
    assert first
    assert first == second
