"""Findings, and the form of every result."""

from sightline.findings.finding import Finding
from sightline.findings.result import Column, Figure, Result, Table

__all__ = ["Column", "Figure", "Finding", "Result", "Table"]
