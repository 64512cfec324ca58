"""A model under an event log, as a person wants to read it: what only one of the two knows, and what that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.cli.screen import Screen
from sightline.discovery.overlay import Compared, Overlay
from sightline.discovery.overlay_effect import OverlayEffect
from sightline.discovery.wording import group_name
from sightline.phrases import NBSP, amount, clean, counted, listed, percent
from sightline.studies.naming import element_name

SHOWN = 15
NAMED = 5


@dataclass(frozen=True, eq=False)
class OverlayPage:
    """Writes an overlay to a screen; every list shows at most ``top`` rows."""

    overlay: Overlay
    effect: OverlayEffect
    screen: Screen
    model: str
    top: int = SHOWN

    def write(self) -> None:
        """Write the whole page."""
        overlay, screen = self.overlay, self.screen
        screen.say(
            f"{self.model} beside {overlay.log}: {counted(len(overlay.agreed), 'relation')} declared and seen,"
            f" {len(overlay.never_seen):,} declared and never seen, {len(overlay.never_declared):,} seen and never"
            " declared.",
            style="bold",
        )
        self._write_unmatched()
        self._write_effect()
        self._write_pairs("Declared, never seen", overlay.never_seen, seen=False)
        self._write_pairs("Seen, never declared", overlay.never_declared, declared=False)
        self._write_pairs("Declared and seen", overlay.agreed)
        self._write_ground()

    def _write_unmatched(self) -> None:
        unmatched, screen = self.overlay.matching.unmatched, self.screen
        if not unmatched:
            return
        screen.heading("Groups that are no element of the model")
        for one in unmatched[: self.top]:
            near = f"; perhaps {listed([f'`{clean(name)}`' for name in one.nearest])}" if one.nearest else ""
            screen.say(f"- {group_name(one.group)}{near}", hang=2)
        if len(unmatched) > self.top:
            screen.say(f"- and {len(unmatched) - self.top:,} more")
        matched = set(self.overlay.matching.elements.values())
        free = [element.id for element in self.overlay.organization.elements if element.id not in matched]
        screen.say('Say which element a group is with --match "GROUP=ELEMENT".')
        if free:
            screen.say(f"Elements that are no group yet: {listed([f'`{one}`' for one in free], NAMED)}.")

    def _write_effect(self) -> None:
        effect = self.effect
        self.screen.heading("What it means for the external customer")
        for pair in effect.opening[:NAMED]:
            self.screen.say(
                f"- {self._name(pair.supplier)} is declared to have no route to an external customer, and has one: it"
                f" hands work to {self._name(pair.customer)} ({amount(pair.seen or 0)}).",
                hang=2,
            )
        if effect.came_to_light:
            self.screen.say(f"- With what was seen, a route comes to {self._names(effect.came_to_light)}.", hang=2)
        for (supplier, customer), elements in list(effect.carried.items())[:NAMED]:
            self.screen.say(
                f"- From {self._name(supplier)} to {self._name(customer)} nothing was seen to go, and the best line of"
                f" {self._names(elements)} runs there.",
                hang=2,
            )
        if not effect.opening and not effect.came_to_light and not effect.carried:
            self.screen.say("No route opens that was not declared, and no best line runs where nothing was seen.")

    def _write_pairs(self, title: str, pairs: Sequence[Compared], *, declared: bool = True, seen: bool = True) -> None:
        total = len(pairs)
        of = "" if total <= self.top else f" ({self.top:,} of {counted(total, 'relation')})"
        self.screen.heading(f"{title}{of}")
        if not pairs:
            self.screen.say("None.")
            return
        head = ["from", "to", *(["declared", "share"] if declared else []), *(["seen", "share seen"] if seen else [])]
        rows = []
        for pair in pairs[: self.top]:
            figures = [_spell(pair.declared, pair.declared_share)] if declared else []
            figures += [_spell(pair.seen, pair.seen_share)] if seen else []
            rows.append((pair.supplier, pair.customer, *(cell for cells in figures for cell in cells)))
        self.screen.table(head, rows, numbers=len(head) - 2)

    def _write_ground(self) -> None:
        overlay = self.overlay
        self.screen.heading("What stands behind it")
        self.screen.say("Shares are of all that leaves the supplier, as declared and as seen.", style="dim")
        groups = counted(len(overlay.matching.elements) + len(overlay.matching.unmatched), "group")
        self.screen.say(f"{groups} of the log, {len(overlay.matching.elements):,} of them found in the model.")
        for reason, number in overlay.left_out.items():
            self.screen.say(f"Left out: {counted(number, 'handover')} {reason}.")
        if overlay.unknown:
            self.screen.say(
                f"Of {counted(len(overlay.unknown), 'declared relation')} the log can say nothing, as it does not know"
                " one of the two ends."
            )

    def _name(self, identifier: str) -> str:
        return element_name(self.overlay.organization, identifier)

    def _names(self, identifiers: Sequence[str]) -> str:
        return listed([self._name(one) for one in identifiers], NAMED)


def _spell(volume: float | None, share: float | None) -> tuple[str, str]:
    return (amount(volume) if volume is not None else "–", percent(share) if share is not None else f"–{NBSP}")
