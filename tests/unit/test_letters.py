"""Letters to the units: what a person reads in the draft, and what can never get into its headers."""

import datetime
import email
import email.policy
from email.message import EmailMessage

import pytest

from thidua_xl import clock
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding, finding
from thidua_xl.mail import drafts

TODAY = datetime.date(2026, 1, 5)
NOW = datetime.datetime(2026, 1, 5, 8, tzinfo=clock.VIETNAM)
CLUSTER = Settings(year=2025, cluster="C01", name="Cụm thi đua số 1", place="An Hòa", signer="Lê Văn A",
                   signer_title="CHỦ TỊCH", deadline=datetime.date(2026, 1, 10))  # fmt: skip
ASKED = drafts.Asked(due=CLUSTER.deadline)
UNIT = Unit("AN", "Xã An Hòa", "Bà Nguyễn Thị Bình", "an@xa.vn")


def over() -> Finding:
    """A score above its maximum."""
    return finding(
        Code.OVER_MAXIMUM, unit="AN", sheet="Tự chấm", cell="J11", criterion="I.1", value="15,5", limit=10
    )


def read(data: bytes) -> EmailMessage:
    """The draft as a mail program reads it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_the_letter_says_where_what_and_what_to_do() -> None:
    """Greeting, numbered list, deadline, signature."""
    text = drafts.to_mend(CLUSTER, TODAY, UNIT, [over()], "Can_sua_AN_2025.xlsx", ASKED)
    assert text.startswith("Kính gửi: Xã An Hòa (Bà Nguyễn Thị Bình)\n")
    assert "phiếu còn 1 lỗi phải sửa:" in text
    assert "1. (Lỗi) Trang Tự chấm. Ô J11: điểm 15,5 vượt điểm tối đa 10 của tiêu chí I.1." in text
    assert "Cách sửa: Nhập điểm từ 0 đến 10." in text
    assert "(Can_sua_AN_2025.xlsx)" in text and "chậm nhất ngày 10/01/2026" in text
    assert text.endswith(
        "An Hòa, ngày 05 tháng 01 năm 2026\nTRƯỞNG CỤM – Cụm thi đua số 1\nCHỦ TỊCH\nLê Văn A\n"
    )


def test_a_deadline_that_is_over_is_not_asked_for() -> None:
    """Nobody can send yesterday."""
    text = drafts.reminder(CLUSTER, datetime.date(2026, 2, 1), UNIT, ASKED)
    assert "trong thời gian sớm nhất (hạn nộp phiếu 10/01/2026 đã qua)" in text


def test_a_link_in_what_a_unit_typed_is_none_in_the_letter() -> None:
    """Mail programs make links of addresses in plain text."""
    found = finding(Code.NOT_A_NUMBER, sheet="Tự chấm", cell="J1", value="http://x.vn www.y.vn", likely="")
    text = drafts.to_mend(CLUSTER, TODAY, UNIT, [found], "", ASKED)
    assert "http://x" not in text and "www.y" not in text and "http:// x.vn www. y.vn" in text


def test_the_draft_opens_for_writing_and_bears_the_copy() -> None:
    """Headers with Vietnamese come back letter by letter; the attachment byte by byte."""
    subject = "Đề nghị sửa và gửi lại phiếu tự chấm năm 2025 – Xã An Hòa (AN)"
    copy = drafts.Attached("Cần_sửa_ĐL.xlsx", b"PK\0\xff")
    data = drafts.draft(UNIT.email, subject, "Kính gửi\n", NOW, copy)
    message = read(data)
    assert (message["To"], message["Subject"], message["X-Unsent"]) == ("an@xa.vn", subject, "1")
    assert message["Date"].datetime == NOW
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_payload(decode=True)) == ("Cần_sửa_ĐL.xlsx", b"PK\0\xff")
    assert data == drafts.draft(UNIT.email, subject, "Kính gửi\n", NOW, copy)
    assert all(len(line) <= 78 for line in data.split(b"\r\n\r\n")[0].split(b"\r\n"))


@pytest.mark.parametrize(
    "name", ["Xã A\r\nBcc: x@y.z", "Xã A\nX-Evil: 1", "A\x00\x0b\u2028B", "\u202eA", "Ê" * 900]
)
def test_no_name_writes_a_header(name: str) -> None:
    """A unit's name with line breaks stays within its line."""
    message = read(drafts.draft("", f"Phiếu – {name}", "x\n", NOW))
    assert set(message.keys()) == {
        "Subject", "To", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "known"),
    [("", []), ("an@xa.vn; b.c@xa.gov.vn", ["an@xa.vn", "b.c@xa.gov.vn"]), ("không có", []),
     ("<an@xa.vn>", ["an@xa.vn"]),
     ("an@xa.vn\r\nBcc: b@c.d", ["an@xa.vn", "b@c.d"]), ("a..b@c.vn, .a@c.vn, a@b", []), ("bà@xa.vn", [])],
)  # fmt: skip
def test_only_addresses_become_recipients(typed: str, known: list[str]) -> None:
    """What is none leaves the line empty for a person."""
    assert drafts.addresses(typed) == known
    assert read(drafts.draft(typed, "s", "x\n", NOW))["To"] == ", ".join(known)
