"""The report as slides: a deck of native text, tables, shapes and charts, to be edited by whoever gets it.

What it says is built in :mod:`sightline.report.handover`; :mod:`sightline.report.slides.sections` adds it to a deck.
:mod:`sightline.report.slides.theme` is its look, :mod:`sightline.report.slides.canvas` what a slide is drawn with.
"""

from sightline.report.slides.building import build_deck

__all__ = ["build_deck"]
