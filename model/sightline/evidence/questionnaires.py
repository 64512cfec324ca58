"""Questionnaires from a model: for each group, the closed questions whose answers could move the figures most.

The questions of a group are the items that the catalogue has for its audience, at the spots that the group meets and to
which the item's kind applies. They are taken one after another, the one of highest value first
(:mod:`sightline.evidence.value_of_information`), where each further question about the same counts less: the second
half, the third a third and so on. The same are the items of one recorded obstacle, and all kinds at a place where
nothing is recorded, as they share what that place may hide. Ties go by the order of the model and of the catalogue.

Customers, outside and inside, rate at most :data:`MOST_SUBJECTS` suppliers; all others are asked each item once, about
their own work where its kind applies there, else where it is worth most. Suppliers also guess how those they serve
would rate them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sightline.catalogue.details import AUDIENCES, Audience, Catalogue, Item, KindDetails
from sightline.document import Element, Organization
from sightline.errors import UsageError
from sightline.evidence.audiences import Group, Spot, Subject, count_people, find_groups
from sightline.evidence.disclosure import FEWEST
from sightline.evidence.question_ids import MIRROR, ONE_THING, QuestionId
from sightline.evidence.value_of_information import InformationValues, Worth
from sightline.phrases import counted, listed
from sightline.snapshot import Snapshot
from sightline.studies.naming import element_name, list_obstacles

MOST_QUESTIONS: Final = 10
"""Closed questions that one questionnaire may have."""
MOST_SUBJECTS: Final = 3
"""Suppliers that one customer is asked to rate."""
MOST_GROUPS: Final = 10
"""Groups of one audience that are asked, unless more are wanted."""
_RATES_SUPPLIERS: Final = frozenset[Audience](("external-customer", "internal-customer"))
_WITH_PEOPLE: Final = frozenset(("team", "role", "serves"))
_FUNCTIONS: Final = ("sales", "marketing", "operations")
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    """One closed question: an item of a kind at a spot, about a subject, and what its answer may move."""

    id: QuestionId
    item: Item
    details: KindDetails
    subject: Subject
    spot: Spot
    worth: Worth


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What one group is asked: closed questions in the order of their value, and how it is named in files.

    ``mirror`` asks a supplier how those it serves would rate it; None for other audiences. ``people`` is how many the
    model knows in the group, None where it does not say.
    """

    group: Group
    questions: tuple[Question, ...]
    mirror: QuestionId | None
    people: float | None

    @property
    def name(self) -> str:
        """The name of its files, without a suffix; ids are safe in file names."""
        return f"{self.group.audience}.{self.group.element}"

    @property
    def one_thing(self) -> QuestionId:
        """The open question that everybody is asked."""
        return QuestionId(ONE_THING, self.group.element)

    @property
    def value(self) -> float:
        """What its answers may move: the sum over what they are about, where the same counts once."""
        return sum({_same(question): question.worth.value for question in self.questions}.values())

    @property
    def by_subject(self) -> Mapping[Subject, tuple[Question, ...]]:
        """Its questions by what they are about, subjects in the order of their first question."""
        subjects = dict.fromkeys(question.subject for question in self.questions)
        return {one: tuple(question for question in self.questions if question.subject == one) for one in subjects}


@dataclass(frozen=True, slots=True)
class Survey:
    """All questionnaires made from one model, with what to know of them."""

    snapshot: Snapshot
    questionnaires: tuple[Questionnaire, ...]
    notices: tuple[str, ...]

    @property
    def organization(self) -> Organization:
        """The model that is asked about."""
        assert self.snapshot.organization is not None  # noqa: S101 - checked when the survey was made
        return self.snapshot.organization


def make_survey(
    snapshot: Snapshot,
    kinds: Catalogue,
    *,
    audiences: Sequence[Audience] = AUDIENCES,
    most: int = MOST_QUESTIONS,
    groups: int = MOST_GROUPS,
) -> Survey:
    """Make the questionnaires of a snapshot; raises UsageError where it has no document.

    ``most`` is the number of closed questions in each, ``groups`` that of questionnaires for each audience; where there
    are more groups, those whose answers could move most are asked. The same model gives the same questionnaires.
    """
    organization = snapshot.organization
    if organization is None:
        raise UsageError("questions need names and decisions, which arrays do not have; read the model as a document")
    values = InformationValues(snapshot)
    found, notices = find_groups(organization, audiences)
    told = [*notices]
    chosen: list[Questionnaire] = []
    for audience in AUDIENCES:
        ours = [one for one in found if one.audience == audience]
        best, left = _make_best(organization, ours, kinds, values, most=most, groups=groups)
        chosen += best
        if left:
            told.append(
                f"{counted(left, 'further group')} could be asked as {audience.replace('-', ' ')};"
                f" the {len(best):,} whose answers could move most are."
            )
    told += _tell_limits(organization, kinds, chosen)
    return Survey(snapshot, tuple(chosen), tuple(told))


def _make_best(
    organization: Organization,
    found: Sequence[Group],
    kinds: Catalogue,
    values: InformationValues,
    *,
    most: int,
    groups: int,
) -> tuple[list[Questionnaire], int]:
    """Make the questionnaires of highest value; count the groups left that could be asked something.

    Groups come in the order of what their answers could move at most, so that few of many need a questionnaire.
    """
    bounds = [_bound(group, values, most) for group in found]
    order = sorted(range(len(found)), key=lambda at: -bounds[at])
    best: list[Questionnaire] = []
    left = 0
    for at in order:
        if len(best) == groups and bounds[at] <= best[-1].value:
            left += next(_candidates(organization, found[at], kinds, values), None) is not None
            continue
        made = _make(organization, found[at], kinds, values, most)
        if made.questions:
            best = sorted([*best, made], key=lambda one: -one.value)
            left += len(best) > groups
            del best[groups:]
    return best, left


def _bound(group: Group, values: InformationValues, most: int) -> float:
    """Give what answers about so many of the things that a group meets could move at most."""
    known = {spot.holder for subject in group.subjects for spot in subject.spots}
    return sum(sorted((value for holder in known for value in values.at(holder)), reverse=True)[:most])


def _make(
    organization: Organization, group: Group, kinds: Catalogue, values: InformationValues, most: int
) -> Questionnaire:
    audience, identifier = group.audience, group.element
    serves = any(spot.holder.among == "relations" for subject in group.subjects for spot in subject.spots)
    has_mirror = audience == "supplier" and most > 1 and serves and any(one.is_own for one in group.subjects)
    mirror = QuestionId(MIRROR, identifier) if has_mirror else None
    candidates = _own_first(_candidates(organization, group, kinds, values))
    questions = _choose(candidates, most - has_mirror, audience)
    element = organization.by_id[identifier]
    people = element.segment_size if audience == "external-customer" else count_people(element)
    return Questionnaire(group, tuple(questions), mirror, people)


def _candidates(
    organization: Organization, group: Group, kinds: Catalogue, values: InformationValues
) -> Iterator[Question]:
    """Give every question that a group could be asked."""
    for subject in group.subjects:
        for details in kinds.values():
            items = [item for item in details.items if item.audience == group.audience]
            if not items or not (spots := [spot for spot in subject.spots if _applies(details, spot)]):
                continue
            worths = [values.of(spot.holder, details.kind.kind) for spot in spots]
            # Where such an obstacle is recorded, the question is about that one.
            at = next((number for number, worth in enumerate(worths) if worth.ground == "recorded"), 0)
            if worths[at].ground != "recorded" and not _fits(details, organization.by_id[subject.about], group):
                continue
            for item in items:
                yield Question(QuestionId(item.id, spots[at].name), item, details, subject, spots[at], worths[at])


def _applies(details: KindDetails, spot: Spot) -> bool:
    """Whether a kind can stand at a spot; one that does not say where may stand on any element."""
    if not details.applies_to:
        return spot.holder.among == "elements"
    return not spot.counts_as.isdisjoint(details.applies_to)


def _own_first(candidates: Iterator[Question]) -> list[Question]:
    """Leave out what could be asked of a group's own work too, unless its obstacle is recorded elsewhere."""
    every = list(candidates)
    own = {one.item.id for one in every if one.subject.is_own}
    return [one for one in every if one.subject.is_own or one.item.id not in own or one.worth.ground == "recorded"]


def _fits(details: KindDetails, about: Element, group: Group) -> bool:
    """Whether what an item presupposes is so: people who are rated, an outsourced supplier, a function that sells."""
    is_people = about.kind in ("team", "role")
    if group.audience == "internal-customer" and not is_people and not _WITH_PEOPLE.isdisjoint(details.applies_to):
        return False
    if details.kind.kind == "outsourced-support":
        return bool(about.outsourced)
    if details.kind.kind == "functions-disconnected":
        return about.function in _FUNCTIONS
    return True


def _choose(candidates: list[Question], most: int, audience: Audience) -> list[Question]:
    """Take the questions of highest value, as the module says."""
    chosen: list[Question] = []
    asked: Counter[tuple[str, str]] = Counter()
    subjects: set[str] = set()
    rates = audience in _RATES_SUPPLIERS
    while candidates and len(chosen) < most:
        best = max(candidates, key=lambda one: one.worth.value / (1 + asked[_same(one)]))
        chosen.append(best)
        asked[_same(best)] += 1
        subjects.add(best.subject.about)
        taken, is_full = best.id if rates else best.item.id, rates and len(subjects) == MOST_SUBJECTS
        candidates = [
            one
            for one in candidates
            if (one.id if rates else one.item.id) != taken and not (is_full and one.subject.about not in subjects)
        ]
    return chosen


def _same(question: Question) -> tuple[str, str]:
    """Name what a question shares its value with: an obstacle that is recorded, else the whole spot."""
    return question.spot.name, question.details.kind.kind if question.worth.ground == "recorded" else ""


def _tell_limits(
    organization: Organization, kinds: Catalogue, questionnaires: Sequence[Questionnaire]
) -> Iterator[str]:
    """Say what the questionnaires leave open, and what the model does not know about those asked."""
    recorded = {
        spot.obstacle.kind for spot in list_obstacles(organization).values() if spot.obstacle.status != "removed"
    }
    without = sorted(kind for kind in recorded if kind not in kinds or not kinds[kind].items)
    if without:
        yield f"No question is known for {listed(without, _NAMED)}: add items to a catalogue of your own."
    few = [one for one in questionnaires if one.people is not None and one.people < FEWEST]
    if few:
        names = listed(list(dict.fromkeys(element_name(organization, one.group.element) for one in few)), _NAMED)
        yield (
            f"{counted(len(few), 'questionnaire')} for groups of fewer than {FEWEST} people ({names}): their answers"
            " alone show no figure, only together with others."
        )
    unknown = sum(one.people is None for one in questionnaires)
    if unknown:
        yield f"The model does not say how many people {counted(unknown, 'questionnaire')} would reach."
