"""Jobs of a long list begun a few ahead of those that are waited for, so that not all are held at once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from .lent import ahead
from .steps import nothing

T = TypeVar("T")
B = TypeVar("B")
FORMS = 64
"""Forms under way at once: some megabytes, and work enough for all while pandas is imported."""


def begun_ahead(
    items: Iterable[T], begin: Callable[[T], B], meanwhile: Callable[[], None] = nothing, most: int = FORMS
) -> Iterator[tuple[T, B]]:
    """Each item with what `begin` made of it, in their order.

    Args:
        items: a long list.
        begin: gives an item away.
        meanwhile: is done once, when the first ones are given away.
        most: how many are given away before the first is given back; more where an executor was lent that takes more.
    """
    most = max(most, ahead())
    begun: deque[tuple[T, B]] = deque()
    is_first = True
    for item in items:
        begun.append((item, begin(item)))
        if len(begun) >= most:
            if is_first:
                meanwhile()
                is_first = False
            yield begun.popleft()
    if is_first:
        meanwhile()
    while begun:
        yield begun.popleft()
