"""Print docs/limits.md with its tables made anew from the constants of the code; the prose between them stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sightline.app.server import SETTINGS
from sightline.discovery import csv_logs, events, xes
from sightline.document import fields, tree_building
from sightline.document.limits import DEFAULT_LIMITS, HARD_MAXIMA
from sightline.evidence import disclosure, questionnaires
from sightline.formats import (
    archi_zip,
    archimate_exchange,
    archimate_model,
    backstage_catalog,
    bpmn_handoffs,
    bpmn_model,
    csv_rows,
    gml,
    graph_model,
    safe_xml,
    workbook,
    workbook_reading,
    workbook_worker,
)
from sightline.formats.source import TableLimits
from sightline.pictures import map_choice
from sightline.report.handover import face, whole_map

PAGE: Final = Path(__file__).with_name("limits.md")
TABLE: Final = re.compile(
    r"(<!-- table (\w+), made by docs/limits_page\.py -->\n).*?(<!-- end of table -->)", re.DOTALL
)

UPLOAD: Final[Mapping[str, int]] = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["server"]
TABLES_READ: Final = TableLimits()
XML: Final = safe_xml.DEFAULT_LIMITS
BOOK: Final = workbook_reading.DEFAULT_WORKBOOK_LIMITS


class Row(NamedTuple):
    """One limit: what is counted, where the code keeps the number and by what name, its unit where it needs one."""

    what: str
    home: object
    name: str
    unit: str = ""

    @property
    def number(self) -> int:
        """The limit itself."""
        found: int = self.home[self.name] if isinstance(self.home, dict) else getattr(self.home, self.name)
        return found


ROWS: Final[Mapping[str, Sequence[Row]]] = {
    "text": (
        Row("YAML: size of the file", DEFAULT_LIMITS, "yaml_bytes", "bytes"),
        Row("YAML: mappings and lists inside each other", DEFAULT_LIMITS, "yaml_depth"),
        Row("YAML: keys, values, openings and closings", DEFAULT_LIMITS, "yaml_events"),
        Row("JSON, GraphML, GEXF, GML and Pajek: size of the file", DEFAULT_LIMITS, "json_bytes", "bytes"),
        Row("JSON: mappings and lists inside each other", DEFAULT_LIMITS, "json_depth"),
        Row("JSON: values, mappings and lists", DEFAULT_LIMITS, "json_values"),
        Row("any one text", DEFAULT_LIMITS, "text_characters", "characters"),
        Row("a number, as it is written", DEFAULT_LIMITS, "number_digits", "digits"),
    ),
    "document": (
        Row("a name", fields, "MAX_LABEL", "characters"),
        Row("a description, a piece of evidence", fields, "MAX_TEXT", "characters"),
        Row("a list inside an element or obstacle", fields, "MAX_LIST", "entries"),
        Row("mistakes told in one run", tree_building, "MOST_PROBLEMS"),
    ),
    "xml": (
        Row("ArchiMate, BPMN: size of the file", XML, "size", "bytes"),
        Row("elements inside each other", XML, "depth"),
        Row("attributes of one element", XML, "attributes"),
        Row("a text, an attribute", XML, "text", "characters"),
        Row("GraphML, GEXF: XML elements, comments included", XML, "elements"),
        Row("ArchiMate: XML elements", vars(archimate_exchange)["_LIMITS"], "elements"),
        Row("ArchiMate: elements and relationships", archimate_model, "MOST_CONCEPTS"),
        Row("Archi with pictures: size of the zip file", archi_zip, "LARGEST", "bytes"),
        Row("Archi with pictures: members of the zip file", archi_zip, "MOST_MEMBERS"),
        Row("Archi with pictures: the model unpacked, times its packed size", archi_zip, "LARGEST_SWELLING"),
        Row("BPMN: XML elements", bpmn_model.XML_LIMITS, "elements"),
        Row("BPMN: pools, lanes, steps and flows", bpmn_model, "MOST_PARTS"),
        Row("BPMN: flows followed through gateways and events", bpmn_handoffs, "MOST_WAYS"),
    ),
    "graphs": (
        Row("nodes", graph_model, "MOST_NODES"),
        Row("edges", graph_model, "MOST_EDGES"),
        Row("GML: words and brackets", gml, "MOST_WORDS"),
        Row("Backstage: files of one catalog", backstage_catalog, "MOST_FILES"),
    ),
    "tables": (
        Row("CSV, Parquet: size of a file", TABLES_READ, "file_bytes", "bytes"),
        Row("CSV, Parquet: rows of a table", TABLES_READ, "rows"),
        Row("CSV, Parquet: columns of a table", TABLES_READ, "columns"),
        Row("CSV: a cell", csv_rows, "LONGEST_CELL", "characters"),
        Row("Excel: size of the file", BOOK, "file_bytes", "bytes"),
        Row("Excel: members of the zip file", BOOK.unpacked, "members"),
        Row("Excel: all of it unpacked", BOOK.unpacked, "total", "bytes"),
        Row("Excel: one member unpacked", BOOK.unpacked, "one", "bytes"),
        Row("Excel: a member unpacked, times its packed size", BOOK.unpacked, "swelling"),
        Row("Excel: a member that may swell as it likes", BOOK.unpacked, "small", "bytes"),
        Row("Excel: rows of a sheet that hold values", BOOK.part, "rows"),
        Row("Excel: columns of a sheet that hold values", BOOK.part, "columns"),
        Row("Excel: rows times columns", BOOK.part, "extent"),
        Row("Excel: cells of a sheet, empty ones included", BOOK.part, "cells"),
        Row("Excel: merged cells", BOOK.part, "merged"),
        Row("Excel: blocks of merged cells", BOOK.part, "blocks"),
        Row("Excel: XML elements of any other part", BOOK.part, "elements"),
        Row("Excel: texts of all cells", BOOK, "characters", "characters"),
        Row("Excel: memory of the process that reads (where the system can bound it)", workbook_worker,
            "MEMORY_BYTES", "bytes"),
        Row("Excel: processor time of that process", workbook_worker, "PROCESSOR_SECONDS", "seconds"),
        Row("Excel: its time by the clock", workbook_reading, "WALL_SECONDS", "seconds"),
    ),
    "logs": (
        Row("XES: size, unpacked", xes.LIMITS, "size", "bytes"),
        Row("XES: XML elements", xes.LIMITS, "elements"),
        Row("XES: attributes that become columns", xes, "MOST_COLUMNS"),
        Row("XES, packed: unpacked, times its packed size", xes, "LARGEST_SWELLING"),
        Row("XES, packed: may swell as it likes up to", xes, "SMALL", "bytes"),
        Row("CSV: a row", csv_logs, "LONGEST_LINE", "bytes"),
        Row("CSV: columns", csv_logs, "MOST_COLUMNS"),
        Row("different groups", events, "MOST_GROUPS"),
    ),
    "people": (
        Row("respondents from which on a figure is told", disclosure, "FEWEST"),
        Row("respondents from which on figures are exact and comments are told", disclosure, "FEWEST_EXACT"),
        Row("closed questions of one questionnaire", questionnaires, "MOST_QUESTIONS"),
        Row("suppliers that one customer is asked to rate", questionnaires, "MOST_SUBJECTS"),
    ),
    "written": (
        Row("app: an uploaded file", UPLOAD, "maxUploadSize", "MB"),
        Row("app: elements that its map draws before it folds units", map_choice, "MOST_DRAWN"),
        Row("report: elements up to which its map is drawn whole", map_choice, "FULL_DETAIL"),
        Row("report: nodes that its map shows of a larger organization", whole_map, "PART"),
        Row("report: the logo", face, "LARGEST_LOGO", "bytes"),
        Row("Excel: rows of a sheet", workbook, "MOST_ROWS"),
        Row("Excel: a cell", workbook, "LONGEST_TEXT", "characters"),
    ),
}  # fmt: skip
"""Every limit on the page, by the name of its table."""


def render(page: str) -> str:
    """Put fresh tables between the markers of a page."""
    return TABLE.sub(lambda found: f"{found[1]}\n{table(found[2])}\n\n{found[3]}", page)


def table(name: str) -> str:
    """Write one table; that of texts tells beside each limit how far a script may raise it."""
    raised = name == "text"
    head = ["limit", "number", *(["at most, from Python"] if raised else [])]
    lines = ["| " + " | ".join(head) + " |", "| --- | ---: |" + (" ---: |" if raised else "")]
    for row in ROWS[name]:
        cells = [row.what, say(row.number, row.unit), *([say(getattr(HARD_MAXIMA, row.name))] if raised else [])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def say(number: int, unit: str = "") -> str:
    """Write a number with its thousands marked, and its unit."""
    return f"{number:,} {unit}".rstrip()


if __name__ == "__main__":
    print(render(PAGE.read_text(encoding="utf-8")), end="")
