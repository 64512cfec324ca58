"""The scenarios of a user: named histories of changes, each tried on the model that is open."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sightline.app.state import Session
from sightline.app.trial import Trial
from sightline.errors import UsageError
from sightline.phrases import clean, counted, cut
from sightline.studies.changes import Change
from sightline.studies.history import History

FIRST: Final = "Scenario 1"
LONGEST_NAME: Final = 60


def open_scenario(user: Session) -> tuple[str, Trial]:
    """Give the scenario that is open, by name; there always is one, and it stands on the model as it is now."""
    if not user.scenarios:
        keep(user, FIRST, Trial(History(user.open_model.study), number=1))
    chosen = user.choice("scenario")
    name = chosen[0] if chosen and chosen[0] in user.scenarios else next(iter(user.scenarios))
    return name, _find(user, name)


def list_scenarios(user: Session) -> dict[str, Trial]:
    """List all scenarios by name, each on the model as it is now."""
    return {name: _find(user, name) for name in user.scenarios}


def keep(user: Session, name: str, trial: Trial) -> None:
    """Keep a scenario under its name."""
    user.keep_scenarios({**user.scenarios, name: trial})


def add(user: Session, name: str, changes: tuple[Change, ...] = ()) -> None:
    """Add a scenario of these changes, and open it. Raises UsageError for the first that cannot be made."""
    history = History(user.open_model.study)
    for change in changes:
        history = history.do(change)
    _add(user, name, history)


def duplicate(user: Session, name: str) -> None:
    """Add another scenario with the same history, and open it."""
    _add(user, name, _find(user, name).history)


def rename(user: Session, name: str, new: str) -> None:
    """Give a scenario another name; one that is taken gets a number, an empty one changes nothing."""
    if not (wanted := clean(new)) or wanted == name:
        return
    free = _free_name(user, wanted)
    user.keep_scenarios({free if one == name else one: trial for one, trial in user.scenarios.items()})
    user.choose("scenario", [free])


def delete(user: Session, name: str) -> None:
    """Remove a scenario."""
    user.keep_scenarios({one: trial for one, trial in user.scenarios.items() if one != name})
    user.choose("scenario")


def adopt(user: Session, name: str) -> None:
    """Make the organization of a scenario the model, as an edit that can be undone; the scenario is done with."""
    history = _find(user, name).history
    delete(user, name)
    user.edit(history.organization, f"Adopt {name}: {counted(len(history.changes), 'change')}")


def _add(user: Session, name: str, history: History) -> None:
    free = _free_name(user, clean(name) or FIRST)
    number = 1 + max((trial.number for trial in list_scenarios(user).values()), default=0)
    keep(user, free, Trial(history, number))
    user.choose("scenario", [free])


def _free_name(user: Session, wanted: str) -> str:
    name, number = cut(wanted, LONGEST_NAME), 1
    while name in user.scenarios:
        number += 1
        name = f"{cut(wanted, LONGEST_NAME)} ({number})"
    return name


def _find(user: Session, name: str) -> Trial:
    """Give a scenario, its changes made anew where the model is not the one that they were made on."""
    trial, study = user.scenarios[name], user.open_model.study
    if trial.history.origin.snapshot is study.snapshot:
        return trial
    history, lost = History(study), []
    for step in trial.history.steps[: trial.history.position]:
        try:
            history = history.do(step.change)
        except UsageError:
            lost.append(step.sentence)
    trial = replace(trial.turned(history), lost=tuple(lost))
    keep(user, name, trial)
    return trial
