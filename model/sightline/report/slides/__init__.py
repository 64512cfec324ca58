"""The report as slides: a deck of native text, tables, shapes and charts, to be edited by whoever gets it.

:mod:`sightline.report.slides.sections` lists its sections; what they say is built in :mod:`sightline.report.handover`.
:mod:`sightline.report.slides.theme` is its look, :mod:`sightline.report.slides.canvas` what a slide is drawn with.
"""

from sightline.report.slides.building import build_deck
from sightline.report.slides.sections import SECTIONS

__all__ = ["SECTIONS", "build_deck"]
