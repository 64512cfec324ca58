"""What every test run shares: the Hypothesis profiles and the proof of which Sightline is under test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# "dev" explores anew in every run; "ci" repeats the same examples. Neither judges time: the machine is shared.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True)
os.environ.pop("COLUMNS", None)  # workers of a parallel run have one; pages are as wide as without a terminal

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that demands an installed wheel."""
    parser.addoption(
        "--installed",
        action="store_true",
        help="fail unless sightline comes from site-packages and not from the source tree",
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long bytes by what they are for: a zip file made anew bears another time, and all workers need one name."""
    return argname if isinstance(val, bytes) and len(val) > 100 else None


def pytest_report_header() -> str:
    """Name the Sightline that is under test."""
    import sightline

    return f"sightline {sightline.__version__} from {Path(sightline.__file__).parent}"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse to test the source tree where an installed wheel is meant."""
    import sightline

    package = Path(sightline.__file__).resolve().parent
    if session.config.getoption("--installed") and (
        package.is_relative_to(ROOT / "model") or package.parent.name != "site-packages"
    ):
        raise pytest.UsageError(f"--installed was given, but sightline comes from {package}")
