"""File formats: every one ends in, and begins with, the same document."""

from sightline.formats.attributes import NO_ATTRIBUTES, Attributes, Beside
from sightline.formats.registry import (
    FORMATS,
    Format,
    Reading,
    Writing,
    detect_format,
    find_format,
    read_organization,
    read_tree,
    write_organization,
)
from sightline.formats.source import ReadOptions, Source, TableLimits, open_source

__all__ = [
    "FORMATS",
    "NO_ATTRIBUTES",
    "Attributes",
    "Beside",
    "Format",
    "ReadOptions",
    "Reading",
    "Source",
    "TableLimits",
    "Writing",
    "detect_format",
    "find_format",
    "open_source",
    "read_organization",
    "read_tree",
    "write_organization",
]
