"""Drafts: found again by their token alone, readable by their owner alone, gone when discarded or old."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from sightline.app.drafts import KEPT_DAYS, discard_draft, find_draft, is_token, keep_draft, new_token
from sightline.app.samples import read_sample


def test_a_draft_is_found_again_under_its_token(drafts: Path) -> None:
    token = new_token()
    assert keep_draft(token, read_sample("harbor"))
    found = find_draft(token)
    assert found is not None
    assert found.organization == read_sample("harbor")
    assert [path.name for path in drafts.iterdir()] == [f"{token}.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions.")
def test_only_the_owner_can_read_a_draft(drafts: Path) -> None:
    token = new_token()
    keep_draft(token, read_sample("bucket_brigade"))
    assert stat.S_IMODE((drafts / f"{token}.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(drafts.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["", "../secret", "a" * 23, "a" * 25, "a" * 23 + "/", "a" * 23 + ".", "é" * 24])
def test_nothing_but_a_token_names_a_file(name: str, drafts: Path) -> None:
    assert not is_token(name)
    assert not keep_draft(name, read_sample("bucket_brigade"))
    assert find_draft(name) is None
    discard_draft(name)
    assert not drafts.exists()


def test_tokens_do_not_repeat() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(is_token(token) for token in tokens)


def test_a_discarded_draft_is_gone() -> None:
    token = new_token()
    keep_draft(token, read_sample("bucket_brigade"))
    discard_draft(token)
    assert find_draft(token) is None


def test_an_old_draft_goes_when_the_next_is_kept(drafts: Path) -> None:
    old, new = new_token(), new_token()
    keep_draft(old, read_sample("bucket_brigade"))
    long_ago = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(drafts / f"{old}.json", (long_ago, long_ago))
    keep_draft(new, read_sample("bucket_brigade"))
    assert [path.name for path in drafts.iterdir()] == [f"{new}.json"]


def test_a_draft_that_somebody_broke_is_no_draft(drafts: Path) -> None:
    token = new_token()
    keep_draft(token, read_sample("bucket_brigade"))
    (drafts / f"{token}.json").write_text("{", encoding="utf-8")
    assert find_draft(token) is None


def test_who_wants_no_drafts_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGHTLINE_DRAFTS", "off")
    token = new_token()
    assert not keep_draft(token, read_sample("bucket_brigade"))
    assert find_draft(token) is None
