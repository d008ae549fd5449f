"""Python's collector around commands: what is kept is never walked again, what comes later is freed."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from thidua_xl.workers import garbage


class Ring:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """The word that `keep` was called, as a process begins; what the tests froze stays frozen."""
    word: list[bool] = []
    monkeypatch.setattr(garbage, "_KEPT", word)
    yield word
    gc.unfreeze()
    gc.freeze()


def test_a_sweep_frees_circles_and_walks_the_rest_no_more(kept: list[bool]) -> None:
    """As in a worker, between two books."""
    gone = weakref.ref(Ring())
    before = gc.get_freeze_count()
    stays = Ring()
    garbage.sweep()
    assert gone() is None
    assert gc.get_freeze_count() > before
    assert stays.me is stays and kept == []


def test_a_command_leaves_nothing_frozen_behind(kept: list[bool]) -> None:
    """A process of one command: all of it can be freed later, and the collector is on again."""
    with garbage.held():
        assert not gc.isenabled()
        gone = weakref.ref(Ring())
        garbage.sweep()
    assert gc.isenabled() and gone() is None
    assert gc.get_freeze_count() == 0 and kept == []


def test_what_is_kept_stays_frozen_through_commands_and_sweeps(kept: list[bool]) -> None:
    """A process of many commands: none thaws what was there, none adds to it."""
    garbage.keep()
    frozen = gc.get_freeze_count()
    assert frozen > 1_000
    with garbage.held():
        young = weakref.ref(Ring())
        garbage.sweep()
    assert gc.isenabled()
    assert frozen * 0.9 < gc.get_freeze_count() <= frozen
    gc.collect()
    assert young() is None
    assert kept == [True]


def test_these_tests_keep_what_was_there_when_they_were_found() -> None:
    """Otherwise every command that a test runs makes the collector walk all tests again."""
    assert garbage._KEPT
    assert gc.get_freeze_count() > 10_000
