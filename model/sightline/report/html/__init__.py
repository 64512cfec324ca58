"""The report as one HTML file that needs nothing else: no network, no server, no second file.

A section is a function from the subject to what its template shows; :mod:`sightline.report.html.sections` lists them.
"""

from sightline.report.html.customer_word import CustomerWord
from sightline.report.html.page import Face, build_page
from sightline.report.html.sections import SECTIONS, choose_sections
from sightline.report.html.subject import Run, Subject

__all__ = ["SECTIONS", "CustomerWord", "Face", "Run", "Subject", "build_page", "choose_sections"]
