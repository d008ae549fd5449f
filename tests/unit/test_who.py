"""Whose name stands in the journal."""

import getpass
import sys

import pytest

from thidua_xl import clock


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked otherwise")
@pytest.mark.parametrize(
    ("typed", "known", "stands"),
    [
        ("Nguyễn Văn Kiểm", "Lê Thị Lan", "Nguyễn Văn Kiểm"),
        ("", "Lê Thị Lan", "Lê Thị Lan"),
        ("  ", "", "lan"),
    ],
)
def test_the_name_is_the_office_s_else_the_full_one(
    monkeypatch: pytest.MonkeyPatch, typed: str, known: str, stands: str
) -> None:
    """A short name of a login is the last resort."""
    monkeypatch.setenv("THIDUA_USER", typed)
    monkeypatch.setattr(clock, "full_name", lambda: known)
    monkeypatch.setattr(getpass, "getuser", lambda: "lan")
    assert clock.who() == stands


@pytest.mark.skipif(sys.platform == "win32", reason="no such list of users")
def test_the_full_name_is_the_part_before_the_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room and telephone follow behind it on some machines."""
    import pwd
    from types import SimpleNamespace

    monkeypatch.setattr(pwd, "getpwuid", lambda _: SimpleNamespace(pw_gecos="Lê Thị Lan,P. 12,,"))
    assert clock.full_name() == "Lê Thị Lan"


def test_a_user_whom_the_machine_does_not_know_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some containers have none."""

    def nobody() -> str:
        raise KeyError

    monkeypatch.delenv("THIDUA_USER", raising=False)
    monkeypatch.setattr(clock, "full_name", nobody)
    assert clock.who() == "không rõ"
