"""One ArchiMate model in the two forms that Archi keeps: its own file and its tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

from sightline.formats.archimate_exchange import read_exchange
from sightline.formats.archimate_model import ArchimateElement, ArchimateModel, ArchimateRelation

INPUTS = Path(__file__).parent / "inputs"
ACCESS_NUMBERS = {"Write": "0", "Read": "1", "Access": "2", "ReadWrite": "3", None: "2"}
VIEWS = (
    '<folder name="Views" id="f9" type="diagrams"><element xsi:type="archimate:ArchimateDiagramModel" id="v1" name="V">'
    '<child xsi:type="archimate:DiagramObject" id="v2" archimateElement="gone"/><property key="a" value="b"/>'
    '</element><folder name="More"><element xsi:type="canvas:NewModel" id="v3"/></folder></folder>'
)


def read_input(name: str) -> ArchimateModel:
    """Read one of the exchange files beside the tests."""
    return read_exchange((INPUTS / name).read_bytes(), None)


def all_relations(model: ArchimateModel) -> tuple[ArchimateRelation, ...]:
    return model.relations + model.between_relations


def write_native(
    model: ArchimateModel,
    *,
    version: str = "5.0.0",
    prefix: str = "archimate",
    indent: str = "\n  ",
    reverse: bool = False,
) -> bytes:
    """Spell a model as Archi does: folders in folders, relationships after the elements, then the views."""
    step = -1 if reverse else 1
    elements = [_native_element(one, prefix) for one in model.elements][::step]
    relations = [_native_relation(one, prefix) for one in all_relations(model)][::step]
    inner = f'<folder name="Inner" id="f2">{indent}{indent.join(elements[1::2])}</folder>'
    folders = [
        f'<folder name="Business" id="f1" type="business">{indent.join(elements[::2])}{inner}</folder>',
        f'<folder name="Relations" id="f3" type="relations">{indent}{indent.join(relations)}</folder>',
        VIEWS.replace("archimate:", f"{prefix}:"),
    ][::step]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{prefix}:model xmlns:{prefix}="http://www.archimatetool.com/archimate"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name={quoteattr(model.name)} id="m"'
        f' version="{version}">{indent}{indent.join(folders)}{indent}'
        f"<purpose>{model.documentation}</purpose></{prefix}:model>\n"
    ).encode()


def _native_element(one: ArchimateElement, prefix: str) -> str:
    return (
        f'<element xsi:type="{prefix}:{one.type}" name={quoteattr(one.name)} id="{one.identifier}">'
        f"<documentation>{one.documentation}</documentation></element>"
    )


def _native_relation(one: ArchimateRelation, prefix: str) -> str:
    access = f' accessType="{ACCESS_NUMBERS[one.access]}"' if one.type == "Access" else ""
    return (
        f'<element xsi:type="{prefix}:{one.type}Relationship" id="{one.identifier}" name={quoteattr(one.name)}'
        f' source="{one.source}" target="{one.target}"{access}/>'
    )


def pack(model: bytes, **more: bytes) -> bytes:
    """Zip a model as Archi does, with other members beside it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"model.xml": model, **more}.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def write_tables(
    model: ArchimateModel, folder: Path, *, prefix: str = "", separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """Write the three tables of a model as Archi does, all of them, also an empty one."""
    head = ("m", "ArchimateModel", model.name, model.documentation, "")
    elements = [(one.identifier, one.type, one.name, one.documentation, "") for one in model.elements]
    relations = [
        (one.identifier, f"{one.type}Relationship", one.name, "", one.source, one.target, "")
        for one in all_relations(model)
    ]
    properties = [(one.identifier, "Access_Type", one.access) for one in all_relations(model) if one.access]
    tables: dict[str, list[tuple[str, ...]]] = {
        "elements": [("ID", "Type", "Name", "Documentation", "Specialization"), head, *elements],
        "relations": [("ID", "Type", "Name", "Documentation", "Source", "Target", "Specialization"), *relations],
        "properties": [("ID", "Key", "Value"), *properties],
    }
    for name, rows in tables.items():
        (folder / f"{prefix}{name}.csv").write_bytes(spell_table(rows, separator).encode(encoding))
    return folder


def spell_table(rows: Iterable[Iterable[str]], separator: str = ",") -> str:
    """Spell rows with every cell in quotation marks, ended by CR LF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue()
