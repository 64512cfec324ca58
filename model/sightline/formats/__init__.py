"""File formats: every one ends in, and begins with, the same document."""

from sightline.formats.registry import (
    FORMATS,
    Format,
    Reading,
    detect_format,
    find_format,
    read_organization,
    read_tree,
    write_organization,
)
from sightline.formats.source import ReadOptions, Source, TableLimits, open_source

__all__ = [
    "FORMATS",
    "Format",
    "ReadOptions",
    "Reading",
    "Source",
    "TableLimits",
    "detect_format",
    "find_format",
    "open_source",
    "read_organization",
    "read_tree",
    "write_organization",
]
