"""What is taken from a worker: an answer in the form agreed, or a reason that a person can read."""

from concurrent.futures import Future

import pytest

from thidua_xl.workers.answers import UntrustedError, trusted
from thidua_xl.workers.cage import LostError


def _is_number(answer: object) -> bool:
    return isinstance(answer, int)


def _answering(answer: object) -> "Future[object]":
    future: Future[object] = Future()
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
    return future


def test_an_answer_in_the_form_agreed_is_taken() -> None:
    """As it is."""
    assert trusted(_answering(7), _is_number) == 7


@pytest.mark.parametrize(
    ("answer", "why"),
    [(LostError("MemoryError"), "bộ đọc dừng giữa chừng: MemoryError"), ("7", "bộ đọc trả lời sai")],
)
def test_what_cannot_be_trusted_says_why(answer: object, why: str) -> None:
    """A worker that died, and one that answers something else."""
    with pytest.raises(UntrustedError) as told:
        trusted(_answering(answer), _is_number)
    assert str(told.value) == why


def test_an_error_of_our_own_is_no_lost_worker() -> None:
    """What goes wrong in the program itself is not laid to the file."""
    with pytest.raises(KeyError):
        trusted(_answering(KeyError("x")), _is_number)
