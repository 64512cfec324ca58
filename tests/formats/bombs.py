"""Files that attack a reader, made here: small beside what they would become, or many times what a real file holds.

Each is for one format of the registry; all of them must be refused. Nothing in here is a plausible organization: large
real files are another matter, and may take their time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sightline.formats.archi_zip import MODEL
from tests.document.hostile import (
    ALIASES,
    TAGS,
    make_alias_bomb,
    make_deep_flow,
    make_deep_flow_mapping,
    make_deep_list,
    make_deep_mapping,
    make_merge_bomb,
    make_tag_lines,
)

DEEP = 100_000
Build = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Bomb:
    """One file: for which format, what it tries, how it is made, and the name it goes by inside a folder or alone.

    ``is_heavy``: it has megabytes, or would grow to them.
    """

    format: str
    name: str
    build: Build
    file: str
    is_folder: bool = False
    is_heavy: bool = False

    def write(self, folder: Path) -> Path:
        """Write it into an empty folder; give what is to be read."""
        path = folder / self.file
        path.write_bytes(self.build())
        return folder if self.is_folder else path


def all_bombs() -> Iterator[Bomb]:
    """Make the list of all bombs; the files themselves are made when they are asked for."""
    for name, (head, tail, suffix) in XML_FRAMES.items():
        yield from _bombs(name, f"bomb{suffix}", _xml(head, tail))
    for name in ("yaml", "backstage", "folder"):
        head = b"" if name != "backstage" else b"apiVersion: backstage.io/v1alpha1\nkind: Component\nx:\n---\n"
        yield from _bombs(name, "bomb.yaml", _yaml(head), is_folder=name == "folder")
    for name, (head, tail) in JSON_FRAMES.items():
        yield from _bombs(name, "bomb.json", _json(head, tail), is_folder=name == "folder")
    yield from _bombs("gml", "bomb.gml", GML)
    yield from _bombs("pajek", "bomb.net", PAJEK)
    yield from _bombs("archi", "bomb.archimate", ZIPS)
    yield from _bombs("csv", "elements.csv", _csv(b"id,kind,name\n"), is_folder=True)
    yield from _bombs("archi-csv", "elements.csv", _csv(b"ID,Type,Name,Documentation\n"), is_folder=True)
    yield from _bombs("parquet", "elements.parquet", PARQUET, is_folder=True)


HEAVY = "heavy: "
"""In front of the name of what is heavy."""


def _bombs(known: str, file: str, builds: Mapping[str, Build], *, is_folder: bool = False) -> Iterator[Bomb]:
    for name, build in builds.items():
        yield Bomb(known, name.removeprefix(HEAVY), build, file, is_folder, name.startswith(HEAVY))


XSI = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
XML_FRAMES: Mapping[str, tuple[bytes, bytes, str]] = {
    "archimate": (
        b'<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" ' + XSI + b' identifier="m"><elements>',
        b"</elements></model>",
        ".xml",
    ),
    "archi": (
        b'<a:model xmlns:a="http://www.archimatetool.com/archimate" version="5.0.0"><folder name="a" type="business">',
        b"</folder></a:model>",
        ".archimate",
    ),
    "bpmn": (
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">',
        b"</process></definitions>",
        ".bpmn",
    ),
    "graphml": (
        b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">',
        b"</graph></graphml>",
        ".graphml",
    ),
    "gexf": (
        b'<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph><nodes>',
        b"</nodes></graph></gexf>",
        ".gexf",
    ),
}
"""What stands around the content of a file, and its suffix."""


def _xml(head: bytes, tail: bytes) -> dict[str, Build]:
    plain = head.decode() + tail.decode()
    laughs = b'<!ENTITY a0 "lol">' + b"".join(
        b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 9)
    )

    def around(content: bytes) -> bytes:
        return head + content + tail

    return {
        "entities that multiply": lambda: b"<!DOCTYPE x [" + laughs + b"]>" + around(b"&a8;"),
        "an entity used often": lambda: b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 50_000 + b'">]>' + around(b"&a;" * 140),
        "an entity in a file": lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + around(b"&a;"),
        "a document type far away": lambda: b'<!DOCTYPE x SYSTEM "http://localhost/x.dtd">' + around(b""),
        "a parameter entity": lambda: b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://localhost/">%a;]>' + around(b""),
        "heavy: nested": lambda: head + b"<node>" * DEEP + b"</node>" * DEEP + tail,
        "nested and never closed": lambda: head + b"<node>" * DEEP,
        "heavy: many attributes": lambda: around(
            b"<node " + b" ".join(b'a%d=""' % at for at in range(200_000)) + b"/>"
        ),
        "257 attributes": lambda: around(b"<node " + b" ".join(b'a%d=""' % at for at in range(257)) + b"/>"),
        "heavy: many prefixes": lambda: around(
            b"<node " + b" ".join(b'xmlns:a%d="u%d"' % (at, at) for at in range(200_000)) + b"/>"
        ),
        "heavy: a long attribute": lambda: around(b'<node id="' + b"x" * 3_000_000 + b'"/>'),
        "heavy: a long text": lambda: around(b"<node>" + b"x" * 3_000_000 + b"</node>"),
        "heavy: a long name": lambda: around(b"<" + b"x" * 6_000_000 + b"/>"),
        "heavy: a long comment": lambda: around(b"<!--" + b"x" * 6_000_000 + b"-->"),
        "heavy: millions of elements": lambda: around(b"<a/>" * 4_000_000),
        "heavy: millions of comments": lambda: around(b"<!---->" * 4_000_000),
        "heavy: too large": lambda: around(b" " * 50_000_001),
        "ids used again": lambda: around(
            b'<element xsi:type="x" identifier="a" id="a"/><node id="a"/><task id="a"/>' * 5_000
        ),
        "another encoding": lambda: b'<?xml version="1.0" encoding="utf-7"?>' + around(b"+AGE-"),
        "an encoding that nobody knows": lambda: b'<?xml version="1.0" encoding="klingon"?>' + around(b""),
        "a false encoding": lambda: b'<?xml version="1.0" encoding="utf-16"?>' + around(b""),
        "UTF-32": lambda: plain.encode("utf-32"),
        "bytes that are no text": lambda: around(b"\xff\xfe\xfa"),
        "half of a surrogate pair": lambda: around(b"\xed\xa0\x80"),
        "half of a surrogate pair, escaped": lambda: around(b"&#xD800;"),
        "a NUL": lambda: around(b"\0"),
        "a NUL, escaped": lambda: around(b"&#0;"),
        "two byte order marks": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + around(b""),
        "a byte order mark of another encoding": lambda: b"\xff\xfe" + around(b""),
        "cut off": lambda: head + tail[: len(tail) // 2],
        "two roots": lambda: around(b"") * 2,
    }


def _yaml(head: bytes) -> dict[str, Build]:
    def after(content: bytes) -> Build:
        return lambda: head + content

    return {
        "aliases that multiply": after(make_alias_bomb()),
        "merge keys that multiply": after(make_merge_bomb()),
        **{f"aliases: {name}": after(content) for name, content in ALIASES.items()},
        **{f"tags: {name}": after(content) for name, content in TAGS.items()},
        "lists in brackets, nested": lambda: head + make_deep_flow(DEEP),
        "mappings in braces, nested": lambda: head + make_deep_flow_mapping(DEEP),
        "lists, nested": lambda: head + make_deep_list(DEEP),
        "mappings, nested": lambda: head + make_deep_mapping(1_500),
        "brackets, never closed": lambda: head + b"a: " + b"[" * DEEP,
        "heavy: %TAG lines": lambda: make_tag_lines(DEEP),
        "heavy: a long text": lambda: head + b"a: " + b"x" * 2_000_000,
        "heavy: a long text in quotation marks": lambda: head + b'a: "' + b"x" * 2_000_000 + b'"',
        "heavy: a long key": lambda: head + b"? " + b"x" * 2_000_000 + b"\n: 1",
        "many digits": after(b"a: " + b"9" * 100_000),
        "many digits behind the point": after(b"a: 0." + b"9" * 100_000),
        "not a number": after(b"a: .nan"),
        "without an end": after(b"a: -.inf"),
        "larger than any number": after(b"a: 1e999"),
        "heavy: millions of items": lambda: head + b"x: [" + b"1," * 3_000_000 + b"1]",
        "heavy: millions of lines": lambda: head + b"x:\n" + b"- a\n" * 2_400_000,
        "heavy: millions of keys": lambda: head + b"x:\n" + b"".join(b" k%d: 1\n" % at for at in range(600_000)),
        "heavy: millions of documents": lambda: head + b"---\na: 1\n" * 600_000,
        "heavy: too large": lambda: head + b"#" * 10_000_001,
        "keys used again": after(b"a: 1\n" * 5_000),
        "UTF-32": lambda: "a: 1\na: 2".encode("utf-32"),
        "UTF-16 without its mark": lambda: "a: 1\na: 2".encode("utf-16-le"),
        "UTF-16, damaged": lambda: "a: 1\na: 2".encode("utf-16")[:-1],
        "bytes that are no text": after(b"a: \xff"),
        "half of a surrogate pair": after(b"a: \xed\xa0\x80"),
        "half of a surrogate pair, escaped": after(b'a: "\\ud800"'),
        "a NUL": after(b"a: \0"),
        "a NUL, escaped": after(b'a: "\\0"'),
        "a quotation mark, never closed": after(b'a: "b'),
    }


JSON_FRAMES: Mapping[str, tuple[bytes, bytes]] = {
    "json": (b'{"sightline": 1, "x": ', b"}"),
    "node-link": (b'{"directed": true, "nodes": [], "links": [], "x": ', b"}"),
    "kumu": (b'{"elements": [], "connections": [], "x": ', b"}"),
}
"""What stands around one value."""


def _json(head: bytes, tail: bytes) -> dict[str, Build]:
    def around(content: bytes) -> Build:
        return lambda: head + content + tail

    return {
        "lists, nested": lambda: head + make_deep_flow(DEEP) + tail,
        "mappings, nested": lambda: head + make_deep_flow_mapping(DEEP) + tail,
        "101 lists": around(make_deep_flow(101)),
        "brackets, never closed": around(b"[" * DEEP),
        "heavy: a long text": lambda: head + b'"' + b"x" * 2_000_000 + b'"' + tail,
        "heavy: a long text of escapes": lambda: head + b'"' + b'\\"' * 2_000_000 + b'"' + tail,
        "heavy: a long key": lambda: head + b'{"' + b"x" * 2_000_000 + b'": 1}' + tail,
        "many digits": around(b"9" * 100_000),
        "many digits behind the point": around(b"0." + b"9" * 100_000),
        "not a number": around(b"NaN"),
        "without an end": around(b"-Infinity"),
        "larger than any number": around(b"1e999"),
        "heavy: millions of items": lambda: head + b"[" + b"1," * 6_000_000 + b"1]" + tail,
        "heavy: millions of items, never closed": lambda: head + b"[" + b"1," * 2_000_000 + b"1" + tail,
        "heavy: millions of lists": lambda: head + b"[" + b"[]," * 3_000_000 + b"1]" + tail,
        "heavy: too large": lambda: head + b"1" + b" " * 50_000_001 + tail,
        "keys used again": around(b'{"a": 1, "a": 2}'),
        "many keys used again": around(b"{" + b'"a": 1, ' * 5_000 + b'"b": 1}'),
        "keys used again in escapes": around(b'{"a": 1, "\\u0061": 2}'),
        "UTF-32": lambda: (head + b"1" + tail).decode().encode("utf-32"),
        "UTF-16 without its mark": lambda: (head + b"1" + tail).decode().encode("utf-16-le"),
        "UTF-16, damaged": lambda: (head + b"1" + tail).decode().encode("utf-16")[:-1],
        "bytes that are no text": around(b'"\xff"'),
        "half of a surrogate pair": around(b'"\xed\xa0\x80"'),
        "half of a surrogate pair, escaped": around(b'"\\ud800"'),
        "halves of a pair that are none": around(b'"\\\\ud83d\\ude00"'),
        "a NUL": around(b'"\0"'),
        "a NUL, escaped": around(b'"\\u0000"'),
        "two byte order marks": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + head + b"1" + tail,
        "cut off": lambda: head + b"[1, 2",
        "two values": lambda: (head + b"1" + tail) * 2,
    }


GML: Mapping[str, Build] = {
    "lists, nested": lambda: b"graph [" + b" a [" * DEEP + b"]" * DEEP + b"]",
    "brackets, never closed": lambda: b"graph [" + b" a [" * DEEP,
    "heavy: a long text, never closed": lambda: b'graph [ label "' + b"x" * 5_000_000,
    "heavy: millions of words": lambda: b"graph [ " + b"a 1 " * 3_000_000 + b"]",
    "heavy: millions of words, one on a line": lambda: b"graph [\n" + b"a\n1\n" * 3_000_000 + b"]",
    "heavy: too large": lambda: b"graph [ " + b"x" * 50_000_001,
    "not a number": lambda: b"graph [ node [ id 1 ] edge [ source 1 target 1 weight NaN ] ]",
    "larger than any number": lambda: b"graph [ node [ id 1 ] edge [ source 1 target 1 weight 1e999 ] ]",
    "many digits": lambda: b"graph [ node [ id 1 ] edge [ source 1 target 1 weight " + b"9" * 100_000 + b" ] ]",
    "ids used again": lambda: b"graph [ " + b"node [ id 1 ] " * 5_000 + b"]",
    "a NUL": lambda: b'graph [ label "\0" ]',
    "UTF-32": lambda: "graph [ node [ id 1 ] ]".encode("utf-32"),
    "cut off": lambda: b"graph [ node [ id 1 ] edge [ source",
}

PAJEK: Mapping[str, Build] = {
    "vertices that cost nothing": lambda: b"*Vertices 999999999\n",
    "heavy: a matrix on one line": lambda: b"*Vertices 2000\n*Matrix\n" + b"1 " * 4_000_000,
    "heavy: millions of arcs": lambda: b"*Vertices 1000\n*Arcslist\n" + (b"1 " * 45 + b"\n") * 200_000,
    "heavy: a long label": lambda: b'*Vertices 1\n1 "' + b"x" * 2_000_000 + b'"\n',
    "heavy: too large": lambda: b"*Vertices 1\n" + b"%" * 50_000_001,
    "not a number": lambda: b"*Vertices 1\n*Arcs\n1 1 nan\n",
    "larger than any number": lambda: b"*Vertices 1\n*Arcs\n1 1 1e999\n",
    "vertices used again": lambda: b"*Vertices 9\n" + b'1 "a"\n' * 5_000,
    "a NUL": lambda: b'*Vertices 1\n1 "\0"\n',
    "UTF-32": lambda: "*Vertices 1\n".encode("utf-32"),
}


def _zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def _understate(size: int, told: int = 5_000) -> bytes:
    """Pack a model whose directory says that it is much smaller."""
    return _zip({MODEL: b" " * size}).replace(size.to_bytes(4, "little"), told.to_bytes(4, "little"))


def _encrypt() -> bytes:
    data = bytearray(_zip({MODEL: b"x" * 100}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def _two_models() -> bytes:
    return _zip({MODEL: b"<a/>", "model2xml": b"<b/>"}).replace(b"model2xml", MODEL.encode())


ZIPS: Mapping[str, Build] = {
    "heavy: a zip that swells": lambda: _zip({MODEL: b" " * 49_000_000}),
    "heavy: a zip that swells beyond the limit": lambda: _zip({MODEL: b" " * 60_000_000}),
    "heavy: a zip that understates its size": lambda: _understate(60_000_000),
    "heavy: a zip of many members": lambda: _zip({f"m{at}": b"" for at in range(20_000)}, zipfile.ZIP_STORED),
    "a zip with a password": _encrypt,
    "a zip that leads out of its folder": lambda: _zip({"../model.xml": b"<a/>", "/etc/model.xml": b"<a/>"}),
    "a zip of two models": _two_models,
    "a zip in a zip": lambda: _zip({MODEL: _zip({MODEL: b"<a/>"})}),
    "a zip of bombs": lambda: _zip(
        {MODEL: b'<!DOCTYPE x [<!ENTITY a "y">]>' + XML_FRAMES["archi"][0] + b"&a;" + XML_FRAMES["archi"][1]}
    ),
    "a zip, packed in another way": lambda: _zip({MODEL: b"<a/>"}, zipfile.ZIP_LZMA),
    "a zip, cut off": lambda: _zip({MODEL: b"<a/>" * 100})[:-30],
    "an empty zip": lambda: b"PK\x05\x06" + b"\0" * 18,
}


def _csv(head: bytes) -> dict[str, Build]:
    return {
        "heavy: a long field": lambda: head + b"x" * 2_000_000 + b",team,a\n",
        "heavy: a quotation mark, never closed": lambda: head + b'a,team,"' + b"x,\n" * 700_000,
        "many columns": lambda: head.strip() + b",x" * 1_000 + b"\n",
        "columns used again": lambda: head.strip() + b"," + head,
        "heavy: millions of empty fields": lambda: head + b"," * 4_000_000 + b"\n",
        "ids used again": lambda: head + b"a,BusinessActor,x\n" * 3_000,
        "bytes that are no text": lambda: head + b"\xff\xfe\xfa,team,\x81\n",
        "a NUL": lambda: head + b"a\0,team,x\n",
        "UTF-32": lambda: head.decode().encode("utf-32"),
        "UTF-16 without its mark": lambda: head.decode().encode("utf-16-le"),
    }


PARQUET: Mapping[str, Build] = {
    "no more than its marks": lambda: b"PAR1PAR1",
    "a footer of four gigabytes": lambda: b"PAR1" + b"\0" * 100 + b"\xff\xff\xff\xff" + b"PAR1",
    "heavy: a footer of rubbish": lambda: b"PAR1" + b"\x15" * 5_000_000 + (4_999_000).to_bytes(4, "little") + b"PAR1",
    "encrypted": lambda: b"PARE" + b"\0" * 100 + b"\x10\0\0\0" + b"PARE",
    "a NUL": lambda: b"\0" * 1_000,
}
