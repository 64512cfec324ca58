"""``sightline doctor``: the versions that matter, and how to get what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.cli.output import say

CORE = ("numpy", "scipy", "networkx", "pydantic", "joblib", "typer", "rich")
EXTRAS = {
    "pandas": ("frames", "tables as pandas frames"),
    "pyarrow": ("parquet", "Parquet folders"),
    "openpyxl": ("excel", "reading workbooks"),
    "xlsxwriter": ("excel", "writing workbooks"),
    "ibis-framework": ("logs", "event logs"),
    "pyspark": ("spark", "event logs on Spark; needs Java"),
    "distributed": ("dask", "draws on a cluster"),
    "jinja2": ("report", "reports"),
    "streamlit": ("app", "the app"),
    "pyvis": ("app", "the map of the app"),
}
SAFE_EXPAT = (2, 7, 5)


def doctor() -> None:
    """Print the versions that matter.

    Read this first when something does not work: it says how to install what is missing.
    """
    for name, value in _lines():
        say(f"{name}: {value}")


def _lines() -> Iterator[tuple[str, str]]:
    import platform
    import sys

    from sightline import __version__

    yield "sightline", __version__
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()}, {sys.executable})"
    yield "System", f"{platform.system()} {platform.release()} ({platform.machine()})"
    for name in CORE:
        yield name, _version(name) or f"missing: pip install {name}"
    yield "PyYAML", _yaml()
    yield "Expat", _expat()
    for name, (extra, use) in EXTRAS.items():
        yield name, _version(name) or f"not installed (for {use}: pip install 'sightline[{extra}]')"


def _version(distribution: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _yaml() -> str:
    import yaml

    speed = "with libyaml" if yaml.__with_libyaml__ else "without libyaml: YAML files are read about ten times slower"
    return f"{yaml.__version__} ({speed})"


def _expat() -> str:
    from pyexpat import EXPAT_VERSION, version_info

    version = EXPAT_VERSION.removeprefix("expat_")
    if version_info < SAFE_EXPAT:
        safe = ".".join(str(part) for part in SAFE_EXPAT)
        return f"{version} (older than {safe}: update Python before reading XML of unknown origin)"
    return version
