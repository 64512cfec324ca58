"""The codes of all findings: stable names for scripts, thresholds and the documentation."""

from __future__ import annotations

from typing import Final

CODES: Final = (
    "stranded",
    "unserved-customer",
    "closed-loop",
    "rework-loop",
    "gate",
    "shell",
    "front-looks-back",
    "projection",
    "look-within",
    "consensus-load",
    "far-decision",
    "broken-voice",
    "support-signs",
    "triad",
    "structure-mismatch",
    "weak-plan",
    "displacement",
    "blind-spot",
    "inside-love",
    "low-coverage",
    "survey-only",
    "lens-bias",
    "customer-left-out",
    "use-unknown",
    "no-internal-customer",
    "ownerless",
    "concentration",
)
"""In the order of ``docs/findings.md``."""
