"""The report as one HTML file that needs nothing else: no network, no server, no second file.

What its sections say is built in :mod:`sightline.report.handover`; here stand its drawings, templates and script.
"""

from sightline.report.html.page import build_page

__all__ = ["build_page"]
