"""Where the effort ends: the sight account as a drawing of the page."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.pictures.account_svg import draw_account
from sightline.pictures.palette import LIGHT
from sightline.report.handover.account import Account, build_account
from sightline.report.handover.subject import Subject
from sightline.report.html.drawing import Drawing, inline


@dataclass(frozen=True, slots=True)
class DrawnAccount:
    """The account, and its flows drawn."""

    told: Account
    drawing: Drawing


def build_drawn_account(subject: Subject) -> DrawnAccount | None:
    """Draw the account; None where there is no effort."""
    told = build_account(subject)
    if told is None:
        return None
    title = subject.word(told.sentence)
    return DrawnAccount(told, inline(draw_account(told.starts, told.ends, LIGHT, title=title)))
