"""How much a returned handover takes away: a proposal of a severity, with its interval, from counts.

A handover that comes straight back and has to be made again did not get past its boundary the first time. Of n
handovers of which r came back so, the proposed severity is therefore the returned share r / n, the share that is lost
there. It is a lower bound: the round trip, and whoever waits for it, are not in it. The catalogue's anchors of a silo
handoff, which count them in, stand higher (0.2 where one in ten comes back, 0.5 where a third does).

``low`` to ``high`` is the 90 % score interval of a binomial share (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212;
recommended by Brown, Cai and DasGupta 2001, Statistical Science 16(2), 101-133), with z = 1.6449:

    (r + z^2 / 2) / (n + z^2)  -+  z / (n + z^2) * sqrt(r (n - r) / n + z^2 / 4)

It takes handovers for independent of each other. Within a case they are not quite, so the truth is a little less sure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

KIND: Final = "silo-handoff"
"""The kind of obstacle in the catalogue whose anchors are shares of handovers that come back."""
KIND_AT_CUSTOMER: Final = "failure-demand"
"""The kind where it is an external customer who comes back."""
LEAST_SHARE: Final = 0.1
"""The returned share from which an obstacle is proposed: the catalogue's lowest anchor, about one in ten."""
LEAST_HANDOVERS: Final = 10
"""With fewer handovers than this, a share of them says too little to propose anything."""
Z: Final = 1.6448536269514722
"""The 95 % point of the normal distribution: 5 % are left on either side."""


@dataclass(frozen=True, slots=True)
class Severity:
    """A proposed severity with its central 90 % interval."""

    value: float
    low: float
    high: float


def propose_severity(returned: int, handovers: int) -> Severity:
    """Propose the severity of a relation on which so many of its handovers came back; needs at least one handover."""
    if not 0 <= returned <= handovers or handovers < 1:
        raise ValueError(f"{returned} of {handovers} handovers cannot have come back")
    share, whole = returned / handovers, handovers + Z * Z
    middle = (returned + Z * Z / 2) / whole
    reach = Z / whole * math.sqrt(returned * (handovers - returned) / handovers + Z * Z / 4)
    return Severity(share, min(max(middle - reach, 0.0), share), max(min(middle + reach, 1.0), share))


def is_candidate(returned: int, handovers: int, *, least_share: float = LEAST_SHARE) -> bool:
    """Tell whether enough handovers came back, of enough, to propose an obstacle."""
    return handovers >= LEAST_HANDOVERS and returned > 0 and returned >= least_share * handovers
