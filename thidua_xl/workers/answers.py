"""What a worker made of its file, where a file may have killed it or taken it over."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from .cage import LostError

T = TypeVar("T")


class UntrustedError(RuntimeError):
    """Raised where there is no answer that can be trusted; its text says why, as the detail of a finding."""


def trusted(future: "Future[T]", is_agreed: Callable[[T], bool]) -> T:
    """The answer of a worker, in the form agreed. Raises UntrustedError where it was lost, or has another form."""
    try:
        answer = future.result()
    except LostError as lost:
        raise UntrustedError(f"bộ đọc dừng giữa chừng: {lost}") from None
    if not is_agreed(answer):
        raise UntrustedError("bộ đọc trả lời sai")
    return answer
