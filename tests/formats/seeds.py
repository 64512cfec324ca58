"""A small valid file or folder for every format that is read, and the ways in which files get damaged."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sightline.formats import FORMATS, read_organization, write_organization
from tests.formats.archi_forms import INPUTS, pack, read_input, write_native, write_tables
from tests.formats.backstage_catalogs import ROASTERY
from tests.formats.bpmn_diagrams import REPAIRS
from tests.formats.test_gexf import SHOP
from tests.formats.test_gml import BANK
from tests.formats.test_graphml import CLINIC
from tests.formats.test_kumu import BLUEPRINT
from tests.formats.test_node_link import FERRY
from tests.formats.test_pajek import THEATRE

SAMPLE = Path(__file__).resolve().parents[2] / "sample_orgs" / "bucket_brigade" / "organization.yaml"
WORK = "Supplier,Customer,Output\nKitchen,Counter,meals\nCounter,Guests,meals\n"

Seed = Mapping[str, bytes]
"""The content of files by their names; more than one are a folder."""

TOKENS = (
    *(b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b"'", b"<", b">", b"</", b"/>", b"&", b"&amp;"),
    *(b"<!DOCTYPE x>", b"<![CDATA[", b"]]>", b"<!--", b"[", b"]", b"{", b"}", b"{}", b"[]", b",", b":", b": ", b"- "),
    *(b"\n", b"\r\n", b"\t", b"---\n", b"&a ", b"*a", b"<<: ", b"!!x ", b"null", b"true", b"NaN", b"-1", b"1e999"),
    *(
        b"9" * 500,
        b"[" * 200,
        b"(" * 200,
        b"=1+1",
        b"../",
        b"\\u0000",
        b"\\ud800",
        b"\x1b[2J",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
    ),
)
"""What is put into a damaged file."""


def make_seeds() -> dict[str, list[Seed]]:
    """Make the seeds of every format; those that are also written are written from a sample."""
    library = read_input("library_oex30.xml")
    native = write_native(library)
    seeds: dict[str, list[Seed]] = {
        "archimate": [{path.name: path.read_bytes()} for path in sorted(INPUTS.glob("*.xml"))],
        "archi": [{"a.archimate": native}, {"a.archimate": pack(native)}],
        "bpmn": [{"a.bpmn": REPAIRS.encode()}],
        "backstage": [{"catalog-info.yaml": ROASTERY.encode()}],
        "graphml": [{"a.graphml": CLINIC.encode()}],
        "gexf": [{"a.gexf": SHOP.encode()}],
        "gml": [{"a.gml": BANK.encode()}],
        "pajek": [{"a.net": THEATRE.encode()}],
        "node-link": [{"a.json": FERRY.encode()}],
        "kumu": [{"a.json": BLUEPRINT.encode()}],
        "folder": [{"a.yaml": SAMPLE.read_bytes(), "b.json": b'{"sightline": 1}'}],
        "tables": [{"work.csv": WORK.encode()}],
    }
    organization = read_organization(SAMPLE).organization
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "archi-csv").mkdir()
        write_tables(library, folder / "archi-csv")
        seeds["archi-csv"] = [_take(folder / "archi-csv")]
        for known in FORMATS:
            if known.write is not None and known.read is not None:
                path = folder / f"{known.name}{known.suffixes[0] if known.suffixes else ''}"
                write_organization(organization, path, format=known.name)
                seeds.setdefault(known.name, []).append(_take(path))
    return seeds


def _take(path: Path) -> Seed:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def damage(content: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """Damage a file in up to four places: bytes changed, cut out, doubled, put in, spliced with another, cut off."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(damaged) + 1)
        length = chance.choice((0, 1, 1, 2, 8, 40))
        match chance.randrange(6):
            case 0:
                damaged[at : at + length] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 4)))
            case 1:
                damaged[at : at + length] = chance.choice(TOKENS)
            case 2:
                damaged[at:at] = damaged[at : at + length] * chance.randint(1, 20)
            case 3:
                start = chance.randrange(len(damaged) + 1)
                damaged[at : at + length] = damaged[start : start + 60]
            case 4:
                start = chance.randrange(len(other) + 1)
                damaged[at : at + length] = other[start : start + 60]
            case _:
                del damaged[at : at + length]
    if not chance.randrange(10):
        del damaged[chance.randrange(len(damaged) + 1) :]
    return bytes(damaged) or b"x"
