"""Names that attack: markup, scripts, links, images, icons, formulas, bidirectional signs, very long words."""

from __future__ import annotations

from sightline.document import Organization, Tree, build_organization

BEACON = "127.0.0.1.invalid"
"""A host that nobody has; a request to it is a leak."""

PAYLOADS: tuple[str, ...] = (
    f"<img src=x onerror=fetch('//{BEACON}/a')>",
    f"<script>window.__hit=1;fetch('//{BEACON}/b')</script>",
    f"![x](http://{BEACON}/c.png)",
    "[click](javascript:window.__hit=2)",
    f"<a href='http://{BEACON}/d'>href</a>",
    f"<svg onload=window.__hit=3><image href='http://{BEACON}/e.png'/></svg>",
    "<iframe srcdoc='<script>parent.__hit=4</script>'></iframe>",
    "</script><script>window.__hit=5</script>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "$\\href{javascript:alert(1)}{x}$",
    ":material/delete: :red[red] :smile:",
    "# Heading\n- item\n\n| a | b |\n|---|---|",
    "**bold** _under_ `code` ~~gone~~ <!-- comment -->",
    '=HYPERLINK("http://127.0.0.1.invalid/f","x")',
    "\u202egnilkcab\u202c and \u200bzero\u200bwidth",
    "W" * 180,
    "' onmouseover='window.__hit=6' x='",
    '" autofocus onfocus="window.__hit=7',
    f"http://{BEACON}/auto and www.{BEACON}",
    "..\\..\\etc\\passwd /../../x",
)


def hostile_organization() -> Organization:
    """Draw an organization all of whose texts attack: every payload is an element's name at least once."""
    elements = {f"e{number}": payload for number, payload in enumerate(PAYLOADS)}
    ids = list(elements)
    teams: dict[str, object] = {}
    for number, (identifier, name) in enumerate(elements.items()):
        body: dict[str, object] = {"name": name, "description": name, "tags": [name[:60].strip() or "x"]}
        if number % 3 == 0:
            body["obstacles"] = [
                {"kind": "approval-overload", "severity": 0.4, "evidence": name, "themes": [name[:60].strip() or "x"],
                 "mitigation": name},
            ]  # fmt: skip
        if number > 4:
            body["part_of"] = "e0"
        body["serves"] = [{"to": ids[number + 1] if number + 1 < len(ids) else "buyer", "output": name[:100]}]
        teams[identifier] = body
    raw = {
        "sightline": 1,
        "name": PAYLOADS[0],
        "description": PAYLOADS[2],
        "customers": {"buyer": {"name": PAYLOADS[1]}, "other": {"name": PAYLOADS[2]}},
        "products": {"thing": {"name": PAYLOADS[3], "delivers": ["other"]}},
        "teams": teams,
    }
    return build_organization(Tree(raw))
