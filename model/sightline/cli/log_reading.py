"""What the commands about event logs read: the handovers of a log, and which of its columns was taken for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sightline.cli.progress import Progress
from sightline.discovery.engines import EngineName
from sightline.discovery.events import HandoverOptions, MissingGroup
from sightline.discovery.handovers import Handovers, find_handovers
from sightline.discovery.kinds import GroupKind, propose_kind
from sightline.discovery.log_columns import ColumnProposal, choose_columns
from sightline.discovery.logs import open_log
from sightline.discovery.timestamps import DayOrder


@dataclass(frozen=True, slots=True)
class ReadLog:
    """What a log shows, the columns that were taken, and what its groups seem to be."""

    file: str
    found: Handovers
    columns: tuple[ColumnProposal, ...]
    kind: GroupKind


def read_log(
    file: str,
    columns: Mapping[str, str | None],
    *,
    missing: MissingGroup,
    month_first: bool,
    engine: EngineName,
    progress: Progress,
) -> ReadLog:
    """Read a log and count its handovers; ``columns`` names columns by what they say, None where they are proposed.

    Raises InputError with what is wrong with the log, UsageError for a column or an extra that is missing.
    """
    with open_log(file, engine=engine, heartbeat=progress) as log:
        order: DayOrder = "month first" if month_first else "day first"
        taken, proposals = choose_columns(log.table, day_order=order, heartbeat=progress, **columns)
        found = find_handovers(log.table, taken, HandoverOptions(missing=missing), heartbeat=progress)
        found = replace(found, notices=(*log.notices, *found.notices))
    return ReadLog(file, found, proposals, propose_kind(taken.group))
