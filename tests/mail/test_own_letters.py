"""What `give-back` wrote comes back as if it were mail: the folder, a zip of it, a draft, a copy nobody mended."""

import datetime
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cluster.test_give_back import COPY, DRAFT, mail, mend, out, spoil
from tests.journeys.journey import (
    SAVED,
    UNITS,
    YEAR,
    Journey,
    Made,
    Once,
    Sheet,
    form_sheet,
    run,
    saved_bytes,
)
from tests.journeys.letters import letter, zipped
from tests.journeys.taken_in import decide, ledger, received, reconciles, statuses

FORM, LIST = f"Phieu_AN_{YEAR}.xlsx", "DANH_SACH.xlsx"
REMINDERS = {f"Nhac_nop_{unit}_{YEAR}.eml" for unit in ("CM", "DL", "EN")}
AFTER = "Mon, 29 Dec 2025 09:00:00 +0700"
"""When letters come that answer to the drafts."""


def _given(issued: Journey) -> None:
    """What `given` begins with, made once."""
    issued.send("AN", spoil)
    issued.send("BH")
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("AN"), "Email", "an@xa.gov.vn")
    issued.collect()
    assert run("give-back", issued.book, "--out", out(issued)).code == 1


@pytest.fixture
def given(once: Once, issued_once: Made, tmp_path: Path) -> Journey:
    """AN's form has mistakes, BH's none, the others sent nothing; copies and drafts are written."""
    return once(_given, issued_once).copied(tmp_path)


def found(document: dict[str, Any]) -> dict[str, list[str]]:
    """Codes of the findings of each file of the run that are more than notes."""
    return {
        Path(one["path"]).name: [f["code"] for f in one["findings"] if f["severity"] != "note"]
        for one in document["files"]
    }


def mended(cluster: Journey, days: int = 3) -> bytes:
    """The copy as the unit saves it when all is mended."""
    workbook = openpyxl.load_workbook(out(cluster) / COPY)
    mend(workbook)
    return saved_bytes(workbook, SAVED + datetime.timedelta(days=days))


def post(cluster: Journey, name: str, message: EmailMessage) -> Path:
    """A letter that a server brought, saved into the inbox."""
    data = message.as_bytes(policy=SMTP)
    return cluster.drop(
        name, b"Received: from mail.xa.gov.vn by mx.huyen.gov.vn; " + AFTER.encode() + b"\r\n" + data
    )


def scores(cluster: Journey) -> dict[str, str]:
    """What every unit's self-scores amount to."""
    return {unit["code"]: unit["self_total"] for unit in cluster.rank().json["units"]}


def _folder(cluster: Journey) -> Path:
    return out(cluster)


def _zip(cluster: Journey) -> Path:
    files = {f"tra/{path.name}": path.read_bytes() for path in out(cluster).iterdir() if path.is_file()}
    return cluster.drop("tra.zip", zipped(files))


@pytest.mark.parametrize("inbox", [_folder, _zip])
def test_the_folder_taken_for_the_inbox_changes_no_score(
    given: Journey, inbox: Callable[[Journey], Path]
) -> None:
    """A code says of each file what it is; none is counted as a form that came in."""
    before = scores(given)
    path = inbox(given)
    checked = run("check", path, "--book", given.book, "--json").json
    document = reconciles(given.collect(path))
    drafts = {DRAFT, *REMINDERS} if path.is_dir() else {path.name}
    states = statuses(document)
    texts = {path.name for path in out(given).glob("*.txt")}
    assert len(texts) == 4
    assert {name for name, state in states.items() if state == "kept"} == {*drafts, *texts, LIST}
    assert (states[COPY], received(given)[FORM]["Trạng thái"]) == ("superseded", "Đã nhận")
    assert {key: document[key] for key in ("received", "accepted", "superseded", "kept", "missing")} == {
        "received": 3, "accepted": 2, "superseded": 1, "kept": len(drafts | texts) + 1, "missing": ["CM", "DL", "EN"],
    }  # fmt: skip
    assert found(document)[COPY] == ["RETURNED_UNMENDED"]
    assert sorted(code for name in drafts for code in found(document)[name]) == ["MAIL_UNSENT"] * 4
    assert not any(found(document)[name] for name in (LIST, *texts))
    assert "OWN_LIST" in str(document) and "OWN_TEXT" in str(document)
    assert {one["status"] for one in checked["files"] if Path(one["path"]).name in drafts} == {"kept"}
    assert scores(given) == before
    book = given.book.read_bytes()
    given.collect(path)
    assert given.book.read_bytes() == book
    assert run("give-back", given.book, "--out", out(given)).code == 1


def test_a_draft_says_plainly_that_it_is_ours_and_not_sent(given: Journey) -> None:
    """In the words a clerk reads, in `Tiếp nhận` and without the book; under the folder, not as a letter."""
    given.collect(out(given) / DRAFT)
    row = received(given)[DRAFT]
    assert (row["Trạng thái"], row["Nguồn"], row["Mã đơn vị"]) == ("Lưu kèm", "tra", None)
    assert (
        "thư nháp của chính mình, chưa gửi – không nhận" in row["Vì sao"]
        and "Xã An Hòa (AN)" in row["Vì sao"]
    )
    (alone,) = run("check", out(given) / DRAFT, "--json").json["files"]
    assert (alone["status"], [one["code"] for one in alone["findings"]]) == ("kept", ["MAIL_UNSENT"])
    decide(given, DRAFT, decision="Bỏ qua")
    assert found(reconciles(given.collect(out(given) / DRAFT)))[DRAFT] == []


def test_a_mended_form_is_not_put_back_by_a_later_draft(given: Journey) -> None:
    """The unit sent it before the drafts were written and it is collected with them: their date decides nothing."""
    workbook = given.form("AN")
    early = letter((FORM, saved_bytes(workbook, SAVED + datetime.timedelta(hours=5))))
    post(given, "sua.eml", early)
    document = reconciles(given.collect(given.inbox, out(given)))
    assert document["accepted"] == 2
    assert ledger(given)["AN", "I.1"]["Điểm tự chấm"] == form_score(workbook)
    assert received(given)[COPY]["Trạng thái"] == "Đã thay thế"


def form_score(workbook: openpyxl.Workbook) -> object:
    """What stands in I.1."""
    form = form_sheet(workbook)
    return form.at(form.row("I.1"), "Điểm tự chấm")


def test_an_answer_that_bears_our_draft_is_received(given: Journey) -> None:
    """The unit's own form counts; the draft attached to it brings nothing and is said."""
    post(given, "tra_loi.eml", letter((COPY, mended(given)), mail(out(given) / DRAFT), date=AFTER))
    document = reconciles(given.collect())
    assert (statuses(document)[COPY], statuses(document)["tra_loi.eml"]) == ("accepted", "kept")
    assert found(document)["tra_loi.eml"] == ["MAIL_UNSENT"] and found(document)[COPY] == []
    assert ledger(given)["AN", "I.1"]["Điểm tự chấm"] == 10
    assert "an@xa.gov.vn" in received(given)[COPY]["Nguồn"]


def test_an_answer_without_a_form_is_still_said_to_have_none(given: Journey) -> None:
    """MAIL_WITHOUT_FORM beside MAIL_UNSENT: the draft in it is no form."""
    post(given, "tra_loi.eml", letter(mail(out(given) / DRAFT), date=AFTER))
    assert found(reconciles(given.collect()))["tra_loi.eml"] == ["MAIL_WITHOUT_FORM", "MAIL_UNSENT"]


@pytest.mark.parametrize("forwarded", [False, True])
def test_a_letter_that_went_over_a_server_is_mail_whatever_else_it_says(
    given: Journey, forwarded: bool
) -> None:
    """The unit opened our draft, mended the form in it and sent it on: `Received` tells it from a draft."""
    draft = mail(out(given) / DRAFT)
    answer = letter((COPY, mended(given)), date=AFTER)
    for header in ("Message-ID", "X-Unsent"):
        answer[header] = draft[header]
    if forwarded:
        answer["Received"] = "from pc.xa.gov.vn by mail.xa.gov.vn; " + AFTER
        answer = letter(answer, sender="cum@huyen.gov.vn", subject="Fwd")
    post(given, "gui.eml", answer)
    document = reconciles(given.collect())
    assert found(document) == {COPY: [], FORM: [], f"Phieu_BH_{YEAR}.xlsx": []}
    assert statuses(document)[COPY] == "accepted"


def test_a_draft_of_somebody_else_is_a_letter(given: Journey) -> None:
    """A unit's own unsent letter on a USB stick: it bears `X-Unsent`, too, and is received."""
    own = letter((FORM, mended(given)), date=AFTER)
    own["X-Unsent"] = "1"
    given.drop("nhap.eml", own.as_bytes(policy=SMTP))
    assert statuses(reconciles(given.collect()))[f"{FORM[:-5]}.xlsx"] in ("accepted", "superseded")
    assert ledger(given)["AN", "I.1"]["Điểm tự chấm"] == 10


def test_a_copy_saved_again_without_mending_replaces_nothing(given: Journey) -> None:
    """Sent back later by a real letter, saved anew: the unit mended elsewhere meanwhile, and that counts."""
    post(given, "1.eml", letter((FORM, mended(given)), date="Sun, 28 Dec 2025 09:00:00 +0700"))
    workbook = openpyxl.load_workbook(out(given) / COPY)
    post(
        given, "2.eml", letter((COPY, saved_bytes(workbook, SAVED + datetime.timedelta(days=7))), date=AFTER)
    )
    document = reconciles(given.collect())
    assert found(document)[COPY] == ["RETURNED_UNMENDED"]
    assert ledger(given)["AN", "I.1"]["Điểm tự chấm"] == 10


def test_a_reason_alone_is_mending(given: Journey) -> None:
    """The unit keeps its points and writes why in Giải trình: that copy counts."""
    workbook = openpyxl.load_workbook(out(given) / COPY)
    form = form_sheet(workbook)
    form.put(form.row("I.4"), "Giải trình", "Theo Quyết định 12")
    given.drop(COPY, saved_bytes(workbook, SAVED + datetime.timedelta(days=7)))
    document = reconciles(given.collect())
    assert (statuses(document)[COPY], statuses(document)[FORM]) == ("accepted", "superseded")


def test_a_person_may_use_the_unmended_copy_all_the_same(given: Journey) -> None:
    """`Dùng file này` wins, as everywhere."""
    given.collect(out(given) / COPY)
    decide(given, COPY, decision="Dùng file này")
    given.rank()
    rows = received(given)
    assert (rows[COPY]["Trạng thái"], rows[FORM]["Trạng thái"]) == ("Đã nhận", "Đã thay thế")
    assert set(UNITS) >= {"AN"}
