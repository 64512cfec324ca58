"""The analysis of an organization as a person wants to read it: the answer first, then why, then what to do next."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

import numpy as np

from sightline.cli.screen import Screen
from sightline.phrases import clean, counted, cut, percent
from sightline.pipeline import Analysis
from sightline.report import wording

SHOWN, FINDINGS_SHOWN, CUSTOMERS_SHOWN, NOTICES_SHOWN = 5, 10, 10, 20
GAINS = (
    "In per cent of all effort. Gain: how far the index rises if this alone is cleared; share: its fair part of all "
    "that obstacles cost; blocked: the effort that ends there."
)


@dataclass(frozen=True, eq=False)
class Summary:
    """Writes one analysis to a screen; ``top`` is how many rows each list shows, ``file`` what was analyzed.

    ``key_words`` are what commands need beside the file where names are made up.
    """

    analysis: Analysis
    screen: Screen
    file: str
    top: int | None = None
    read_notices: tuple[str, ...] = ()
    key_words: tuple[str, ...] = ()

    def write(self) -> None:
        """Write the whole page; what was not analyzed is left out."""
        screen, results = self.screen, self.analysis.results
        if not len(self.analysis.snapshot.network.elements):
            screen.say(wording.headline(self.analysis), style="bold")
            screen.say("`sightline new` writes a commented starter file that shows what to add.")
            self._write_notices()
            return
        if "sight" in results:
            screen.say(wording.headline(self.analysis), style="bold")
            screen.gap()
            self._write_ground()
            self._write_account()
        else:
            screen.say(wording.organization_name(self.analysis), style="bold")
            screen.say(wording.contents(self.analysis))
            self._say(wording.coverage(self.analysis))
        if "occlusion" in results:
            self._write_hotspots()
        if "customers" in results:
            self._write_customers()
        if "sight" in results:
            self._write_least_sight()
        if "chokepoints" in results:
            self._write_chokepoints()
        self._write_findings()
        self._write_notices()
        self._write_next()

    def _say(self, sentence: str | None) -> None:
        if sentence is not None:
            self.screen.say(sentence)

    def _write_ground(self) -> None:
        self._say(wording.assumption(self.analysis))
        self._say(wording.coverage(self.analysis))
        self._say(wording.REMARK)
        self._say(f"The model: {wording.contents(self.analysis)}.")

    def _write_account(self) -> None:
        parts = wording.account(self.analysis)
        if parts:
            self.screen.heading("Where the effort ends")
            self.screen.bars([(label, share, percent(share, 1)) for label, share in parts])

    def _write_hotspots(self) -> None:
        occlusion, names = self.analysis.occlusion, wording.Names(self.analysis.snapshot.network)
        if not len(occlusion.obstacles.gain):
            self.screen.heading("What blocks most")
            self.screen.say("No obstacle is recorded. That is not the same as none being there.")
            return
        cost, obstacles, rows = occlusion.obstacles, occlusion.network.obstacles, []
        shown = occlusion.hotspots[: self.top or SHOWN].tolist()
        for row in shown:
            what = names.obstacle(row)
            together = wording.gain_with_effects(self.analysis, row)
            if together is not None:
                what += f"\nwith {wording.effects(self.analysis, row)}: gain {together}"
            gain = wording.gain(float(cost.gain[row]), exact=bool(cost.exact[row]))
            figures = (percent(float(cost.share[row]), 1), percent(float(cost.blocked[row]), 1))
            rows.append((str(obstacles.ids[row]), what, f"{obstacles.severity[row]:.2f}", gain, *figures))
        self._head("What blocks most", len(shown), len(obstacles), "obstacle")
        self.screen.table(("id", "obstacle", "severity", "gain", "share", "blocked"), rows, numbers=4)
        self.screen.say(GAINS, style="dim")
        self._say(wording.root(self.analysis))

    def _write_customers(self) -> None:
        found = self.analysis.customers
        if not len(found.rows):
            return
        names = wording.Names(found.network)
        order = np.argsort(np.where(np.isnan(found.clarity), np.inf, found.clarity), kind="stable")
        shown = order[: self.top or CUSTOMERS_SHOWN].tolist()
        self._head("What each external customer sees", len(shown), len(found.rows), "customer")
        self._say(wording.worst_seen(self.analysis))
        rows = []
        for at in shown:
            served = not np.isnan(found.clarity[at])
            clarity = percent(float(found.clarity[at])) if served else "served by nobody"
            figures = (percent(float(found.seen[at]), 1), percent(float(found.clear_seen[at]), 1))
            row = int(found.rows[at])
            rows.append((str(found.network.elements.ids[row]), names.label(row), clarity, *figures))
        self.screen.table(("id", "external customer", "clarity", "seen", "seen if all clear"), rows, numbers=3)
        self.screen.say(
            "Clarity: what arrives of all that is meant for the customer; seen: the part of all effort that arrives.",
            style="dim",
        )

    def _write_least_sight(self) -> None:
        rows = wording.least_sight(self.analysis, self.top or SHOWN)
        if not rows:
            return
        sight, network = self.analysis.sight, self.analysis.snapshot.network
        names = wording.Names(network)
        self.screen.heading("Who sees least of an external customer")
        cells = [
            (
                str(network.elements.ids[row]),
                names.label(row),
                percent(float(sight.sight[row])),
                percent(float(sight.best_line[row])),
                str(int(sight.hops[row])),
            )
            for row in rows
        ]
        self.screen.table(("id", "name", "sight", "best line", "fewest steps"), cells, numbers=3)
        self.screen.say(
            "Sight: what reaches a customer over all the routes that the work takes; best line: over the clearest.",
            style="dim",
        )

    def _write_chokepoints(self) -> None:
        rows = wording.most_depended(self.analysis, self.top or SHOWN)
        if not rows:
            return
        network = self.analysis.snapshot.network
        names = wording.Names(network)
        self.screen.heading("Who stands on everybody's only way")
        cells = [
            (str(network.elements.ids[row]), names.label(row), wording.depends(self.analysis, row)) for row in rows
        ]
        self.screen.table(("id", "name", "depend on it"), cells)

    def _write_findings(self) -> None:
        findings = self.analysis.findings
        if not findings:
            return
        shown = findings[: self.top or FINDINGS_SHOWN]
        self._head("Findings", len(shown), len(findings), "finding")
        for at, finding in enumerate(shown):
            weight = wording.WEIGHTS[finding.severity]
            self.screen.say(f"{weight}: {cut(finding.title, 200)} ({finding.code})", hang=2)
            self.screen.say(finding.why, indent=2)
            following = shown[at + 1] if at + 1 < len(shown) else None
            if following is None or following.action != finding.action:  # said once for several of a kind
                self.screen.say(f"To clear it: {finding.action}", indent=2)
            if facts := wording.finding_facts(finding):
                self.screen.say(facts, indent=2, style="dim")

    def _write_notices(self) -> None:
        notices = (*self.read_notices, *self.analysis.notices)
        if not notices:
            return
        shown = notices[: self.top or NOTICES_SHOWN]
        self._head("Notices", len(shown), len(notices), "notice")
        for notice in shown:
            self.screen.say(f"- {notice}", hang=2)

    def _write_next(self) -> None:
        element = self._worth_a_look()
        if element is None or self.file == "standard input":
            return
        file = clean(self.file)
        self.screen.heading("Next")
        self.screen.command(shlex.join(("sightline", "paths", file, element, *self.key_words)))
        self.screen.command(shlex.join(("sightline", "analyze", file, "--format", "json", *self.key_words)))

    def _worth_a_look(self) -> str | None:
        """Choose the element whose paths tell most: with effort of its own, and the least sight."""
        if "sight" not in self.analysis.results:
            return None
        elements, sight = self.analysis.snapshot.network.elements, self.analysis.sight
        rows = np.flatnonzero((sight.hops > 0) & (elements.effort > 0))
        if not len(rows):
            rows = np.flatnonzero(sight.hops > 0)
        return str(elements.ids[rows[np.argmin(sight.sight[rows])]]) if len(rows) else None

    def _head(self, title: str, shown: int, total: int, noun: str) -> None:
        self.screen.heading(title if shown == total else f"{title} ({shown:,} of {counted(total, noun)})")
