"""Changes that stat numbers hide are seen all the same."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ilrs_graph.files.fingerprint import Mark, combined, hash_bytes, marks, unchanged

LATER = 10_000_000_000


@pytest.fixture
def known(tmp_path: Path) -> dict[str, Mark]:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    (tmp_path / "b").write_text("two", encoding="utf-8")
    return marks(tmp_path, ["a", "b"], {}, time.time_ns() + LATER)


def test_what_nobody_touched_is_unchanged_and_not_read_again(known: dict[str, Mark], tmp_path: Path) -> None:
    assert unchanged(str(tmp_path), ["a", "b"], known)
    again = marks(tmp_path, ["a", "b"], {**known, "a": {**known["a"], "hash": "kept"}}, time.time_ns())
    assert again["a"]["hash"] == "kept"


@pytest.mark.parametrize("text", ["ONE", "longer"])
def test_an_edit_with_its_time_put_back_is_seen(text: str, known: dict[str, Mark], tmp_path: Path) -> None:
    before = (tmp_path / "a").stat()
    (tmp_path / "a").write_text(text, encoding="utf-8")
    os.utime(tmp_path / "a", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (tmp_path / "a").stat().st_mtime_ns == before.st_mtime_ns
    assert not unchanged(str(tmp_path), ["a", "b"], known)
    assert marks(tmp_path, ["a", "b"], known, 0)["a"]["hash"] == hash_bytes(text.encode())


def test_a_file_in_place_of_another_is_seen(known: dict[str, Mark], tmp_path: Path) -> None:
    before = (tmp_path / "a").stat()
    (tmp_path / "c").write_text("ONE", encoding="utf-8")
    os.utime(tmp_path / "c", ns=(before.st_atime_ns, before.st_mtime_ns))
    (tmp_path / "c").replace(tmp_path / "a")
    assert not unchanged(str(tmp_path), ["a", "b"], known)


def test_a_record_within_the_clock_tick_of_the_file_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    known = marks(tmp_path, ["a"], {}, time.time_ns())
    assert not unchanged(str(tmp_path), ["a"], known)
    lying = {"a": Mark(stat=known["a"]["stat"], read=known["a"]["read"], hash="stale")}
    assert marks(tmp_path, ["a"], lying, 0)["a"]["hash"] == hash_bytes(b"one")


def test_names_that_come_and_go_are_seen(known: dict[str, Mark], tmp_path: Path) -> None:
    assert not unchanged(str(tmp_path), ["a"], known)
    (tmp_path / "c").write_text("", encoding="utf-8")
    assert not unchanged(str(tmp_path), ["a", "c"], known)
    with pytest.raises(OSError, match="gone"):
        unchanged(str(tmp_path), ["a", "gone"], {"a": known["a"], "gone": known["b"]})


def test_the_combined_hash_depends_on_names_contents_and_words_alone(known: dict[str, Mark]) -> None:
    turned = dict(reversed(known.items()))
    touched = {**known, "a": Mark(stat=[0, 0, 0, 0], read=0, hash=known["a"]["hash"])}
    assert combined(known, "w") == combined(turned, "w") == combined(touched, "w")
    swapped = {"a": known["b"], "b": known["a"]}
    assert (
        len({combined(known, "w"), combined(known, "v"), combined(swapped, "w"), combined({"a": known["a"]}, "w")}) == 4
    )
