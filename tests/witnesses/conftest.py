"""The witnesses as fixtures: each is started once a session and skips its tests where it is absent."""

import pytest

from tests.witnesses.validator import Validator, program


@pytest.fixture(scope="session")
def validator() -> Validator:
    """Microsoft's validator of Office files."""
    return Validator(program())
