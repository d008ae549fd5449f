"""`fetch-mail` against a real server: letters are read and only read, and become received files."""

import sys
import types
from email.policy import SMTP
from typing import Any

import pytest

from tests.journeys.journey import Journey, Run, run
from tests.journeys.letters import JPEG, PDF, letter
from tests.journeys.taken_in import LATER, change_score, received, reconciles, statuses
from tests.mail.server import PASSWORD, USER, Server
from tests.mail.test_letters import addresses, filled, found, kept, sha
from thidua_xl.mail.message import LIMITS

OTHER_DAY = "Sun, 21 Dec 2025 08:15:00 +0700"


def fetch(cluster: Journey, server: Server, *more: object) -> Run:
    """The command as its clerk gives it, over TLS."""
    at = ("--host", "localhost", "--port", server.port, "--user", USER)
    return run("fetch-mail", cluster.book, *at, *more, "--json")


def wire(*files: Any, **about: Any) -> bytes:
    """A letter as it goes over the wire."""
    return letter(*files, **about).as_bytes(policy=SMTP)


def test_letters_become_received_files(issued: Journey, server: Server) -> None:
    """Forms are taken in, a PDF kept, a photo alone is said, an advertisement only counted."""
    addresses(issued, AN="an@xa.gov.vn", CM="cm@xa.gov.vn")
    form = filled(issued, "AN")
    server.deliver(wire(("a.xlsx", form), ("scan.pdf", PDF)))
    inner = letter(("b.xlsx", filled(issued, "BH")), sender="bh@xa.gov.vn")
    server.deliver(wire(inner, sender="clerk@huyen.gov.vn", subject="Fwd"))
    server.deliver(wire(("anh.jpg", JPEG), sender="cm@xa.gov.vn", subject="Phiếu/xã CM"))
    server.deliver(wire(sender="ban-hang@shop.vn", subject="Khuyến mại"))
    server.deliver(wire(sender="cm@xa.gov.vn", subject="Xin gia hạn"))
    answer = fetch(issued, server)
    document = reconciles(answer)
    assert answer.code == 1  # units are missing
    assert (document["accepted"], document["kept"], document["letters"]) == (2, 4, 5)
    assert found(document) == {
        "a.xlsx": [], "scan.pdf": [], "b.xlsx": [], "anh.jpg": [],
        "Phiếu-xã CM.eml": ["MAIL_WITHOUT_FORM"], "Xin gia hạn.eml": ["MAIL_WITHOUT_FORM"],
    }  # fmt: skip
    assert document["letters_without_files"] == ["ban-hang@shop.vn, “Khuyến mại”, 2025-12-20 08:15:00"]
    assert received(issued)["a.xlsx"]["Nguồn"] == (
        "Thư 2025-12-20 08:15:00, máy chủ nhận 2025-12-20 08:15:00 · an@xa.gov.vn · Phiếu tự chấm"
    )
    assert {sha(form), sha(PDF), sha(JPEG)} <= kept(issued)
    assert len(kept(issued)) == 6


def test_the_mailbox_stays_as_it_was_and_a_second_run_is_idle(issued: Journey, server: Server) -> None:
    """Nothing is marked as read, moved or deleted; what is known by its hash changes nothing."""
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))))
    server.deliver(wire(("anh.jpg", JPEG)))
    letters = server.seen()
    files = sorted(p.name for p in server.folder.rglob("cur/*"))
    assert len(letters) == 2
    fetch(issued, server)
    book = issued.book.read_bytes()
    fetch(issued, server)
    assert issued.book.read_bytes() == book
    assert server.seen() == letters
    assert sorted(p.name for p in server.folder.rglob("cur/*")) == files
    assert not any(b"\\Seen" in line for line in letters)


def test_a_letter_fetched_and_the_same_saved_as_a_file_are_one(issued: Journey, server: Server) -> None:
    """Known by what came with it, whichever way it came first."""
    data = wire(("a.xlsx", filled(issued, "AN")), ("scan.pdf", PDF))
    server.deliver(data)
    fetch(issued, server)
    book = issued.book.read_bytes()
    issued.drop("thu.eml", data)
    assert statuses(reconciles(issued.collect())) == {"a.xlsx": "accepted", "scan.pdf": "kept"}
    assert issued.book.read_bytes() == book


def test_the_later_letter_counts(issued: Journey, server: Server) -> None:
    """Its date decides, not its place in the mailbox nor the time in the file."""
    old = issued.send("AN", change_score(5), saved=LATER).read_bytes()
    server.deliver(wire(("moi.xlsx", filled(issued, "AN", 6)), date=OTHER_DAY))
    server.deliver(wire(("cu.xlsx", old)))
    assert statuses(reconciles(fetch(issued, server))) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_the_servers_own_time_goes_before_the_senders(issued: Journey, server: Server) -> None:
    """A clock ten days slow on the sender's side, and a later run from the book alone: the same one counts."""
    server.deliver(
        wire(("moi.xlsx", filled(issued, "AN", 6)), date="Thu, 11 Dec 2025 08:15:00 +0700"), day="21-Dec-2025"
    )
    server.deliver(wire(("cu.xlsx", filled(issued, "AN", 5))))
    both = {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}
    assert statuses(reconciles(fetch(issued, server))) == both
    issued.send("BH")
    reconciles(issued.collect())
    assert {name: row["Trạng thái"] for name, row in received(issued).items() if name in both} == {
        "cu.xlsx": "Đã thay thế", "moi.xlsx": "Đã nhận"
    }  # fmt: skip


@pytest.mark.parametrize("since", ["2025-12-21", "21/12/2025"])
def test_letters_before_a_day_are_left(issued: Journey, server: Server, since: str) -> None:
    """By the day they reached the server."""
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))))
    server.deliver(wire(("b.xlsx", filled(issued, "BH"))), day="22-Dec-2025")
    document = reconciles(fetch(issued, server, "--since", since))
    assert (statuses(document), document["letters"]) == ({"b.xlsx": "accepted"}, 1)


def test_a_folder_with_a_vietnamese_name_is_opened(issued: Journey, server: Server) -> None:
    """Modified UTF-7 on the wire, plain words here."""
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))), folder='"Thi &ARE-ua"')
    document = reconciles(fetch(issued, server, "--folder", "Thi đua"))
    assert statuses(document) == {"a.xlsx": "accepted"}


def test_a_folder_that_is_not_there_is_told_with_those_that_are(issued: Journey, server: Server) -> None:
    """Exit code 2, one sentence."""
    answer = fetch(issued, server, "--folder", "Phiếu")
    assert (answer.code, answer.out) == (2, "")
    assert "không có thư mục Phiếu" in answer.err
    assert "INBOX" in answer.err


def test_a_wrong_password_is_told_and_never_shown(
    issued: Journey, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2; the password stands in no message."""
    for wrong in ("sai-mat-khau", "sai-mật-khẩu"):
        monkeypatch.setenv("THIDUA_MAIL_PASSWORD", wrong)
        answer = fetch(issued, server)
        assert (answer.code, answer.out) == (2, "")
        assert "không nhận tên" in answer.err
        assert wrong not in answer.err


def test_a_server_that_nobody_vouches_for_gets_no_password(
    issued: Journey, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its certificate among the trusted ones the connection ends."""
    monkeypatch.delenv("SSL_CERT_FILE")
    answer = fetch(issued, server)
    assert answer.code == 2
    assert "chứng thư" in answer.err


def test_plain_is_for_this_machine_alone(issued: Journey, server: Server) -> None:
    """--plain works on loopback; elsewhere it is refused before a byte is sent."""
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))))
    at = ("--port", server.plain, "--user", USER, "--plain", "--json")
    assert run("fetch-mail", issued.book, "--host", "127.0.0.1", *at).json["accepted"] == 1
    answer = run("fetch-mail", issued.book, "--host", "mail.huyen.gov.vn", *at)
    assert answer.code == 2
    assert "--plain" in answer.err
    over_tls = run("fetch-mail", issued.book, "--host", "localhost", *at[:4], "--json")
    assert over_tls.code == 2
    assert "TLS" in over_tls.err


def test_a_letter_too_large_is_left_on_the_server_and_said(
    issued: Journey, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not even loaded; the others are."""
    monkeypatch.setattr("thidua_xl.mail.imap.LIMITS", LIMITS._replace(bytes=1_000_000))
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))))
    server.deliver(wire(("phim.bin", bytes(1_500_000))))
    answer = fetch(issued, server)
    codes = [code for codes in found(answer.json).values() for code in codes]
    assert (answer.code, answer.json["accepted"], codes) == (1, 1, ["FILE_TOO_LARGE"])


def test_a_mailbox_too_full_for_one_run_is_told(
    issued: Journey, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded: exit code 2 names the way out, nothing is taken; what the book has costs nothing."""
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))))
    monkeypatch.setattr("thidua_xl.mail.imap.MOST_AT_ONCE", 10)
    answer = fetch(issued, server)
    assert answer.code == 2
    assert "--since" in answer.err
    assert not issued.originals.exists()
    monkeypatch.undo()
    monkeypatch.setenv("THIDUA_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    fetch(issued, server)
    monkeypatch.setattr("thidua_xl.mail.imap.MOST_AT_ONCE", 10)
    assert statuses(reconciles(fetch(issued, server))) == {"a.xlsx": "accepted"}


def test_people_are_told_in_sentences(issued: Journey, server: Server) -> None:
    """Without --json: how many letters, which brought nothing, then what collect says."""
    server.deliver(wire(("a.xlsx", filled(issued, "AN"))))
    server.deliver(wire(sender="ban-hang@shop.vn", subject="Khuyến mại"))
    answer = run("fetch-mail", issued.book, "--host", "localhost", "--port", server.port, "--user", USER)
    assert "Hộp thư có 2 thư, 1 thư không kèm tệp nào" in answer.out
    assert "Khuyến mại" in answer.out
    assert "1 tệp mới" in answer.out


# --- without a server ------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "khong-co.invalid", "a" * 300])
def test_no_connection_is_told(issued: Journey, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Nobody listens, no such name, no name at all: exit code 2, and the book is as it was."""
    monkeypatch.setenv("THIDUA_MAIL_PASSWORD", PASSWORD)
    before = issued.book.read_bytes()
    answer = run("fetch-mail", issued.book, "--host", host, "--port", 1, "--user", USER)
    assert (answer.code, answer.out) == (2, "")
    assert "Không nối được" in answer.err
    assert issued.book.read_bytes() == before


def test_without_a_password_nothing_is_tried(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the environment or the system's own store, never from the command line."""
    monkeypatch.delenv("THIDUA_MAIL_PASSWORD", raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)
    at = ("--host", "localhost", "--port", 1, "--user", USER)
    answer = run("fetch-mail", issued.book, *at)
    assert answer.code == 2
    assert "THIDUA_MAIL_PASSWORD" in answer.err
    asked: list[tuple[str, str]] = []

    def stored(service: str, user: str) -> str:
        asked.append((service, user))
        return PASSWORD

    monkeypatch.setitem(sys.modules, "keyring", types.SimpleNamespace(get_password=stored))
    assert "Không nối được" in run("fetch-mail", issued.book, *at).err
    assert asked == [("thidua-xl", f"{USER}@localhost")]


def test_a_date_that_is_none_is_a_mistake_in_the_command(issued: Journey) -> None:
    """Exit code 2 before anything is asked."""
    answer = run("fetch-mail", issued.book, "--host", "h", "--user", "u", "--since", "hôm qua")
    assert answer.code == 2
    assert "hôm qua" in answer.err
