"""The paths of one element as a person wants to read them."""

from __future__ import annotations

from sightline.analyzers.paths import Line, Paths
from sightline.arrays.network import Network
from sightline.cli.screen import Screen
from sightline.phrases import clean, counted, listed, percent
from sightline.report.wording import Names

SHOWN = 12


def write_paths(found: Paths, network: Network, screen: Screen) -> None:
    """Write through whom an element reaches an external customer."""
    names = Names(network)
    row = network.elements.row[found.element]
    name = names.element(row)
    if network.elements.is_customer[row]:
        screen.say(f"{name} is an external customer: lines of sight end here.", style="bold")
        return
    if not found.lines:
        screen.say(f"{name} has no route to any external customer.", style="bold")
        screen.say("Check first whether a relation, or a stakeholder, is missing from the model.")
        return
    screen.say(_answer(name, found, names, network), style="bold")
    screen.say(_expectation(found, names, network))
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
        screen.say(f"{number} {verb} no route without {name}: {clean(listed(found.depending, SHOWN))}.")


def _answer(name: str, found: Paths, names: Names, network: Network) -> str:
    best = found.lines[0]
    end = names.element(network.elements.row[best.elements[-1]])
    through = [names.element(network.elements.row[identifier]) for identifier in best.elements[1:-1]]
    way = f"through {listed(through)}" if through else "directly"
    return f"The best line of {name} reaches {end} {way}; {percent(best.clarity)} of the view is left at its end."


def _expectation(found: Paths, names: Names, network: Network) -> str:
    seen = [
        f"{names.element(network.elements.row[identifier])} {percent(share)}"
        for identifier, share in found.reaches.items()
    ]
    reached = f" ({listed(seen, SHOWN)})" if seen else ""
    return f"Over all the routes its work really takes, {percent(found.sight)} of it reaches a customer{reached}."


def _about(line: Line) -> str:
    steps, handoffs = counted(len(line.elements) - 1, "step"), counted(line.handoffs, "handoff")
    text = f"clarity {percent(line.clarity)}, {steps}, {handoffs}"
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
