"""What came of the answers of a survey, in sentences and lists: nothing but what may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from sightline.evidence.answers import Answers
from sightline.evidence.applying import Applied, Figure
from sightline.evidence.disclosure import spell_respondents
from sightline.evidence.recording import Outcome
from sightline.merging.wording import Account, Listing
from sightline.phrases import clean, counted, cut, listed, percent
from sightline.studies.naming import kind_name

_NAMED: Final = 3
_OUTCOMES: Final[Mapping[Outcome, str]] = {
    "new": "new",
    "clear": "clear, nothing to note",
    "replaced": "replaces what stood there",
    "pooled": "pooled with other evidence",
    "contested": "contested by other evidence",
}


def describe_survey(given: Answers, applied: Applied, *, top: int = 10) -> Account:
    """Tell what the answers set, what they do not tell and why, and what was left out; lists have ``top`` rows."""
    return Account(tuple(_sentences(given, applied)), tuple(_listings(applied, top)))


def _sentences(given: Answers, applied: Applied) -> Iterator[str]:
    outcomes = Counter(outcome for figure in applied.figures for outcome in figure.outcomes.values())
    places, clear, contested = outcomes.total(), outcomes["clear"], outcomes["contested"]
    yield f"{counted(applied.used, 'answer')} set {counted(places - clear - contested, 'severity', 'severities')}."
    if clear:
        yield f"{counted(clear, 'time')} they find nothing to note: no obstacle is made, the place counts as assessed."
    if contested:
        yield f"{counted(contested, 'time')} other evidence says something else: the severity stays, and is marked."
    alone = sum(len(figure.places) == 1 for figure in applied.figures if figure.outcomes)
    if together := places - alone:
        yield (
            f"{counted(alone, 'figure')} {'is' if alone == 1 else 'are'} about one place alone;"
            f" {counted(together, 'place')} share one with others, because too few answered about each."
        )
    if untold := sum(len(places) for places in applied.untold.values()):
        yield (
            f"Nothing is told of {counted(untold, 'place')}: too few answered, or all of them alike,"
            " and there is no other group to tell them with."
        )
    if kept := sum(len(places) for places in applied.kept.values()):
        yield (
            f"{counted(kept, 'place')} {'keeps its' if kept == 1 else 'keep their'} earlier figure, because the change"
            " could show what single people answered, or it is not known who answered before (--register)."
        )
    if given.silent:
        yield f'{counted(given.silent, "answer")} {"is" if given.silent == 1 else "are"} "can\'t say".'
    if applied.comments.told or applied.comments.kept_back:
        told = sum(len(texts) for texts in applied.comments.told.values())
        back = sum(applied.comments.kept_back.values())
        yield f"{counted(told, 'comment')} may be read word for word (--format json), {back:,} are kept back."
    if given.left_out:
        names = listed([cut(clean(name), 40) for name in given.left_out], _NAMED)
        yield f"Not taken in: {counted(len(given.left_out), 'column')} ({names})."


def _listings(applied: Applied, top: int) -> Iterator[Listing]:
    figures = [figure for figure in applied.figures if figure.outcomes]
    if figures:
        head = ("obstacle", "where", "what it does", "respondents", "severity", "90 % interval")
        shown = f", the first {top:,} of {len(figures):,}" if len(figures) > top else ""
        yield Listing(f"What the answers say{shown}", head, tuple(islice(_rows(figures), top)), numbers=3)
    if applied.blind_spots:
        rows = tuple(
            (spot.element, "yes" if spot.is_clear else "not clearly", percent(spot.own), percent(spot.receivers))
            for spot in sorted(applied.blind_spots, key=lambda one: -one.gap)[:top]
        )
        yield Listing("Rated by themselves and by receivers", ("where", "blind spot", "own", "receivers"), rows, 2)
    if applied.rejected:
        rejected = tuple((f"answers {reason}", f"{number:,}") for reason, number in applied.rejected.items())
        yield Listing("Answers that are not used", ("why", "how many"), rejected, numbers=1)
    if applied.comments.kept_back:
        back = tuple((f"comments {reason}", f"{number:,}") for reason, number in applied.comments.kept_back.items())
        yield Listing("Comments kept back", ("why", "how many"), back, numbers=1)


def _rows(figures: Iterable[Figure]) -> Iterator[tuple[str, ...]]:
    for figure in sorted(figures, key=lambda one: -one.told.belief.mean):
        low, high = figure.told.belief.interval
        outcomes = Counter(figure.outcomes.values())
        yield (
            kind_name(figure.kind),
            listed(figure.places, _NAMED),
            listed([_OUTCOMES[outcome] for outcome in outcomes]),
            spell_respondents(figure.told.respondents),
            percent(figure.told.belief.mean),
            f"{percent(low)} to {percent(high)}",
        )
