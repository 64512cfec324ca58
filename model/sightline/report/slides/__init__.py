"""The report as slides: a deck of native text, tables, shapes and charts, to be edited by whoever gets it.

:mod:`sightline.report.slides.theme` is its look, :mod:`sightline.report.slides.canvas` what a slide is drawn with.
"""
