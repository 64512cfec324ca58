"""Who is an external customer, in files that do not say so: by name, unless the user names them.

The default rule takes those who act (roles, actors, stakeholders) and whose name is, or ends with, a word for somebody
outside who receives: ``Customer``, ``Private customers``, ``Insurant``. A name that goes on is somebody of the
organization itself, or somebody else's: ``Customer Relations``, ``Client services``, ``Customer's Bank``. Only English
words are known. An ``internal customer`` is never an external one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sightline.errors import UsageError

CUSTOMER_WORDS = frozenset(
    (
        "applicant",
        "beneficiary",
        "buyer",
        "citizen",
        "client",
        "consumer",
        "customer",
        "guest",
        "insurant",
        "passenger",
        "patient",
        "patron",
        "policyholder",
        "student",
        "subscriber",
        "taxpayer",
    )
)
"""Words for somebody outside who receives what an organization does, in the singular."""

INSIDE_WORDS = frozenset(("internal", "non"))
"""Words that turn a customer's name into one inside, or into none."""

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One element that may be an external customer. ``keys`` are its ids: in its file, and ours."""

    keys: tuple[str, ...]
    name: str
    acts: bool


def is_customer_name(name: str) -> bool:
    """Tell whether the default rule takes this for the name of an external customer."""
    words = [word.casefold() for word in _WORD.findall(_IN_BRACKETS.sub(" ", name))]
    if not words or INSIDE_WORDS.intersection(words):
        return False
    if words[-2:] in (["policy", "holder"], ["policy", "holders"]):
        return True
    last = words[-1]
    singulars = (last, last.removesuffix("s"), f"{last.removesuffix('ies')}y")
    return any(word in CUSTOMER_WORDS for word in singulars)


def find_customers(candidates: Sequence[Candidate], named: Iterable[str] = ()) -> frozenset[int]:
    """Find the positions of the external customers among the candidates.

    Where ``named`` is given, only these count, each by name or id without regard to case. A name counts for those who
    act and bear it, and for others only where nobody who acts does (a business object may share its customer's name).
    Raises UsageError where a name fits nothing, with the nearest names.
    """
    wanted = tuple(named)
    if not wanted:
        return frozenset(position for position, one in enumerate(candidates) if one.acts and is_customer_name(one.name))
    found: set[int] = set()
    strangers: list[str] = []
    for given in wanted:
        key = _plain(given)
        fits = [at for at, one in enumerate(candidates) if key in map(_plain, one.keys)]
        if not fits:
            fits = [at for at, one in enumerate(candidates) if key == _plain(one.name)]
            fits = [at for at in fits if candidates[at].acts] or fits
        if not fits:
            strangers.append(_spell_stranger(given, candidates))
        found.update(fits)
    if strangers:
        raise UsageError(" ".join(strangers))
    return frozenset(found)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _spell_stranger(given: str, candidates: Sequence[Candidate]) -> str:
    spellings = {_plain(one.name): one.name for one in reversed(candidates)}
    # Those who act are the likelier meaning, so they are looked through first.
    acting = [_plain(one.name) for one in candidates if one.acts]
    near = difflib.get_close_matches(_plain(given), acting, n=3) or difflib.get_close_matches(
        _plain(given), list(spellings), n=3
    )
    if not near:
        near = sorted(set(acting))[:3]
    names = ", ".join(f"`{spellings[name]}`" for name in dict.fromkeys(near))
    meant = f" Did you mean {names}?" if names else ""
    return f"No element has the name or id `{given}`, so it cannot be an external customer.{meant}"
