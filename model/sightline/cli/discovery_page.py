"""What was discovered in an event log, as a person wants to read it: who hands work to whom, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.cli.screen import Screen
from sightline.discovery.flows import Flow, count_ending_inside, count_ending_unknown
from sightline.discovery.log_columns import ColumnProposal
from sightline.discovery.observed import Observed, ObservedOptions, find_candidates
from sightline.discovery.rework import propose_severity
from sightline.discovery.ways import find_busiest_way, find_without_way
from sightline.discovery.wording import (
    group_name,
    spell_deliveries,
    spell_demand,
    spell_duration,
    spell_return,
    spell_way,
)
from sightline.phrases import amount, counted, percent

SHOWN = 15
WAITS = {
    "from end to beginning": "Wait: from the end of the work before to the beginning of the work after.",
    "between events": "Wait: until the next event, the receiver's own work included; events have one moment each.",
    "unknown": "The log has no times, so waits are not known.",
}


@dataclass(frozen=True, eq=False)
class DiscoveryPage:
    """Writes what a log shows to a screen; ``columns`` are those that were taken."""

    observed: Observed
    options: ObservedOptions
    screen: Screen
    file: str
    columns: Sequence[ColumnProposal]
    top: int = SHOWN

    def write(self) -> None:
        """Write the whole page."""
        screen, found = self.screen, self.observed.found
        groups = counted(len(found.groups), "group")
        handovers = counted(int(found.pairs.handovers.sum()), "handover")
        screen.say(
            f"{self.file}: {counted(found.cases, 'case')}, {counted(found.events, 'event')}, {groups}, {handovers}"
            " between them.",
            style="bold",
        )
        screen.heading("What the columns were taken for")
        rows = [(one.role, one.column, one.reason, percent(one.certainty)) for one in self.columns]
        screen.table(("part", "column", "why", "certainty"), rows, numbers=1)
        screen.say("Choose others with --case, --activity, --group, --time, --start and --lifecycle.", style="dim")
        if self.options.kind == "role":
            screen.say(
                "The groups are single resources. Where these are persons, choose a column of their units: what stands"
                " there goes into the organization that is written.",
                style="dim",
            )
        if found.notices:
            screen.heading("What was decided on the way")
            for notice in found.notices:
                screen.say(f"- {notice}", hang=2)
        self._write_work()
        self._write_returns()
        self._write_way()

    def _write_work(self) -> None:
        flows = self.observed.work
        self._head("Who hands work to whom", len(flows), "pair of groups", "pairs of groups")
        if not flows:
            self.screen.say("Nobody hands work to another group.")
            return
        self.screen.table(
            ("from", "to", "handovers", "made again", "median wait", "9 in 10 within"),
            [self._spell(flow) for flow in flows[: self.top]],
            numbers=4,
        )
        if any(flow.is_assumed for flow in flows[: self.top]):
            self.screen.say("* assumed: the log shows who works last on so many cases, not the handover.", style="dim")
        self.screen.say(WAITS[self.observed.found.waits], style="dim")

    def _spell(self, flow: Flow) -> tuple[str, ...]:
        again = percent(flow.repeated / flow.handovers) if flow.repeated else "–"
        waits = spell_duration(flow.median_wait), spell_duration(flow.long_wait)
        customer = f"{group_name(flow.customer)}{' *' if flow.is_assumed else ''}"
        return group_name(flow.supplier), customer, amount(flow.handovers), again, *waits

    def _write_returns(self) -> None:
        candidates = find_candidates(self.observed, self.options)
        if not candidates:
            return
        self._head("Suspected obstacles", len(candidates), "relation")
        for flow in candidates[: self.top]:
            proposed = propose_severity(flow.repeated, flow.handovers)
            self.screen.say(f"- {spell_return(flow)}", hang=2)
            self.screen.say(
                f"Proposed severity {proposed.value:.2f}, with 90 % certainty from {proposed.low:.2f} to"
                f" {proposed.high:.2f}. Ask the receivers before you rely on it.",
                indent=2,
                style="dim",
            )

    def _write_way(self) -> None:
        observed, options = self.observed, self.options
        self.screen.heading("The way to the external customer")
        if not observed.customers:
            self.screen.say(
                "No group is named like an external customer (customer, client, citizen, patient and the like). Say at"
                " whom cases end with --ends-at NAME, or which group is a customer with --customer NAME."
            )
            return
        sentences = (
            spell_demand(observed.demand),
            spell_deliveries(
                observed.deliveries,
                ends_at=options.ends_at,
                ending_inside=count_ending_inside(observed.found, observed.customers),
                ending_unknown=count_ending_unknown(observed.found),
            ),
            spell_way(find_busiest_way(observed), find_without_way(observed)),
        )
        for sentence in sentences:
            if sentence:
                self.screen.say(sentence)

    def _head(self, title: str, total: int, noun: str, plural: str | None = None) -> None:
        self.screen.heading(title if total <= self.top else f"{title} ({self.top:,} of {counted(total, noun, plural)})")
