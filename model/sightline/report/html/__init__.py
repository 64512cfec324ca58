"""The report as one HTML file that needs nothing else: no network, no server, no second file.

:mod:`sightline.report.html.sections` lists its sections; what they say is built in :mod:`sightline.report.handover`.
"""

from sightline.report.html.page import build_page
from sightline.report.html.sections import SECTIONS, choose_sections

__all__ = ["SECTIONS", "build_page", "choose_sections"]
