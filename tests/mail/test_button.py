"""The remembered mailbox, and the ribbon button that reads it."""

import json
from pathlib import Path

import pytest

from tests.journeys.journey import Journey, run
from tests.journeys.letters import letter
from tests.mail.server import PASSWORD, USER, Server
from tests.mail.test_fetch_mail import wire
from tests.mail.test_letters import filled
from thidua_xl.errors import CannotRunError
from thidua_xl.mail.account import account_file, recall, remember
from thidua_xl.mail.imap import Account


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the person who runs the tests is read or written."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    return tmp_path / "config" / "thidua_xl" / "mail.json"


def test_the_account_is_kept_without_the_password(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Server, name, folder, port: what anybody may see."""
    monkeypatch.setenv("THIDUA_MAIL_PASSWORD", "rất bí mật")
    account = Account("imap.coquan.gov.vn", "cum@coquan.gov.vn", "Phiếu", 993)
    assert remember(account) == own_home
    assert recall() == account
    assert "bí mật" not in own_home.read_text(encoding="utf-8")


def test_nothing_remembered_says_what_to_do() -> None:
    """One sentence with the command that is run once."""
    with pytest.raises(CannotRunError, match="--remember"):
        recall()


@pytest.mark.parametrize("content", ["", "[]", '{"host": 1}', json.dumps({"host": "a", "user": "b"})])
def test_a_file_that_says_something_else_is_no_account(own_home: Path, content: str) -> None:
    """A damaged file leads nowhere."""
    own_home.parent.mkdir(parents=True)
    own_home.write_text(content, encoding="utf-8")
    with pytest.raises(CannotRunError, match="không đọc được"):
        recall()


def test_each_system_has_its_place() -> None:
    """The user's own folder, of no book."""
    home = Path("/home/lan")
    assert account_file("linux", home, {}) == home / ".config" / "thidua_xl" / "mail.json"
    assert account_file("win32", home, {}) == home / "AppData" / "Roaming" / "thidua_xl" / "mail.json"


def test_only_one_of_server_and_name_is_refused(issued: Journey) -> None:
    """Half an account could send a password to the wrong server."""
    answer = run("fetch-mail", issued.book, "--host", "localhost")
    assert answer.code == 2
    assert "--host và --user" in answer.err


def test_what_was_remembered_is_used_again(issued: Journey, server: Server, own_home: Path) -> None:
    """The second command needs no server and no name."""
    server.deliver(wire(letter(("a.xlsx", filled(issued, "AN")))))
    at = ("--host", "localhost", "--port", server.port, "--user", USER)
    first = run("fetch-mail", issued.book, *at, "--remember", "--json")
    assert first.json["accepted"] == 1
    assert PASSWORD not in own_home.read_text(encoding="utf-8")
    server.deliver(wire(letter(("b.xlsx", filled(issued, "BH")))))
    assert run("fetch-mail", issued.book, "--json").json["accepted"] == 2
