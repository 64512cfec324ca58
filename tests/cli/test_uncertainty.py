"""``sightline uncertainty``: intervals of every figure, told to people and to programs; the same for the same seed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sightline.formats import read_organization
from sightline.pipeline import take_snapshot
from sightline.studies.parallel import Workers
from sightline.studies.uncertainty import find_uncertainty
from tests.cli.running import CONCORD, SAMPLES, sightline

WORKED = SAMPLES.parent / "docs" / "examples" / "worked_example.yaml"
QUICK = ("--draws", 30, "--jobs", 1)


def test_the_json_holds_the_figures_of_the_study_and_how_to_get_them_again() -> None:
    ran = sightline("uncertainty", CONCORD, *QUICK, "--seed", 4, "--top", 3, "--format", "json").json
    snapshot = take_snapshot(read_organization(CONCORD).organization)
    study = find_uncertainty(snapshot, draws=30, seed=4, workers=Workers(jobs=1))
    assert ran["index"] == {"point": study.index.point, "low": study.index.low, "high": study.index.high}
    assert [one["id"] for one in ran["hotspots"]] == snapshot.network.obstacles.ids[study.hotspots[:3]].tolist()
    assert [one["top5"] for one in ran["hotspots"]] == study.top[:3].tolist()
    assert len(ran["customers"]) == 4
    assert len(ran["influences"]) == 3
    assert (ran["draws"], ran["seed"], ran["doubts"]["missing"]) == (30, 4, 0.03)
    assert (ran["run"]["seed"], ran["run"]["parameters"]["draws"]) == (4, 30)
    assert "sha256" in ran["run"]["inputs"][0]


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    first, again = (sightline("uncertainty", WORKED, *QUICK, "--seed", 4).out for _ in range(2))
    assert first == again != sightline("uncertainty", WORKED, *QUICK, "--seed", 5).out


def test_people_are_told_every_figure_with_its_interval() -> None:
    told = sightline("uncertainty", CONCORD, *QUICK).sentences
    for words in (
        "Concord Software: 49 % of the effort reaches an external customer unobstructed; in 90 % of the draws",
        "30 draws, seed 1.",
        "No obstacle says how sure its severity is",
        "46 % of the effort goes by a line that somebody has looked at",
        "Seen by external customers 49.1 %",
        "Mail client firms 62 %",
        "Approval overload at Release approval 5.4 %",
        "The index hangs most on the clarity that a handoff keeps",
        "What nobody has looked at",
    ):
        assert words in told


def test_without_obstacles_and_customers_little_is_told_and_nothing_fails(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("sightline: 1\nteams:\n  desk: {}\n", encoding="utf-8")
    ran = sightline("uncertainty", path, *QUICK)
    assert (ran.code, ran.err) == (0, "")
    assert "No route to a customer 100 % 100 %" in ran.sentences
    assert "What clearing an obstacle gains" not in ran.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--jobs", 2, "--dask", "tcp://127.0.0.1:1"), "leave one of them out"),
        (("--dask", "nowhere at all"), "no cluster answers at `nowhere at all`"),
        (("--draws", 3), "Invalid value for '--draws'"),
    ],
)
def test_requests_that_make_no_sense_are_refused(options: tuple[object, ...], said: str) -> None:
    ran = sightline("uncertainty", WORKED, *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


def test_without_effort_there_is_nothing_to_be_unsure_of(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    path.write_text("sightline: 1\ncustomers:\n  client: {}\n", encoding="utf-8")
    ran = sightline("uncertainty", path, *QUICK)
    assert ran.code == 2
    assert "no figure to be unsure of" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals of this kind.")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_ends_with_130_and_no_traceback(jobs: str) -> None:
    """The draws have begun, in this process or in others, when the interruption comes."""
    code = (
        "import sys, signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sightline.cli.progress as progress\n"
        "told = progress.Progress.__call__\n"
        "def tell(self, step):\n"
        "    told(self, step)\n"
        "    sys.stderr.write(step + '\\n'); sys.stderr.flush()\n"
        "progress.Progress.__call__ = tell\n"
        "from sightline.cli import main\nmain()"
    )
    command = [sys.executable, "-c", code, "uncertainty", CONCORD, "--draws", "200000", "--jobs", jobs]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        while " draws" not in (line := process.stderr.readline()):
            assert line, "it ended before it drew"
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to all processes at once
        assert process.wait(timeout=60) == 130
        told = [line for line in process.stderr.read().splitlines() if " draws" not in line]
    assert told == ["Interrupted."]
