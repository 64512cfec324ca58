from __future__ import annotations

import dataclasses

import pytest

from sightline.document.json_reading import read_json
from sightline.document.limits import DEFAULT_LIMITS, HARD_MAXIMA, Limits
from sightline.document.yaml_reading import read_yaml
from sightline.errors import UsageError
from tests.document.hostile import make_deep_flow


def test_limits_can_be_raised_up_to_their_maximum() -> None:
    limits = DEFAULT_LIMITS.raised(yaml_depth=180, yaml_bytes=500_000_000)
    assert (limits.yaml_depth, limits.yaml_bytes) == (180, 500_000_000)
    assert read_yaml(make_deep_flow(180), file=None, limits=limits).value
    assert read_json(make_deep_flow(180), file=None, limits=DEFAULT_LIMITS.raised(json_depth=180)).value
    for field in dataclasses.fields(Limits):
        maximum = getattr(HARD_MAXIMA, field.name)
        assert getattr(DEFAULT_LIMITS, field.name) <= maximum
        assert getattr(DEFAULT_LIMITS.raised(**{field.name: maximum}), field.name) == maximum
        for value in (maximum + 1, 0):
            with pytest.raises(UsageError, match=field.name):
                DEFAULT_LIMITS.raised(**{field.name: value})
    with pytest.raises(UsageError, match="is not a limit"):
        DEFAULT_LIMITS.raised(depth=3)
