"""The paths of one element as a person wants to read them."""

from __future__ import annotations

from sightline.analyzers.paths import Line, Paths
from sightline.arrays.network import Network
from sightline.cli.screen import Screen
from sightline.phrases import clean, counted, listed, percent
from sightline.report import line_wording
from sightline.report.wording import Names

SHOWN = 12


def write_paths(found: Paths, network: Network, screen: Screen) -> None:
    """Write through whom an element reaches an external customer."""
    names = Names(network)
    row = network.elements.row[found.element]
    screen.say(line_wording.reach(found, names), style="bold")
    if not found.lines:
        if not network.elements.is_customer[row]:
            screen.say("Check first whether a relation, or a stakeholder, is missing from the model.")
        return
    screen.say(line_wording.expectation(found, names) or "")
    screen.heading(f"The best {counted(len(found.lines), 'line')}" if len(found.lines) > 1 else "The only line")
    for place, line in enumerate(found.lines, start=1):
        screen.say(f"{place}. {' → '.join(clean(identifier) for identifier in line.elements)}", hang=3)
        screen.say(_about(line), indent=3)
    if found.tied:
        screen.say("Another line is exactly as clear as the first.")
    screen.heading("What it hangs on")
    screen.say(_everyone(found.on_every_route))
    screen.say(_ways(found))
    if found.depending:
        number = counted(len(found.depending), "element")
        verb = "has" if len(found.depending) == 1 else "have"
        screen.say(f"{number} {verb} no route without {names.element(row)}: {clean(listed(found.depending, SHOWN))}.")


def _about(line: Line) -> str:
    text = line_wording.about_line(line)
    return text if line.weakest_clarity >= 1 else f"{text}; weakest: {line.weakest} ({percent(line.weakest_clarity)})"


def _everyone(on_every_route: tuple[str, ...]) -> str:
    if not on_every_route:
        return "No single element stands on every route."
    verb = "stands" if len(on_every_route) == 1 else "stand"
    return f"On every route {verb}: {clean(listed(on_every_route, SHOWN))}."


def _ways(found: Paths) -> str:
    count = len(found.disjoint)
    if count == 1:
        text = "All its routes share at least one element between it and the customer"
    else:
        text = f"There are {count:,} routes that share no element on the way"
    together = " together" if len(found.cut) > 1 else ""
    return (
        f"{text}; taking out {clean(listed(found.cut, SHOWN))}{together} would leave none." if found.cut else f"{text}."
    )
