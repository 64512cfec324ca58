"""The colours: an even ramp for every eye, text that can be read, fates that never rest on colour alone."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document.vocabulary import ELEMENT_KINDS
from sightline.pictures.palette import (
    DARK,
    LETTERS,
    LIGHT,
    SHAPES,
    SIGHT_STOPS,
    UNKNOWN,
    Ink,
    colour_of_sight,
    ink,
    luminance,
    mix,
    readable_on,
)

Colour = npt.NDArray[np.float64]

# How the common forms of colour blindness see, in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
EYES: dict[str, Colour] = {
    "common": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
every_ink = pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
every_eye = pytest.mark.parametrize("eye", EYES)


def linear(colour: str) -> Colour:
    shares = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def oklab(light: Colour) -> Colour:
    """Give lightness and two opponent colours (Ottosson 2020)."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    opponents = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    lab: Colour = opponents @ np.cbrt(cones @ light)
    return lab


def seen(colour: str, eye: str = "common") -> Colour:
    return oklab(np.clip(EYES[eye] @ linear(colour), 0, 1))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@every_eye
def test_the_ramp_gets_lighter_all_the_way_and_evenly(eye: str) -> None:
    lightness = [seen(colour_of_sight(at / 20), eye)[0] for at in range(21)]
    steps = np.diff(lightness)
    assert (steps > 0).all()
    assert steps.max() < 2.5 * steps.min() if eye == "common" else steps.max() < 6 * steps.min()


@every_eye
def test_neighbouring_stops_of_the_ramp_can_be_told_apart(eye: str) -> None:
    assert len(SIGHT_STOPS) > 2
    for one, other in pairwise(SIGHT_STOPS):
        assert np.linalg.norm(seen(one, eye) - seen(other, eye)) > 0.05


@every_ink
@pytest.mark.parametrize("written", ["text", "muted", "accent", "customer", "gain", "loss"])
def test_writing_can_be_read_on_paper_and_panel(mode: Ink, written: str) -> None:
    for ground in (mode.paper, mode.panel):
        assert contrast(getattr(mode, written), ground) >= 4.5


@given(colour=colours)
def test_writing_can_be_read_on_any_colour(colour: str) -> None:
    assert contrast(readable_on(colour), colour) >= 4.5


@every_ink
def test_every_fate_stands_out_from_the_paper(mode: Ink) -> None:
    for fate in (mode.seen, mode.blocked, mode.no_route):
        assert contrast(fate, mode.paper) >= 3
    assert contrast(mode.handoffs, mode.paper) >= 2  # amber is light; its marks always bear a label


@every_ink
@every_eye
def test_the_fates_can_be_told_apart(mode: Ink, eye: str) -> None:
    fates = {fate: seen(getattr(mode, fate), eye) for fate in ("seen", "blocked", "handoffs", "no_route")}
    for one, other in combinations(fates.values(), 2):
        assert np.linalg.norm(one - other) > 0.04


def test_the_stops_of_the_ramp_stand_apart_in_grey() -> None:
    greys = [oklab(np.full(3, luminance(stop)))[0] for stop in SIGHT_STOPS]
    assert len(greys) == 7
    assert min(np.diff(greys)) > 0.05


@every_ink
@every_eye
@pytest.mark.parametrize(("one", "other"), [("muted", "handoffs"), ("accent", "handoffs"), ("accent", "blocked")])
def test_what_colour_alone_tells_apart_is_far_apart(mode: Ink, eye: str, one: str, other: str) -> None:
    """Relations towards and away from customers; the two ends of an input; the index and what was planned."""
    colours = [seen(getattr(mode, name), eye) for name in (one, other)]
    assert np.linalg.norm(colours[0] - colours[1]) > 0.1


@every_ink
def test_relations_towards_and_away_from_customers_stand_apart_in_grey(mode: Ink) -> None:
    greys = [oklab(np.full(3, luminance(getattr(mode, name))))[0] for name in ("muted", "handoffs")]
    assert abs(greys[0] - greys[1]) > 0.05


def test_a_sight_has_its_place_on_the_ramp() -> None:
    assert colour_of_sight(0) == SIGHT_STOPS[0]
    assert colour_of_sight(1) == SIGHT_STOPS[-1]
    assert colour_of_sight(0.5) == SIGHT_STOPS[3]
    assert colour_of_sight(-1) == SIGHT_STOPS[0]
    assert colour_of_sight(2) == SIGHT_STOPS[-1]
    assert colour_of_sight(float("nan")) == UNKNOWN


@given(one=colours, other=colours)
def test_mixing_begins_and_ends_with_the_colours_themselves(one: str, other: str) -> None:
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


def test_every_kind_has_a_letter_and_a_shape_of_its_own() -> None:
    assert set(LETTERS) == set(SHAPES) == set(ELEMENT_KINDS)
    assert len(set(LETTERS.values())) == len(set(SHAPES.values())) == len(ELEMENT_KINDS)


def test_light_is_the_mode_where_none_is_known() -> None:
    assert ink("dark") is DARK
    assert ink("light") is ink(None) is LIGHT
