"""The witnesses as fixtures: each is started once a session and skips its tests where it is absent."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from tests.journeys.clock import EPOCH
from tests.witnesses.engine import Engine
from tests.witnesses.kinds import Make
from tests.witnesses.validator import Validator, program
from tests.witnesses.year import Year


@pytest.fixture(scope="session")
def validator() -> Validator:
    """Microsoft's validator of Office files."""
    return Validator(program())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Make], bytes]:
    """Makes a file of `kinds.KINDS`, once; time and name that the program writes are held."""
    year = Year(tmp_path_factory.mktemp("year"))

    @cache
    def make(one: Make) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
            patch.setenv("THIDUA_USER", "Nguyễn Văn Kiểm")
            return one(year)

    return make


@pytest.fixture(scope="session")
def opened(made: Callable[[Make], bytes]) -> Iterator[Callable[[Make], Engine]]:
    """A file of `kinds.KINDS` open in the engine for formulas, once. Only to be looked at."""
    with ExitStack() as stack:

        @cache
        def at(one: Make) -> Engine:
            return stack.enter_context(Engine(made(one)))

        yield at
