"""Findings, and the form of every result."""

from sightline.findings.codes import CODES
from sightline.findings.finding import Finding
from sightline.findings.result import Column, Figure, Result, Table

__all__ = ["CODES", "Column", "Figure", "Finding", "Result", "Table"]
