"""Many things told apart once: asked for each of hundreds of clusters, every search through all of them counts."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def told_apart(things: Iterable[T], key: Callable[[T], K]) -> Mapping[K, Sequence[T]]:
    """The things that have a key in common, in their order; nothing under a key that none of them has."""
    found: dict[K, list[T]] = {}
    for one in things:
        found.setdefault(key(one), []).append(one)
    return found
