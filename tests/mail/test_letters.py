"""Scorecards that come in letters and archives: taken in as from a folder, with where they came from."""

import hashlib
import shutil
import sys
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, Sheet
from tests.journeys.letters import DAY, JPEG, PDF, PNG, encrypted, letter, zipped
from tests.journeys.taken_in import (
    LATER,
    chain_is_whole,
    change_score,
    decide,
    ledger,
    received,
    reconciles,
    statuses,
)

NEXT_DAY = "Sun, 21 Dec 2025 08:15:00 +0700"
AN = "Thư 2025-12-20 08:15:00 · an@xa.gov.vn · Phiếu tự chấm"


def filled(cluster: Journey, unit: str, points: object = None, **saved: Any) -> bytes:
    """A form as a unit saves it."""
    path = cluster.send(unit, change_score(points) if points is not None else None, **saved)
    data = path.read_bytes()
    path.unlink()
    return data


def post(cluster: Journey, name: str, message: EmailMessage) -> Path:
    """A letter saved into the inbox."""
    return cluster.drop(name, message.as_bytes(policy=SMTP))


def addresses(cluster: Journey, **emails: str) -> None:
    """Type addresses into `Đơn vị`."""
    with cluster.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        for unit, email in emails.items():
            units.put(units.row(unit), "Email", email)


def found(document: Mapping[str, Any]) -> dict[str, list[str]]:
    """Codes of the findings of each file of the run."""
    return {Path(one["path"]).name: [f["code"] for f in one["findings"]] for one in document["files"]}


def kept(cluster: Journey) -> set[str]:
    """Hashes of the originals."""
    return {path.stem for path in cluster.kept_originals}


def sha(data: bytes) -> str:
    """By which bytes are known."""
    return hashlib.sha256(data).hexdigest()


# --- where it came from ----------------------------------------------------------------------------


def test_forms_from_a_letter_an_archive_and_a_folder_are_one_pile(issued: Journey) -> None:
    """Each in its own way; `Nguồn` says which, and the scores are those of a folder."""
    post(issued, "thu.eml", letter(("Phiếu AN.xlsx", filled(issued, "AN"))))
    forwarded = letter(("Phiếu BH.xlsx", filled(issued, "BH")), sender="bh@xa.gov.vn", date=NEXT_DAY)
    post(issued, "chuyen.eml", letter(forwarded, sender="cum@huyen.gov.vn", subject="Fwd"))
    inner = zipped({"xã/DL.xlsx": filled(issued, "DL")})
    issued.drop("phieu.zip", zipped({"../CM.xlsx": filled(issued, "CM"), "them.zip": inner}))
    issued.send("EN")
    document = reconciles(issued.collect())
    assert (document["received"], document["accepted"], document["kept"]) == (5, 5, 0)
    assert {name: row["Nguồn"] for name, row in received(issued).items()} == {
        "Phiếu AN.xlsx": AN,
        "Phiếu BH.xlsx": "Thư 2025-12-21 08:15:00 · bh@xa.gov.vn · Phiếu tự chấm",
        "CM.xlsx": "hop_thu › phieu.zip",
        "DL.xlsx": "hop_thu › phieu.zip › them.zip",
        "Phieu_EN_2025.xlsx": "hop_thu",
    }
    assert len(kept(issued)) == 5
    assert ledger(issued)["BH", "I.1"]["Điểm tự chấm"] == 9.5
    chain_is_whole(issued)


def test_the_same_again_changes_nothing_with_the_letters_or_without(issued: Journey) -> None:
    """The book is the state: neither the letters nor a second look at them is needed."""
    addresses(issued, AN="khac@xa.gov.vn", BH="bh@xa.gov.vn")
    post(issued, "thu.eml", letter(("a.xlsx", filled(issued, "AN")), ("scan.pdf", PDF)))
    post(issued, "b.eml", letter(("anh.jpg", JPEG), sender="bh@xa.gov.vn"))
    issued.collect()
    before = issued.book.read_bytes()
    issued.collect()
    issued.rank()
    assert issued.book.read_bytes() == before
    shutil.rmtree(issued.inbox)
    issued.drop("khac.txt", b"khac")
    document = reconciles(issued.collect())
    rows = received(issued)
    assert (document["received"], document["accepted"], document["kept"]) == (2, 1, 3)
    codes = [row["Mã lỗi"] for row in issued.sheet("Cần sửa", "Mã lỗi", "File").records()]
    assert {"SENDER_DIFFERS", "MAIL_WITHOUT_FORM"} <= set(codes)
    assert rows["a.xlsx"]["Nguồn"] == AN
    shutil.rmtree(issued.originals)
    issued.drop("nua.txt", b"nua")
    assert reconciles(issued.collect())["kept"] == 3
    assert received(issued)["scan.pdf"]["Trạng thái"] == "Lưu kèm"


def test_the_order_of_letters_never_changes_a_byte(issued: Journey, tmp_path: Path) -> None:
    """The same letters in any order and under any name give the same book."""
    one, two = filled(issued, "AN", 5), filled(issued, "AN", 6)
    letters = [
        letter(("Phieu.xlsx", one), ("logo.png", PNG)),
        letter(("Phieu.xlsx", two), ("logo.png", PNG), date=NEXT_DAY),
        letter(("Phieu.xlsx", one), ("logo.png", PNG), sender="bh@xa.gov.vn"),
        letter(("scan.pdf", PDF), ("logo.png", PNG), sender="cm@xa.gov.vn"),
    ]
    start, books = issued.book.read_bytes(), set()
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
        folder = tmp_path / "".join(map(str, order))
        own = Journey(folder, issued.forms)
        folder.mkdir()
        own.book.write_bytes(start)
        for at, number in enumerate(order):
            post(own, f"{at}.eml" if number != 3 else "scan.eml", letters[number])
        paths = sorted(own.inbox.iterdir(), key=lambda path: (order[0], path.name), reverse=order[0] == 1)
        own.collect(*paths)
        books.add(own.book.read_bytes())
    assert len(books) == 1


# --- two files of a unit ---------------------------------------------------------------------------


def test_the_later_letter_counts_even_where_its_file_was_saved_earlier(issued: Journey) -> None:
    """The letter's date goes before the time in the file (design, 5)."""
    early, late = filled(issued, "AN", 5, saved=LATER), filled(issued, "AN", 6)
    post(issued, "1.eml", letter(("cu.xlsx", early)))
    post(issued, "2.eml", letter(("moi.xlsx", late), date=NEXT_DAY))
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 6


def test_against_a_file_without_a_letter_the_time_saved_decides(issued: Journey) -> None:
    """A folder knows no date: what only one of two has decides nothing."""
    issued.send("AN", change_score(7), name="thu muc.xlsx", saved=LATER)
    data = filled(issued, "AN", 5)
    post(issued, "1.eml", letter(("thu.xlsx", data), date=NEXT_DAY))
    assert statuses(reconciles(issued.collect())) == {"thu muc.xlsx": "accepted", "thu.xlsx": "superseded"}


@pytest.mark.parametrize("runs", [(1, 2, 3), (3,)], ids=["one by one", "at once"])
def test_a_form_sent_again_counts_again(issued: Journey, runs: Iterable[int]) -> None:
    """5, then 6, then 5 again: the unit means 5, whether collected day by day or at the end."""
    five, six = filled(issued, "AN", 5), filled(issued, "AN", 6)
    days = (DAY, NEXT_DAY, "Mon, 22 Dec 2025 08:15:00 +0700")
    letters = [
        letter(("Phieu.xlsx", data), date=day) for data, day in zip((five, six, five), days, strict=True)
    ]
    for until in runs:
        for at, message in enumerate(letters[:until]):
            post(issued, f"{at}.eml", message)
        reconciles(issued.collect())
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 5
    before = issued.book.read_bytes()
    issued.collect()
    assert issued.book.read_bytes() == before


# --- the sender ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("AN@Xa.gov.vn", []),
        ("vp@xa.gov.vn; an@xa.gov.vn", []),
        ("", []),
        ("vp@xa.gov.vn", ["SENDER_DIFFERS"]),
    ],
)
def test_a_sender_that_is_not_the_unit_is_a_warning(issued: Journey, typed: str, codes: list[str]) -> None:
    """SENDER_DIFFERS names both addresses; the form counts all the same."""
    addresses(issued, AN=typed)
    post(issued, "thu.eml", letter(("a.xlsx", filled(issued, "AN"))))
    document = reconciles(issued.collect())
    assert (document["accepted"], found(document)) == (1, {"a.xlsx": codes})
    for one in document["files"][0]["findings"]:
        assert (one["severity"], one["unit"], one["value"]) == ("warning", "AN", "an@xa.gov.vn")
        assert typed in one["message"]


def test_a_letter_that_was_forwarded_is_its_first_senders(issued: Journey) -> None:
    """The clerk's own address never stands in the way."""
    addresses(issued, AN="an@xa.gov.vn")
    post(issued, "f.eml", letter(letter(("a.xlsx", filled(issued, "AN"))), sender="clerk@huyen.gov.vn"))
    assert found(reconciles(issued.collect())) == {"a.xlsx": []}


# --- what is no scorecard --------------------------------------------------------------------------


def test_pdfs_and_pictures_of_a_letter_are_kept_with_the_unit(issued: Journey) -> None:
    """Among the originals, a row each, under the unit whose form came with them; nothing is an error."""
    data = filled(issued, "AN")
    post(issued, "thu.eml", letter(("a.xlsx", data), ("scan.pdf", PDF), ("anh.jpg", JPEG), ("logo.png", PNG)))
    post(
        issued, "hai.eml", letter(("b.xlsx", filled(issued, "BH")), ("logo.png", PNG), sender="bh@xa.gov.vn")
    )
    document = reconciles(issued.collect())
    assert (document["received"], document["accepted"], document["kept"]) == (2, 2, 3)
    assert statuses(document)["scan.pdf"] == "kept"
    rows = received(issued)
    for name in ("scan.pdf", "anh.jpg", "logo.png"):
        assert (rows[name]["Mã đơn vị"], rows[name]["Trạng thái"], rows[name]["Nguồn"]) == (
            "AN",
            "Lưu kèm",
            AN,
        )
    assert {sha(PDF), sha(JPEG), sha(PNG), sha(data)} <= kept(issued)
    assert sum(row["SHA-256"] == sha(PNG) for row in rows.values()) == 1
    changes = [row["Thay đổi"] for row in issued.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert any("scan.pdf" in change and "lưu kèm" in change for change in changes)


def test_a_letter_without_a_form_is_said_and_kept(issued: Journey) -> None:
    """MAIL_WITHOUT_FORM names who wrote; its photo of the paper form is kept under the sender's unit."""
    addresses(issued, BH="bh@xa.gov.vn")
    path = post(issued, "thu.eml", letter(("anh.jpg", JPEG), sender="bh@xa.gov.vn"))
    document = reconciles(issued.collect())
    assert found(document) == {"thu.eml": ["MAIL_WITHOUT_FORM"], "anh.jpg": []}
    rows = received(issued)
    assert [rows[name]["Mã đơn vị"] for name in ("thu.eml", "anh.jpg")] == ["BH", "BH"]
    assert "bh@xa.gov.vn" in rows["thu.eml"]["Vì sao"]
    assert {sha(path.read_bytes()), sha(JPEG)} == kept(issued)
    assert "BH" in document["missing"]
    decide(issued, "thu.eml", decision="Bỏ qua")
    assert found(reconciles(issued.collect()))["thu.eml"] == []


@pytest.mark.parametrize(
    ("name", "data", "codes"),
    [
        ("winmail.dat", b"\x78\x9f\x3e\x22 tnef", ["MAIL_WRAPPED"]),
        ("smime.p7m", b"0\x82", ["MAIL_WRAPPED"]),
        ("Phieu.xlsx", PDF, ["FILE_NOT_XLSX"]),
        ("Phieu.gsheet", b'{"url": "https://docs.google.com/open?id=1"}', ["FILE_IS_LINK"]),
        ("Phieu.rar", b"Rar!\x1a\x07", ["FILE_NOT_XLSX"]),
    ],
)
def test_what_is_neither_is_refused_with_what_to_ask(
    issued: Journey, name: str, data: bytes, codes: list[str]
) -> None:
    """Each has a row, its original and a finding, in every run."""
    post(issued, "thu.eml", letter((name, data)))
    for _ in range(2):
        document = reconciles(issued.collect())
        assert found(document) == {name: codes}
        assert (document["refused"], document["kept"]) == (1, 0)
    assert kept(issued) == {sha(data)}


def test_a_letter_that_is_damaged_is_kept_whole_and_said_in_every_run(issued: Journey) -> None:
    """MAIL_DAMAGED: nothing of it is taken in; loaded anew it is."""
    data = letter(("a.xlsx", filled(issued, "AN"))).as_bytes(policy=SMTP)
    issued.drop("thu.eml", data[: len(data) // 2])
    for _ in range(2):
        document = reconciles(issued.collect())
        assert (found(document), document["refused"]) == ({"thu.eml": ["MAIL_DAMAGED"]}, 1)
    assert kept(issued) == {sha(data[: len(data) // 2])}
    issued.drop("thu.eml", data)
    assert statuses(reconciles(issued.collect())) == {"a.xlsx": "accepted"}


def test_an_archive_that_is_locked_does_not_stop_the_letter(issued: Journey) -> None:
    """The form beside it counts; the letter keeps a row with the reason."""
    locked = encrypted(zipped({"b.xlsx": b"x"}))
    post(issued, "thu.eml", letter(("a.xlsx", filled(issued, "AN")), ("khoa.zip", locked)))
    document = reconciles(issued.collect())
    assert found(document) == {"a.xlsx": [], "thu.eml": ["FILE_ENCRYPTED"]}
    assert statuses(document) == {"a.xlsx": "accepted", "thu.eml": "refused"}


def test_hostile_names_touch_no_file(issued: Journey, tmp_path: Path) -> None:
    """`../x`, `CON`, 300 characters, U+202E, the same twice: shown, told apart, nothing outside the originals."""
    data = [filled(issued, "AN", points) for points in (1, 2, 3, 4, 5, 6)]
    names = ["../../x.xlsx", "C:\\x.xlsx", "CON", "a" * 300 + ".xlsx", "Phieu\u202excod.xlsx", "../../x.xlsx"]
    before = {path for path in tmp_path.parent.rglob("*") if ".goc" not in str(path)}
    post(issued, "thu.eml", letter(*zip(names, data, strict=True)))
    document = reconciles(issued.collect())
    assert document["received"] == 6
    shown = [name for name, row in received(issued).items() if row["SHA-256"]]
    assert len(set(shown)) == 6
    assert all(not set(name) & set("/\\\u202e") and len(name) < 150 for name in shown)
    after = {path for path in tmp_path.parent.rglob("*") if ".goc" not in str(path)}
    assert {path.name for path in after - before} <= {"thu.eml", "luu", *(p.name for p in issued.backups)}
    assert kept(issued) == set(map(sha, data))


def test_outlooks_own_letters_wait_for_the_extra(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """MSG_NOT_READ says what to do; once the extra is there and the letter comes again, it is taken in."""
    import types

    monkeypatch.setitem(sys.modules, "extract_msg", None)
    path = issued.drop("thu.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert found(reconciles(issued.collect())) == {"thu.msg": ["MSG_NOT_READ"]}
    form = types.SimpleNamespace(data=filled(issued, "AN"), longFilename="a.xlsx", shortFilename="")
    message = types.SimpleNamespace(
        sender="an@xa.gov.vn", subject="Phiếu", date=None, attachments=[form], getStringStream={}.get
    )
    monkeypatch.setitem(sys.modules, "extract_msg", types.SimpleNamespace(openMsg=lambda _: message))
    other = issued.drop("khac.txt", b"khac")
    document = reconciles(issued.collect(other))
    assert received(issued)["thu.msg"]["Trạng thái"] == "Từ chối"
    assert document["accepted"] == 0
    document = reconciles(issued.collect(path))
    assert (statuses(document), document["kept"]) == ({"a.xlsx": "accepted"}, 1)


# --- check -----------------------------------------------------------------------------------------


def test_check_reads_letters_and_archives_too(issued: Journey) -> None:
    """With the book and without it, and nothing is written."""
    addresses(issued, AN="vp@xa.gov.vn")
    post(issued, "thu.eml", letter(("a.xlsx", filled(issued, "AN")), ("scan.pdf", PDF)))
    post(issued, "khong.eml", letter(("anh.jpg", JPEG)))
    issued.drop("b.zip", zipped({"b.xlsx": filled(issued, "BH")}))
    with_book = issued.check().json
    assert found(with_book) == {
        "a.xlsx": ["SENDER_DIFFERS"], "scan.pdf": [], "b.xlsx": [], "khong.eml": ["MAIL_WITHOUT_FORM"],
        "anh.jpg": [],
    }  # fmt: skip
    alone = journey.run("check", issued.inbox, "--json").json
    assert {n: s for n, s in statuses(alone).items() if s == "kept"}.keys() == {
        "scan.pdf",
        "anh.jpg",
        "khong.eml",
    }
    assert not issued.originals.exists()
