"""The moment and the name that commands see in the tests, so that two runs write the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

EPOCH = "1766800000"
"""27 December 2025: the clock of every command in these tests."""
PERSON = "Nguyễn Văn Kiểm"


@contextmanager
def held_clock() -> Iterator[None]:
    """SOURCE_DATE_EPOCH and THIDUA_USER, for as long as it lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("THIDUA_USER", PERSON)
        yield
