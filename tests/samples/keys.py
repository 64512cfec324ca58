"""The answer keys of the five sample organizations, and the figures that their author computed, as data for tests.

A key is a claim that the story makes about its organization. Its robustness is the share of 1,000 random variations
(severities, volumes, a few relations dropped) in which it held; a key of 0.95 or more should hold for any sensible
reading of the model, the others hold for the files as they are. ``needs`` says which part of the product can check it.

The nominal figures come from a model that is simpler than the product's: every element but external customers weighs
the same, the units that only group others are left out, and a handoff costs nothing (handoff clarity 1). Their depths
average what arrives by the volumes of the *incoming* relations; the product weighs it by the work that flows, so
its depths differ and only what the keys claim of them carries over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Need = Literal[
    "engine", "voice", "decisions", "shell", "projection", "ratings", "support", "triad", "structure", "displacement"
]
NEEDS: tuple[Need, ...] = get_args(Need)


@dataclass(frozen=True, slots=True)
class Key:
    """One claim of a story: its code, what it says, how often it held under variation, and what can check it."""

    code: str
    claim: str
    robustness: float
    needs: tuple[Need, ...] = ("engine",)


@dataclass(frozen=True, slots=True)
class Size:
    """What a file holds, the units that only group others not counted among its elements."""

    elements: int
    serves: int
    feedback: int
    obstacles: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Depth:
    """The haze on a product as the nominal model has it, and the share of it that comes from upstream."""

    depth: float
    inherited: float


@dataclass(frozen=True, slots=True)
class Nominal:
    """The figures of the nominal model, rounded as published: sights and gains to 3 digits, depths to 2.

    ``gates`` counts the elements that have no route without the one named. A decision that no customer reaches has
    the distance None.
    """

    mean_sight: float
    gates: Mapping[str, int]
    depths: Mapping[str, Depth]
    top_gains: Mapping[str, float]
    decision_distances: Mapping[str, int | None]


BUCKET_BRIGADE_KEYS: tuple[Key, ...] = (
    Key(
        "BB1",
        "the filler, the first and the second hand see 0.40, the third hand 0.80, the thrower and the product "
        "1.00 (exact)",
        1,
    ),
    Key("BB2", "the largest gain is b1, an obstacle the customer never sees", 0.92),
    Key(
        "BB3",
        "every element upstream is dominated by the next one: throws-the-water gates 4 others, "
        "water-on-the-fire gates 5",
        1,
    ),
    Key("BB4", "no information path from the owner to anyone but the thrower", 1, needs=("voice",)),
)

CONCORD_KEYS: tuple[Key, ...] = (
    Key("CO1", "consensus theme: joint removal gains at least 2x what removing all other obstacles gains", 0.999),
    Key("CO2", "organization is the area with the largest share of single-removal gains", 0.994),
    Key("CO3", "Product Consensus Council obstacle k2 is among the top three", 0.99),
    Key(
        "CO4",
        "concordmail: at least 40 % of its occlusion is inherited (rub-off); of that at least 80 % has the "
        "consensus theme",
        0.93,
    ),
    Key(
        "CO5",
        "the projection detector fires for concordmail only: theme consensus on the product and upstream, "
        "product modelled on an internal tool",
        0.97,
        needs=("projection",),
    ),
    Key(
        "CO6",
        "symptom fix (k6 only) leaves the other three suite products unchanged; cause fix (consensus "
        "upstream, k6 kept) at least halves the depth of all four suite products' inherited part",
        1,
    ),
    Key(
        "CO7",
        "LedgerLite squad sees customers more clearly than every suite product team (at least 1.1x under "
        "averaging metrics)",
        0.935,
    ),
    Key("CO8", "release approval gates at least 12 nodes; LedgerLite is not behind it", 0.998),
    Key(
        "CO9",
        "which-features-ship: customers reach its decider not at all (or in 3+ steps through open loops only, "
        "if membership of a forum is modelled as carrying information); it is the only decision with 8+ "
        "vetoes; what-ledgerlite-builds-next is reached in 2 steps",
        0.975,
        needs=("decisions",),
    ),
    Key(
        "CO10",
        "inside-love gap: concordmail internal minus client rating is the largest (more than 2 points)",
        1,
        needs=("ratings",),
    ),
    Key("CO11", "no shell is flagged", 1, needs=("shell",)),
    Key("CO12", "root cause closure: k1 is the ancestor cause of at least 6 other obstacles", 1),
)

HARBOR_KEYS: tuple[Key, ...] = (
    Key(
        "HA1",
        "shell flagged for the concierge team and no other front node; score is the highest of all fronts",
        0.881,
        needs=("shell",),
    ),
    Key(
        "HA2",
        "polishing the front (removing every obstacle on elements of unit cx) gains less than 10 % of what "
        "fixing the claims chain (h5, h6, h7) gains",
        0.942,
    ),
    Key("HA3", "none of the top five obstacles sits in the customer-experience unit", 0.967),
    Key(
        "HA4",
        "customers see through: what arrives at the concierge is at most 0.6 clear although the front itself "
        "is at least 0.85",
        0.992,
        needs=("shell",),
    ),
    Key("HA5", "claims service has the deepest inherited occlusion of all products", 0.936),
    Key(
        "HA6",
        "payment-release gates claim-assessment, the adjusters' claim route, and claims-service gates it in turn",
        0.977,
    ),
    Key(
        "HA7",
        "no customer evidence reaches the deciders on claims rules, payment or conditions; it does reach the "
        "concierge scripts",
        1,
        needs=("decisions",),
    ),
    Key(
        "HA8",
        "support scorecard: outsourced, cost target, turnover above 60 %, no mining feedback = 4 bad signs "
        "for the contact centre",
        1,
        needs=("support",),
    ),
    Key(
        "HA9",
        "symptom and cause: the cause graph leads from app and call-volume symptoms (h20, h16) back to claims "
        "assessment or system gaps",
        1,
    ),
    Key("HA10", "largest rating surprise (expected minus client) is the claims service", 1, needs=("ratings",)),
)

PERMIT_KEYS: tuple[Key, ...] = (
    Key(
        "PE1",
        "closed loop without path to a customer: performance reporting, secretariat, legislature report - and "
        "only these",
        1,
    ),
    Key("PE2", "the sign-off chain is the largest single obstacle", 1),
    Key("PE3", "inward-designed application (g1) and the old case system (g2) are both in the top eight of 18", 0.927),
    Key("PE4", "sign-off chain is the gate with the most nodes behind it", 0.968),
    Key(
        "PE5",
        "decision distance: inspections 2 steps, form and signature rules at least 4 steps, case system and "
        "renewal rules unreachable",
        0.97,
        needs=("decisions",),
    ),
    Key(
        "PE6",
        "inspection service is the internal best practice: highest client rating, shortest decision distance, "
        "lower inherited occlusion than the three permits and licence",
        0.925,
        needs=("engine", "decisions", "ratings"),
    ),
    Key(
        "PE7",
        "One Agency office: removing its obstacle g12 gains less than 10 % of what g3 does (25 % under best-path)",
        0.996,
    ),
    Key("PE8", "operations plus organization hold at least 80 % of single-removal gains (70 % under best-path)", 0.983),
    Key(
        "PE9",
        "three of four customer groups have no feedback faster than yearly except through complaint or "
        "appeal; only home-owners have a closed loop",
        1,
        needs=("voice",),
    ),
    Key("PE10", "mean sight is the lowest of the four organizations", 1),
    Key(
        "PE11",
        "no crossing relation is coordinated: share of cross-unit relations without a return signal at least 0.9",
        1,
        needs=("structure",),
    ),
)

ALDER_KEYS: tuple[Key, ...] = (
    Key("AL1", "snapshot 1 (hotline shell) does not raise mean sight by more than 0.01", 0.974),
    Key("AL2", "snapshot 2 (inside work) raises mean sight by at least 0.08 over the start", 1),
    Key(
        "AL3", "shell flagged at snapshot 1 (customer-first-hotline), not at snapshots 0 and 2", 0.98, needs=("shell",)
    ),
    Key(
        "AL4",
        "triad integration at most 2 of 6 at start and snapshot 1, at least 5 of 6 at snapshot 2",
        0.999,
        needs=("triad",),
    ),
    Key(
        "AL5",
        "the decision on new models is unreachable for customers at start and reached in at most 2 steps at snapshot 2",
        0.955,
        needs=("decisions",),
    ),
    Key(
        "AL6",
        "displacement: snapshot 1 opens more severity than it closes; snapshot 2 closes at least 5 times what it opens",
        1,
        needs=("displacement",),
    ),
    Key("AL7", "it never ends: at snapshot 2 obstacles remain and a new one (a19) has appeared", 1),
    Key(
        "AL8",
        "dehydrator: own occlusion (use blindness) is larger than for any other product at start and at least "
        "3x smaller at snapshot 2",
        1,
    ),
    Key("AL9", "missing feedback into development (a4) is in the top four at start", 0.933),
    Key("AL10", "new-product development is the largest gate", 0.903),
)

BUCKET_BRIGADE_SIZE = Size(elements=7, serves=6, feedback=1, obstacles=2, decisions=0)
BUCKET_BRIGADE_NOMINAL = Nominal(
    mean_sight=0.667,
    gates={"water-on-the-fire": 5, "throws-the-water": 4, "third-hand": 3, "second-hand": 2, "first-hand": 1},
    depths={"water-on-the-fire": Depth(0.92, inherited=1)},
    top_gains={"b1": 0.200, "b2": 0.083},
    decision_distances={},
)

CONCORD_SIZE = Size(elements=46, serves=73, feedback=11, obstacles=14, decisions=4)
CONCORD_NOMINAL = Nominal(
    mean_sight=0.621,
    gates={
        "release-approval": 20,
        "feature-decision": 10,
        "product-consensus-council": 7,
        "road-map-planning": 3,
        "ledgerlite": 1,
    },
    depths={
        "concordmail": Depth(1.36, inherited=0.56),
        "concorddocs": Depth(0.76, inherited=1),
        "concordcalendar": Depth(0.93, inherited=0.82),
        "concorddesk": Depth(0.76, inherited=1),
        "ledgerlite": Depth(0.05, inherited=1),
    },
    top_gains={"k2": 0.063, "k4": 0.061, "k6": 0.043, "k3": 0.020, "k12": 0.014, "k5": 0.011},
    decision_distances={
        "which-features-ship": None,
        "release-go-no-go": None,
        "list-prices": 3,
        "what-ledgerlite-builds-next": 2,
    },
)

HARBOR_SIZE = Size(elements=54, serves=98, feedback=11, obstacles=20, decisions=5)
HARBOR_NOMINAL = Nominal(
    mean_sight=0.663,
    gates={
        "claims-service": 7,
        "payment-release": 6,
        "brightvoice-contact-centre": 2,
        "quote-and-bind": 2,
        "customer-experience-office": 1,
    },
    depths={
        "motor-policy": Depth(0.48, inherited=1),
        "home-policy": Depth(0.48, inherited=1),
        "small-business-policy": Depth(0.20, inherited=1),
        "claims-service": Depth(1.32, inherited=1),
        "concierge-service": Depth(0.76, inherited=1),
        "mobile-app": Depth(0.22, inherited=0),
    },
    top_gains={"h7": 0.063, "h11": 0.030, "h5": 0.030, "h8": 0.026, "h15": 0.010, "h14": 0.009},
    decision_distances={
        "claims-rules-and-authority-limits": None,
        "payment-release-above-2-000": None,
        "policy-conditions": None,
        "concierge-scripts-and-gestures": 3,
        "contact-centre-contract": None,
    },
)

PERMIT_SIZE = Size(elements=55, serves=81, feedback=11, obstacles=18, decisions=5)
PERMIT_NOMINAL = Nominal(
    mean_sight=0.472,
    gates={
        "sign-off-chain": 10,
        "plan-review": 5,
        "public-portal": 4,
        "permit-application": 3,
        "environmental-assessment": 3,
    },
    depths={
        "building-permit": Depth(2.27, inherited=1),
        "business-licence": Depth(2.27, inherited=1),
        "professional-licence": Depth(1.33, inherited=1),
        "environmental-permit": Depth(2.27, inherited=1),
        "inspection-service": Depth(0.82, inherited=1),
        "public-portal": Depth(0.66, inherited=0.35),
    },
    top_gains={"g3": 0.140, "g11": 0.025, "g1": 0.023, "g9": 0.023, "g2": 0.011, "g15": 0.010},
    decision_distances={
        "application-form-and-evidence-list": 4,
        "who-must-sign-a-permit": 4,
        "priorities-for-casetrack": None,
        "renewal-rules-for-professionals": None,
        "inspection-slots-and-re-visits": 2,
    },
)

ALDER_SIZE = Size(elements=46, serves=73, feedback=5, obstacles=15, decisions=3)
ALDER_NOMINAL = Nominal(
    mean_sight=0.728,
    gates={"new-product-development": 4, "assembly-plant": 2, "repair-visit": 2, "warranty-claim": 2, "purchasing": 1},
    depths={
        "compact-oven": Depth(0.75, inherited=1),
        "dishwasher": Depth(0.75, inherited=1),
        "dehydrator": Depth(1.61, inherited=0.5),
        "spare-parts": Depth(0.45, inherited=1),
        "service-plan": Depth(0.47, inherited=1),
    },
    top_gains={"a4": 0.038, "a5": 0.034, "a8": 0.032, "a1": 0.025, "a10": 0.020, "a13": 0.015},
    decision_distances={"what-the-next-model-does": None, "which-suppliers": 3, "delivery-promises": 2},
)

ALDER_MEAN_SIGHTS = {"organization.yaml": 0.728, "2024-06-01.yaml": 0.715, "2026-06-01.yaml": 0.898}
"""The nominal mean sight at Alder's three dates."""

SAMPLES: tuple[str, ...] = ("bucket_brigade", "concord", "harbor", "permit", "alder")
KEYS: Mapping[str, tuple[Key, ...]] = {
    "bucket_brigade": BUCKET_BRIGADE_KEYS,
    "concord": CONCORD_KEYS,
    "harbor": HARBOR_KEYS,
    "permit": PERMIT_KEYS,
    "alder": ALDER_KEYS,
}
SIZES: Mapping[str, Size] = {
    "bucket_brigade": BUCKET_BRIGADE_SIZE,
    "concord": CONCORD_SIZE,
    "harbor": HARBOR_SIZE,
    "permit": PERMIT_SIZE,
    "alder": ALDER_SIZE,
}
NOMINAL: Mapping[str, Nominal] = {
    "bucket_brigade": BUCKET_BRIGADE_NOMINAL,
    "concord": CONCORD_NOMINAL,
    "harbor": HARBOR_NOMINAL,
    "permit": PERMIT_NOMINAL,
    "alder": ALDER_NOMINAL,
}


def find_keys(need: Need) -> tuple[tuple[str, Key], ...]:
    """Return every key that one part of the product can check alone, with the folder of its sample."""
    return tuple((sample, key) for sample in SAMPLES for key in KEYS[sample] if key.needs == (need,))
