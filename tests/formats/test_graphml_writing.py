"""GraphML that Sightline writes: what other tools find in it, and what comes back after people changed it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.document.limits import DEFAULT_LIMITS
from sightline.errors import InputError, UsageError
from sightline.formats import Attributes, Beside, ReadOptions, read_organization, write_organization
from sightline.formats.gexf_writing import write_gexf
from sightline.formats.graphml import read_graphml
from sightline.formats.graphml_writing import write_graphml
from tests.formats.graphs import Reader, changed, source_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(ROOT.glob("sample_orgs/*/*.yaml"))
SMALL = {
    "sightline": 1,
    "name": "Shop & sons <1>",
    "customers": {"buyers": {"feedback": [{"to": "sales", "cadence_days": 7}]}},
    "teams": {
        "sales": {
            "name": "Sales",
            "headcount": 2.5,
            "reports_to": "boss",
            "serves": [
                {"to": "buyers", "volume": 3, "id": "main-line", "output": "goods"},
                {"to": "buyers", "obstacles": [{"kind": "approval-overload", "severity": 0.2}]},
            ],
        }
    },
    "roles": {"boss": {"part_of": "sales", "front": True, "tags": ["a", "b"]}},
}


def small() -> Organization:
    """Build an organization with relations of several kinds, two of them parallel."""
    return build_organization(Tree(SMALL))


def written(tmp_path: Path, attributes: Attributes | None = None) -> Path:
    """Write it."""
    path = tmp_path / "graph.graphml"
    write_organization(small(), path, attributes=attributes or Attributes())
    return path


def told(reader: Reader, content: str | bytes) -> list[str]:
    """Read a file that somebody changed: list what is wrong, which is nothing but what an InputError says."""
    try:
        build_organization(reader(source_of(content), ReadOptions()))
    except InputError as error:
        return [str(problem) for problem in error.problems] or [""]
    return []


def attributes_of(graph: nx.Graph[str], edge: tuple[str, str], kind: str) -> dict[str, object]:
    """Find the attributes of the first edge of a kind."""
    return next(data for *ends, data in graph.edges(data=True) if (*ends,) == edge and data["kind"] == kind)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_other_tools_find_as_many_nodes_and_edges(sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    write_graphml(organization, tmp_path / "graph.graphml")
    graph = nx.read_graphml(tmp_path / "graph.graphml")  # noqa: TID251 - our own file, in another tool's reader
    assert graph.is_directed()
    assert set(graph) == {element.id for element in organization.elements}
    assert sorted(graph.edges()) == sorted((one.supplier, one.customer) for one in organization.relations)


def test_other_tools_find_labels_weights_kinds_and_typed_facts(tmp_path: Path) -> None:
    path = written(tmp_path, Attributes(Beside({"sight": [None, 0.5, 0.25], "hops": [0, 1, None]})))
    graph = nx.read_graphml(path)  # noqa: TID251 - our own file, in another tool's reader
    assert graph.graph["name"] == "Shop & sons <1>"
    assert graph.nodes["sales"] == {
        "label": "Sales", "kind": "team", "name": "Sales", "headcount": 2.5, "_sight": 0.5, "_hops": 1,
    }  # fmt: skip
    assert graph.nodes["boss"] == {
        "label": "boss", "kind": "role", "part_of": "sales", "tags": "a;b", "front": True, "_sight": 0.25,
    }  # fmt: skip
    assert attributes_of(graph, ("sales", "buyers"), "serves") == {"weight": 3.0, "kind": "serves", "output": "goods"}
    assert {data["kind"] for *_, data in graph.edges(data=True)} == {"serves", "reports_to", "feedback"}
    assert all(data["weight"] > 0 for *_, data in graph.edges(data=True))


def test_what_another_tool_wrote_again_comes_back(tmp_path: Path) -> None:
    graph = nx.read_graphml(written(tmp_path))  # noqa: TID251 - our own file, in another tool's reader
    graph.nodes["sales"]["degree"] = 3
    attributes_of(graph, ("sales", "boss"), "reports_to")["colour"] = "red"
    nx.write_graphml(graph, tmp_path / "again.graphml")
    reading = read_organization(tmp_path / "again.graphml")
    assert reading.organization == small()
    assert reading.notices == ("Attributes that are not read: `colour` and `degree`.",)


def test_a_file_of_ours_leaves_nothing_to_choose(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert read_organization(path).organization == small()
    for options in (ReadOptions(edges="asks"), ReadOptions(customers=("sales",))):
        with pytest.raises(UsageError, match="says itself who the external customers are"):
            read_organization(path, options=options)


def test_every_mistake_in_a_file_of_ours_is_told_with_its_line(tmp_path: Path) -> None:
    text = written(tmp_path).read_text(encoding="utf-8")
    broken = (
        text.replace('<data key="node.kind">team</data>', '<data key="node.kind">taem</data>')
        .replace(">feedback<", ">feedbak<")
        .replace("[{", "[[{")
        .replace(">2.5<", ">many<")
    )
    lines = broken.splitlines()
    found = told(read_graphml, broken)
    assert len(found) == 4

    def line_before(sign: str, tag: str) -> int:
        at = next(number for number, line in enumerate(lines) if sign in line)
        return 1 + max(number for number in range(at) if lines[number].startswith(f"<{tag} "))

    assert f":{line_before('>taem<', 'node')}:1: `kind` is `taem`; expected one of" in found[0]
    assert "did you mean `team`?" in found[0]
    assert f":{line_before('>feedbak<', 'edge')}:1: `kind` is `feedbak`" in found[1]
    assert f":{line_before('[[{', 'edge')}:1: `obstacles` holds no JSON" in found[2]
    assert "`headcount`" in found[3]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('target="buyers"', 'target="byers"', "which is no node of this file"),
        ('<node id="boss">', '<node id="sales">', "is used twice"),
        ('{"sightline": 1', '["sightline", 1', "`sightline` holds no JSON"),
        ('{"sightline": 1, "name": "Shop &amp; sons &lt;1&gt;"}', "[1]", "expected a mapping in JSON"),
        ('{"sightline": 1', '{"sightline": 2', "sightline"),
        ('{"sightline": 1', '{"teams": {"x": {}}, "sightline": 1, "nmae": "x"', "nmae"),
    ],
)
def test_what_is_broken_is_an_input_error(old: str, new: str, message: str, tmp_path: Path) -> None:
    text = written(tmp_path).read_text(encoding="utf-8")
    assert old in text
    assert any(message in problem for problem in told(read_graphml, text.replace(old, new)))


@settings(max_examples=60)
@given(data=st.data())
def test_damage_is_an_input_error_or_an_organization(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = written(tmp_path_factory.mktemp("damage")).read_bytes()
    assert all(told(read_graphml, changed(data, content)))


def test_a_text_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    long = {"text": "x" * 20_000}
    obstacles = [{"kind": "other", "severity": 0.1, "evidence": [long] * 60}]
    organization = build_organization(Tree({"sightline": 1, "teams": {"a": {"obstacles": obstacles}}}))
    with pytest.raises(UsageError, match=r"1,000,000 are read from XML; write YAML, JSON or Parquet"):
        write_organization(organization, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("name", "write"), [("graphml", write_graphml), ("gexf", write_gexf)])
def test_what_is_too_large_to_be_read_again_is_told(
    name: str, write: Callable[[Organization, Path], tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert write(small(), tmp_path / "graph") == ()
    monkeypatch.setattr(f"sightline.formats.{name}_writing.DEFAULT_LIMITS", DEFAULT_LIMITS.raised(json_bytes=1000))
    (told,) = write(small(), tmp_path / "graph")
    assert "bytes, and up to 1,000 are read" in told


def test_only_files_with_our_sign_are_read_as_ours() -> None:
    bare = '<graphml><graph><node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>'
    tree = read_graphml(source_of(bare), ReadOptions())
    assert tree.summary is not None
