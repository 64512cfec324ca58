"""Answers counted by what they are about: one group for each kind of obstacle at each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sightline.evidence.answers import Answer
from sightline.evidence.conversion import VALUES, Belief, convert
from sightline.evidence.disclosure import FEWEST, FEWEST_EXACT, Group, spell_respondents
from sightline.evidence.targets import Standing, Target, Targets
from sightline.studies.beliefs import kappa_of_respondents

_STEP: Final = 0.125
"""Severities of few respondents are told in steps of half an answer."""

OF_THEMSELVES: Final = "of people about what they deliver or decide themselves, which sets no severity"
NOT_RECEIVERS: Final = "of others than the receivers, who answered as well"


@dataclass(slots=True)
class Count:
    """The answers about one target: who gave how many, how often each value was given (the best first)."""

    target: Target
    values: Counter[int] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)

    def add(self, respondent: str, value: int, *, is_good: bool) -> None:
        """Count one answer; agreeing with what is good is the best."""
        self.values[len(VALUES) - value if is_good else value - 1] += 1
        self.people[respondent] += 1

    def group(self) -> Group:
        """Give the group that the rules of disclosure look at."""
        return Group(self.target.place, self.target.owner, frozenset(self.people), frozenset(self.values))


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a pool of answers, and nothing else: below 10 respondents in bands.

    ``counts`` are the answers from best to worst, None below 10 respondents.
    """

    belief: Belief
    respondents: int
    counts: tuple[int, ...] | None

    @property
    def spelled(self) -> str:
        """Spell who answered: ``5 to 9 respondents``."""
        return f"{spell_respondents(self.respondents)} respondents"


def count_answers(answers: Iterable[Answer], targets: Targets) -> tuple[dict[str | None, list[Count]], Counter[str]]:
    """Count answers by kind (None for the mirror question) and place; and those that cannot be used, by the reason.

    About one thing only receivers count where there are any, else those affected.
    """
    counts: dict[tuple[str | None, str, Standing], Count] = {}
    rejected: Counter[str] = Counter()
    for answer in answers:
        target = targets.find(answer.question)
        if isinstance(target, str):
            rejected[target] += 1
            continue
        count = counts.setdefault((target.kind, target.place, target.standing), Count(target))
        count.add(answer.respondent, answer.value, is_good=target.sign == "+")
    by_kind: dict[str | None, list[Count]] = {}
    for (kind, place, standing), count in counts.items():
        if kind is not None and standing == "self":
            rejected[OF_THEMSELVES] += count.values.total()
        elif standing == "affected" and (kind, place, "receiver") in counts:
            rejected[NOT_RECEIVERS] += count.values.total()
        else:
            by_kind.setdefault(kind, []).append(count)
    return by_kind, rejected


def summarize(counts: Iterable[Count]) -> Told:
    """Say what may be told of a pool: exact from 10 respondents on; below, in steps and as if there were the fewest."""
    values: Counter[int] = Counter()
    people: Counter[str] = Counter()
    for count in counts:
        values.update(count.values)
        people.update(count.people)
    listed = tuple(values[at] for at in range(len(VALUES)))
    belief = convert(listed, items=max(people.values()), respondents=len(people))
    if len(people) < FEWEST_EXACT:
        rounded = round(belief.mean / _STEP) * _STEP
        return Told(Belief(rounded, kappa_of_respondents(FEWEST)), FEWEST, None)
    return Told(Belief(round(belief.mean, 2), round(belief.kappa, 1)), len(people), listed)
