"""`sightline compare`: two states, and what the change of the figures is due to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, sightline

ALDER = SAMPLES / "alder"
START, HOTLINE = ALDER / "organization.yaml", ALDER / "2024-06-01.yaml"
DESK = """\
sightline: 1
customers: {{client: {{}}}}
teams:
  {id}:
    name: "Help [b]desk[/b]"
    delivers: client
    obstacles: [{{id: queue, kind: bottleneck, severity: {severity}}}]
"""


def write(folder: Path, name: str, **facts: object) -> Path:
    path = folder / name
    path.write_text(DESK.format(**facts), encoding="utf-8")
    return path


def test_the_index_and_what_it_is_due_to_come_first() -> None:
    told = sightline("compare", START, HOTLINE).sentences
    assert told.startswith("The index rises from 61.8 % to 62.1 % (+0.3 points)")
    assert "-1.0 points from work going other ways and +1.3 points from where the effort is." in told
    assert "For every 1.00 of severity that went, 16.00 came." in told


def test_json_says_all_of_it_and_closes() -> None:
    told = sightline("compare", START, HOTLINE, "--format", "json").json
    assert sum(told["split"]["parts"].values()) == pytest.approx(told["index"]["change"], abs=1e-9)
    assert sum(one["total"] for one in told["split"]["elements"]) == pytest.approx(told["index"]["change"], abs=1e-9)
    ways = sum(one["total"] for one in told["split"]["relations"])
    parts = told["split"]["parts"]
    assert ways == pytest.approx(parts["relation_clarity"] + parts["routing"], abs=1e-9)
    assert {one["state"] for one in told["obstacles"]} == {"opened", "eased"}
    assert told["severity"] == {"opened": pytest.approx(1.6), "closed": pytest.approx(0.1)}
    assert [one["code"] for one in told["findings"]] == ["displacement"]
    assert [Path(one["file"]).name for one in told["run"]["inputs"]] == [START.name, HOTLINE.name]


def test_an_element_may_be_called_otherwise_now(tmp_path: Path) -> None:
    old, new = write(tmp_path, "a.yaml", id="desk", severity=0.5), write(tmp_path, "b.yaml", id="counter", severity=0.2)
    told = sightline("compare", old, new, "--rename", "desk=counter", "--format", "json").json
    assert told["split"]["parts"] == pytest.approx(
        {"element_clarity": 0.3, "relation_clarity": 0, "routing": 0, "effort": 0}
    )
    assert told["run"]["parameters"]["rename"] == {"desk": "counter"}


@pytest.mark.parametrize("rename", ["desk", "=counter", "desk=", "nobody=counter", "desk=nobody"])
def test_a_name_that_does_not_fit_is_refused(rename: str, tmp_path: Path) -> None:
    old, new = write(tmp_path, "a.yaml", id="desk", severity=0.5), write(tmp_path, "b.yaml", id="counter", severity=0.2)
    ran = sightline("compare", old, new, "--rename", rename)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_what_a_file_says_is_no_markup(tmp_path: Path) -> None:
    old, new = (write(tmp_path, f"{at}.yaml", id="desk", severity=at) for at in (0.5, 0.2))
    assert "Help [b]desk[/b]" in sightline("compare", old, new).out


def test_without_effort_there_is_no_index_to_compare(tmp_path: Path) -> None:
    old, new = (tmp_path / f"{at}.yaml" for at in (1, 2))
    for path in (old, new):
        path.write_text("sightline: 1\nteams: {a: {effort: 0}}\n", encoding="utf-8")
    assert "There is no index to compare" in sightline("compare", old, new).out
    assert sightline("compare", old, new, "--format", "json").json["split"] is None
