"""A short run of the mutants; the long one is `python -m tests.hostile.mutants --count 20000`."""

import pytest

from . import mutants
from .forms import base, read

CHUNKS = 4
EACH = 110


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_mutant_puts_a_wrong_score_in_without_a_word(chunk: int) -> None:
    """Refused, told, or read as a strict reader reads it; never an exception."""
    outcomes, wrong = mutants.run(2026, chunk * EACH, EACH)
    assert wrong == []
    assert sum(outcomes.values()) == EACH


def test_a_mutant_is_the_same_every_time() -> None:
    """A problem is found again by its seed and number."""
    assert [mutants.mutant(3, at) for at in range(9)] == [mutants.mutant(3, at) for at in range(9)]


def test_the_judge_sees_a_wrong_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that lied would be found out."""
    data = base()
    assert mutants.judged(data) == ("accepted", "")
    status, findings, scores = read(data)
    monkeypatch.setattr(mutants, "read", lambda _: (status, findings, {**scores, "I.1": scores["I.2"]}))
    assert "I.1" in mutants.judged(data)[1]
