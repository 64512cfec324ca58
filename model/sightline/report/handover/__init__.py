"""What is handed over, whatever the form: each section as sentences, figures and rows.

A page, slides and a workbook are built from them. A section is a function from the subject to plain
values; it returns None where it has nothing to show.
"""

from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.face import Face, build_head
from sightline.report.handover.sections import SECTIONS, choose_sections
from sightline.report.handover.subject import Run, Subject, Tried, choose_word

__all__ = [
    "SECTIONS",
    "CustomerWord",
    "Face",
    "Run",
    "Subject",
    "Tried",
    "build_head",
    "choose_sections",
    "choose_word",
]
