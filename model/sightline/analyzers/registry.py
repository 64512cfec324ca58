"""The analyzers that run by default; a new one is one module, one test and one line here."""

from __future__ import annotations

from typing import Final, Protocol

from sightline.analyzers.chokepoints import ChokepointsAnalyzer
from sightline.analyzers.concentration import ConcentrationAnalyzer
from sightline.analyzers.coverage import CoverageAnalyzer
from sightline.analyzers.customer_view import CustomerViewAnalyzer
from sightline.analyzers.customers import CustomersAnalyzer
from sightline.analyzers.decisions import DecisionsAnalyzer
from sightline.analyzers.knowledge import KnowledgeAnalyzer
from sightline.analyzers.loops import LoopsAnalyzer
from sightline.analyzers.occlusion import OcclusionAnalyzer
from sightline.analyzers.ownership import OwnershipAnalyzer
from sightline.analyzers.projection import ProjectionAnalyzer
from sightline.analyzers.ratings import RatingsAnalyzer
from sightline.analyzers.shell import FrontsAnalyzer
from sightline.analyzers.sight import SightAnalyzer
from sightline.analyzers.structure import StructureAnalyzer
from sightline.analyzers.support import SupportAnalyzer
from sightline.analyzers.triad import TriadAnalyzer
from sightline.analyzers.voice import VoiceAnalyzer
from sightline.findings import Result
from sightline.snapshot import Snapshot


class Analyzer(Protocol):
    """Frozen options and one pure method: the same snapshot gives the same result, and nothing is changed."""

    @property
    def name(self) -> str:
        """The name of its result."""

    def run(self, snapshot: Snapshot) -> Result:
        """Answer the analyzer's one question."""


ANALYZERS: Final[tuple[Analyzer, ...]] = (
    SightAnalyzer(),
    OcclusionAnalyzer(),
    ProjectionAnalyzer(),
    CustomersAnalyzer(),
    ChokepointsAnalyzer(),
    LoopsAnalyzer(),
    CoverageAnalyzer(),
    OwnershipAnalyzer(),
    VoiceAnalyzer(),
    DecisionsAnalyzer(),
    SupportAnalyzer(),
    TriadAnalyzer(),
    ConcentrationAnalyzer(),
    FrontsAnalyzer(),
    StructureAnalyzer(),
    RatingsAnalyzer(),
    KnowledgeAnalyzer(),
    CustomerViewAnalyzer(),
)
