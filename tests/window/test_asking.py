"""What is asked before a command starts: a mailbox and its password, which nobody keeps."""

from pathlib import Path

import pytest

from tests.window.display import Clerk
from thidua_xl.mail.account import kept_in, remember
from thidua_xl.mail.imap import Account
from thidua_xl.window import asking
from thidua_xl.window.asking import PASSWORD, account
from thidua_xl.wording import window as said

KNOWN = Account("imap.trieuson.gov.vn", "cum1@trieuson.gov.vn", "INBOX", None, False)


@pytest.fixture(autouse=True)
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)


def test_an_unknown_mailbox_is_asked_for_once_and_remembered(tmp_path: Path) -> None:
    """Server, name, password; the password goes to the command alone, never into its line."""
    clerk = Clerk(texts=[" imap.trieuson.gov.vn ", "cum1@trieuson.gov.vn", "bí mật"])
    with kept_in(tmp_path):
        more = account(clerk)
    assert more is not None
    assert more.words == ["--host", "imap.trieuson.gov.vn", "--user", "cum1@trieuson.gov.vn", "--remember"]
    assert more.environment == {PASSWORD: "bí mật"}
    assert clerk.asked == [said.HOST_ASKED, said.USER_ASKED, f"{said.PASSWORD_ASKED} (hidden)"]


def test_of_a_known_mailbox_only_the_password_is_asked(tmp_path: Path) -> None:
    """Left blank, the system's own store is asked."""
    with kept_in(tmp_path):
        remember(KNOWN)
        assert account(Clerk(texts=["x"])) == asking.More([], {PASSWORD: "x"})
        assert account(Clerk(texts=[""])) == asking.More([], {})


def test_a_password_of_the_environment_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who set it does not want to type it."""
    monkeypatch.setenv(PASSWORD, "x")
    clerk = Clerk()
    with kept_in(tmp_path):
        remember(KNOWN)
        assert account(clerk) == asking.More([])
    assert clerk.asked == []


@pytest.mark.parametrize("texts", [[], ["  "], ["imap.a.vn"], ["imap.a.vn", " "], ["imap.a.vn", "b@a.vn"]])
def test_whoever_gives_up_starts_nothing(tmp_path: Path, texts: list[str]) -> None:
    """At each of the questions."""
    with kept_in(tmp_path):
        assert account(Clerk(texts=texts)) is None


def test_what_is_typed_with_blanks_around_it_is_taken_without_them() -> None:
    """And blanks alone are nothing."""
    from thidua_xl.window.seen import Seen
    from thidua_xl.window.ways import WAYS

    assert asking.typed(Clerk(texts=["  Nhầm điểm "]), WAYS["reopen"], Seen()) == ["Nhầm điểm"]
    assert asking.typed(Clerk(texts=["   "]), WAYS["reopen"], Seen()) is None
