"""The witnesses as fixtures: each is started once a session and skips its tests where it is absent."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.witnesses.kinds import Make
from tests.witnesses.validator import Validator, program
from tests.witnesses.year import Year
from tests.workbooks import journey


@pytest.fixture(scope="session")
def validator() -> Validator:
    """Microsoft's validator of Office files."""
    return Validator(program())


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of workbook that the program writes, by what it is; small ones, made once. Not to be changed."""
    from tests.witnesses import stages

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", stages.EPOCH)
        patch.setenv("THIDUA_USER", "kiểm thử")
        return stages.year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Make], bytes]:
    """Makes a file of `kinds.KINDS`, once; time and name that the program writes are held."""
    made_in = Year(tmp_path_factory.mktemp("kinds"))

    @cache
    def make(one: Make) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", journey.EPOCH)
            patch.setenv("THIDUA_USER", "Nguyễn Văn Kiểm")
            return one(made_in)

    return make
