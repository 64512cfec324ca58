"""Nothing that is handed over under made-up names holds a real one: every command, every form, every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sightline.cli.reference import list_commands
from sightline.formats import read_organization
from sightline.redaction.treatments import TREATMENTS
from tests.cli.running import CONCORD
from tests.redaction.canaries import CANARY, build, filled_texts, make_organization
from tests.redaction.leaking import KEPT_AS_THEY_ARE, Desk, hand_over

TITLE = "zq999"
RUNS = list(Desk(Path(), build(make_organization()), TITLE).list_runs())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder of files in which every text is a token, the names of the files too."""
    found = Desk(tmp_path_factory.mktemp("desk"), build(make_organization()), TITLE)
    found.set_up()
    return found


def test_every_command_hides_names_or_has_a_reason_not_to() -> None:
    commands = {name for name, _ in list_commands()}
    hiding = {name for name, _ in RUNS}
    assert len(hiding) > 10
    assert hiding | KEPT_AS_THEY_ARE.keys() == commands
    assert not hiding & KEPT_AS_THEY_ARE.keys()


def test_every_text_of_the_organization_is_a_token() -> None:
    organization = build(make_organization())
    every = {(model.__name__, name) for model, fields in TREATMENTS.items() for name in fields}
    assert filled_texts(organization) == every


@pytest.mark.parametrize("number", range(len(RUNS)), ids=[f"{at}-{name}" for at, (name, _) in enumerate(RUNS)])
def test_no_output_holds_a_token(desk: Desk, number: int) -> None:
    name, arguments = list(desk.list_runs())[number]
    written = hand_over(desk, name, arguments, number)
    assert sum(len(text) for text in written.values()) > 100
    told = {place: found.group() for place, text in written.items() if (found := CANARY.search(text))}
    assert told == {}


def test_no_output_of_a_sample_holds_one_of_its_names(tmp_path: Path) -> None:
    """Ids and names of several words, as whole words; a single word may be one of ours as well."""
    organization = read_organization(CONCORD).organization
    named = [(one.id, one.name) for one in organization.elements] + [
        (one.id, one.name) for one in organization.decisions
    ]
    real = {text for pair in named for text in pair if text is not None and not text.isalpha()}
    assert len(real) > 60
    sought = re.compile(r"\b(?:" + "|".join(re.escape(text) for text in sorted(real)) + r")\b", re.IGNORECASE)
    desk = Desk(tmp_path, organization, organization.name)
    desk.set_up()
    for number, (name, arguments) in enumerate(desk.list_runs()):
        if name in ("analyze", "findings", "plan", "report", "diff"):
            for place, text in hand_over(desk, name, arguments, number).items():
                assert not (found := sought.search(text)), (name, place, found.group())
