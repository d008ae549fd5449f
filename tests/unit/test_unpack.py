"""Letters and archives taken apart: whatever a sender made of them, in bounded time and without a path."""

import sys
import time
import types
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from tests.journeys.letters import DAY, JPEG, PDF, encrypted, letter, zipped
from thidua_xl.intake import pieces
from thidua_xl.intake.kinds import is_document, wrapping
from thidua_xl.mail.provenance import Letter, addresses_in, inside, letter_of, shown_name
from thidua_xl.mail.unpack import Unpacked, holds_files, unpack

FORM = b"PK\x03\x04 a form"
AT = "Thư 2025-12-20 08:15:00 · an@xa.gov.vn · Phiếu tự chấm"


@pytest.fixture(autouse=True)
def _held_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 27 December 2025."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1766800000")


def opened(message: EmailMessage | bytes, name: str = "thu.eml") -> Unpacked:
    """A message as its file is taken apart."""
    return unpack(name, message if isinstance(message, bytes) else message.as_bytes(policy=SMTP), "hop_thu")


def names(unpacked: Unpacked) -> list[str]:
    """What came out."""
    return [piece.name for piece in unpacked.pieces]


def codes(unpacked: Unpacked) -> list[str]:
    """Why something did not."""
    return [problem.code.name for problem in unpacked.problems]


# --- letters ---------------------------------------------------------------------------------------


def test_a_file_of_a_letter_comes_with_its_bytes_and_its_provenance() -> None:
    """Sender, subject and moment stand in `Nguồn`; the bytes are those that were attached."""
    (piece,) = opened(letter(("Phiếu xã An.xlsx", FORM))).pieces
    assert (piece.name, piece.data, piece.source) == ("Phiếu xã An.xlsx", FORM, AT)


def test_a_forwarded_letter_speaks_for_itself() -> None:
    """Of a message inside a message its own sender and date count, not the clerk's who passed it on."""
    inner = letter(("a.xlsx", FORM))
    outer = letter(inner, ("b.xlsx", FORM + b"2"), sender="head@huyen.gov.vn", subject="Fwd: Phiếu")
    found = {piece.name: letter_of(piece.source) for piece in opened(outer).pieces}
    assert [one and one.sender for one in found.values()] == ["head@huyen.gov.vn", "an@xa.gov.vn"]
    assert found["a.xlsx"] == Letter("2025-12-20 08:15:00", "an@xa.gov.vn", "Phiếu tự chấm")


def test_a_letter_saved_and_attached_as_a_file_is_opened_too() -> None:
    """`Phieu.eml` attached as a plain file, and a zip in a letter."""
    inner = letter(("a.xlsx", FORM)).as_bytes()
    outer = letter(("Phieu.eml", inner), ("phieu.zip", zipped({"b.xlsx": FORM})), sender="head@huyen.gov.vn")
    assert sorted(names(opened(outer))) == ["a.xlsx", "b.xlsx"]
    zip_source = next(piece.source for piece in opened(outer).pieces if piece.name == "b.xlsx")
    assert zip_source.endswith(" › phieu.zip")
    assert letter_of(zip_source) == Letter("2025-12-20 08:15:00", "head@huyen.gov.vn", "Phiếu tự chấm")


@pytest.mark.parametrize(
    ("depth", "made"),
    [
        (2_000, b"From: a@b\r\nContent-Type: message/rfc822\r\n\r\n"),
        (11, b"From: a@b\r\nContent-Type: message/rfc822\r\n\r\n"),
        (2_000, b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'),
    ],
    ids=["2,000 messages", "11 messages", "2,000 multiparts"],
)
def test_nesting_ends(depth: int, made: bytes) -> None:
    """2,000 parts one in the other neither crash nor hang."""
    begun = time.process_time()
    unpacked = opened(made * depth + letter(("a.xlsx", FORM)).as_bytes())
    assert (names(unpacked), codes(unpacked)) == ([], ["FILE_UNSAFE"])
    assert time.process_time() - begun < 10


def test_ten_messages_one_in_the_other_are_read() -> None:
    """Forwarded again and again, as letters are."""
    made = b"From: a@b\r\nContent-Type: message/rfc822\r\n\r\n" * 10
    assert names(opened(made + letter(("a.xlsx", FORM)).as_bytes())) == ["a.xlsx"]


@pytest.mark.parametrize(
    "data",
    [
        b"From: " + b"(" * 2_000_000 + b"\n\nx",
        b'From: "' + b'"' * 2_000_000 + b"\n\nx",
        b"Content-Type: multipart/mixed; " + b";a*0*=b" * 300_000 + b"\n\nx",
        b"Content-Disposition: attachment; filename=" + b"=?utf-8?q?=41?= " * 100_000 + b"\n\nx",
        b"Date: " + b"1 " * 500_000 + b"\n\nx",
        b"a\n" * 1_900_000,
        b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 200_000,
        b"\0\xff" * 100_000,
    ],
    ids=["comments", "quotes", "parameters", "encoded words", "date", "lines", "parts", "rubbish"],
)
def test_headers_and_bodies_without_end_take_no_time(data: bytes) -> None:
    """What takes the standard library quadratic time, or its stack, is cut first."""
    begun = time.process_time()
    assert names(opened(data)) in ([], ["tệp 1"], ["A" * 120])
    assert time.process_time() - begun < 10


def test_a_letter_cut_in_half_gives_nothing() -> None:
    """Half a body would be half a form: the message is stopped, and says why."""
    whole = letter(("a.xlsx", FORM * 200), ("b.xlsx", FORM)).as_bytes()
    for part in (0.3, 0.6, 0.9):
        unpacked = opened(whole[: int(len(whole) * part)])
        assert (names(unpacked), codes(unpacked)) == ([], ["MAIL_DAMAGED"])


def test_a_damaged_letter_inside_does_not_stop_the_one_around_it() -> None:
    """Of 30 forwarded letters one is broken: the others are taken."""
    broken, good = letter(("a.xlsx", FORM)).as_bytes(), letter(("b.xlsx", FORM))
    cut = broken.replace(b"--\n", b"\n")  # no closing boundary
    boundary = b"outer"
    around = (b"From: head@huyen.gov.vn\nContent-Type: multipart/mixed; boundary=outer\n\n"
              + b"".join(b"--" + boundary + b"\nContent-Type: message/rfc822\n\n" + one + b"\n"
                         for one in (cut, good.as_bytes())) + b"--outer--\n")  # fmt: skip
    unpacked = opened(around)
    assert (names(unpacked), codes(unpacked)) == (["b.xlsx"], ["MAIL_DAMAGED"])


def test_broken_base64_stops_the_letter() -> None:
    """A body with a hole does not decode to what was sent."""
    data = letter(("a.xlsx", FORM * 10)).as_bytes()
    at = data.index(b"UEsDBC")
    unpacked = opened(data[:at] + data[at + 3 :])
    assert (names(unpacked), codes(unpacked)) == ([], ["MAIL_DAMAGED"])


def test_utf8_written_into_headers_as_it_is_is_read() -> None:
    """Not allowed, and common."""
    data = ('From: x@y.vn\nSubject: Phiếu xã\nContent-Type: application/x; name="Phiếu xã.xlsx"\n\n'.encode()
            + FORM)  # fmt: skip
    (piece,) = opened(data).pieces
    assert (piece.name, piece.source) == ("Phiếu xã.xlsx", "Thư không rõ ngày · x@y.vn · Phiếu xã")


@pytest.mark.parametrize("date", ["", "hôm qua", "Sat, 20 Dec 2099 08:15:00 +0700"])
def test_a_date_that_says_nothing_is_none(date: str) -> None:
    """A date still to come would outrank every other file for ever."""
    (piece,) = opened(letter(("a.xlsx", FORM), date=date)).pieces
    assert piece.source == "Thư không rõ ngày · an@xa.gov.vn · Phiếu tự chấm"


def test_a_date_is_a_moment() -> None:
    """01:15 UTC is 08:15 here."""
    (piece,) = opened(letter(("a.xlsx", FORM), date="Sat, 20 Dec 2025 01:15:00 +0000")).pieces
    assert piece.source == AT
    assert DAY.endswith("+0700")


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/Phieu.xlsx", "Phieu.xlsx"),
        ("C:\\Users\\x\\Phieu.xlsx", "Phieu.xlsx"),
        ("C:Phieu.xlsx", "Phieu.xlsx"),
        ("..", "không tên."),
        ("", "không tên"),
        ("CON", "CON"),
        ("Phieu\u202exslx.exe", "Phieuxslx.exe"),
        ("a\r\nb\0\x1b[31m.xlsx", "a b[31m.xlsx"),
        ("a" * 300 + ".xlsx", "a" * 120 + ".xlsx"),
        ("a" * 300, "a" * 120),
        ('Phiếu: "mới"?.xlsx', "Phiếu_ _mới__.xlsx"),
        ("=HYPERLINK(1).xlsx", "=HYPERLINK(1).xlsx"),
    ],
)
def test_a_name_is_text_and_never_a_path(sent: str, shown: str) -> None:
    """No folder, no drive, no control, no change of direction, not endless."""
    assert shown_name(sent) == shown
    message = EmailMessage()
    message["From"] = "a@b.vn"
    if sent and "\r" not in sent:
        message.add_attachment(FORM, maintype="application", subtype="x", filename=sent)
        (piece,) = opened(message).pieces
        assert piece.name == shown


def test_a_source_is_read_as_it_was_written() -> None:
    """`Nguồn` is the state: whatever a subject holds, date and sender come back."""
    for subject in ("Phiếu", "", "a · b@c · d", "Thư 2020-01-01 00:00:00 · x@y · z"):
        sent = Letter("2025-12-20 08:15:00", "an@xa.gov.vn", subject)
        assert letter_of(sent.source) == sent
        assert letter_of(inside(sent.source, "a.zip")) == sent
    assert letter_of(Letter().source) == Letter()
    assert letter_of("hop_thu") is None
    assert addresses_in("AN@xa.gov.vn; Lê An <b@xa.gov.vn>") == ["an@xa.gov.vn", "b@xa.gov.vn"]


# --- archives --------------------------------------------------------------------------------------


def test_a_zip_gives_its_files_and_one_more_zip_inside() -> None:
    """Folders, litter of the Mac and lock files are no files."""
    inner = zipped({"xã/c.xlsx": FORM})
    data = zipped(
        {"../a.xlsx": FORM, "__MACOSX/._a.xlsx": b"x", "~$a.xlsx": b"x", "xa/": b"", "b.zip": inner}
    )
    unpacked = unpack("phieu.zip", data, "hop_thu")
    assert [(piece.name, piece.source) for piece in unpacked.pieces] == [
        ("a.xlsx", "hop_thu › phieu.zip"),
        ("c.xlsx", "hop_thu › phieu.zip › b.zip"),
    ]
    assert unpacked.problems == []


def test_a_third_zip_is_one_too_many() -> None:
    """Zip in zip in zip: said, not opened."""
    deep = zipped({"c.zip": zipped({"d.xlsx": FORM}), "b.xlsx": FORM})
    unpacked = unpack("phieu.zip", zipped({"b.zip": deep}), "")
    assert (names(unpacked), codes(unpacked)) == (["b.xlsx"], ["ARCHIVE_TOO_DEEP"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encrypted(zipped({"a.xlsx": FORM})), "FILE_ENCRYPTED"),
        (zipped({"a.xlsx": FORM})[:-30], "FILE_DAMAGED"),
        (b"PK\x03\x04" + bytes(60), "FILE_DAMAGED"),
        (zipped({}), "FILE_NOT_XLSX"),
        (zipped({"a.xlsx": bytes(101_000_000)}), "FILE_TOO_LARGE"),  # pictures weigh nothing at the gate
    ],
    ids=["encrypted", "cut", "rubbish", "empty", "a large file"],
)
def test_what_cannot_be_taken_out_of_a_zip_is_said(data: bytes, code: str) -> None:
    """The zip keeps a row of its own with the reason."""
    unpacked = unpack("phieu.zip", data, "")
    assert (names(unpacked), codes(unpacked)) == ([], [code])


def test_a_bomb_is_counted_while_it_inflates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not what the archive says but what comes out of it; and no more files than that."""
    monkeypatch.setattr(pieces.Budget.__init__, "__defaults__", (50_000, 1_000))
    unpacked = unpack("a.zip", zipped({f"{at}.xlsx": bytes(20_000) for at in range(10)}), "")
    assert (names(unpacked), codes(unpacked)) == (["0.xlsx", "1.xlsx"], ["FILE_TOO_LARGE"])
    monkeypatch.setattr(pieces.Budget.__init__, "__defaults__", (10_000_000, 3))
    unpacked = unpack("a.zip", zipped({f"{at}.xlsx": b"x" for at in range(10)}), "")
    assert (len(unpacked.pieces), codes(unpacked)) == (3, ["FILE_TOO_LARGE"])


def test_names_in_utf8_that_do_not_say_so_are_read() -> None:
    """Archives of a Mac: UTF-8 without the flag."""
    data = zipped({"Phieu xa.xlsx": FORM}).replace(b"Phieu xa", "Phiếu".encode() + b"_")
    assert names(unpack("a.zip", data, "")) == ["Phiếu_.xlsx"]


# --- kinds -----------------------------------------------------------------------------------------


def test_what_is_a_workbook_is_no_archive_whatever_its_name() -> None:
    """A form renamed to .zip or .eml goes to the gate as it is."""
    assert not holds_files("Phieu.zip", zipped({"[Content_Types].xml": b"x"}))
    assert not holds_files("Phieu.eml", FORM)
    assert not holds_files("Phieu.xlsx", zipped({"a": b"x"}))
    assert not holds_files("Phieu.msg", b"text")


def test_documents_are_known_by_their_bytes() -> None:
    """A PDF called a workbook was meant to be one."""
    assert is_document("scan.pdf", PDF)
    assert is_document("khong ten", JPEG)
    assert is_document("smime.p7s", b"0\x82")
    assert not is_document("Phieu.xlsx", PDF)
    assert not is_document("scan.pdf", FORM)


def test_parcels_of_mail_programs_are_named() -> None:
    """winmail.dat by its bytes too, whatever it is called."""
    assert wrapping("winmail.dat", b"")
    assert wrapping("ATT0001.dat", b"\x78\x9f\x3e\x22\0")
    assert wrapping("smime.p7m", b"")
    assert not wrapping("a.xlsx", FORM)


# --- Outlook ---------------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def test_a_letter_of_outlook_says_what_to_do_where_the_extra_is_absent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """MSG_NOT_READ, not a crash."""
    monkeypatch.setitem(sys.modules, "extract_msg", None)
    assert codes(opened(OLE, "thu.msg")) == ["MSG_NOT_READ"]


def test_a_letter_of_outlook_is_read_where_the_extra_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files, also of a letter inside, with the sender of each."""
    import datetime

    def message(sender: str, *files: object) -> object:
        moment = datetime.datetime(2025, 12, 20, 1, 15, tzinfo=datetime.UTC)
        streams = {"__substg1.0_0C1F": f"{sender}"} if "<" not in sender else {}
        return types.SimpleNamespace(sender="Xã B" if streams else sender, subject="Phiếu", date=moment,
                                     attachments=files, getStringStream=streams.get)  # fmt: skip

    form = types.SimpleNamespace(data=FORM, longFilename="../Phiếu.xlsx", shortFilename="PHIEU~1.XLS")
    inner = types.SimpleNamespace(data=message("b@xa.vn", form))
    fake = types.SimpleNamespace(openMsg=lambda _: message("Lê An <an@xa.gov.vn>", form, inner))
    monkeypatch.setitem(sys.modules, "extract_msg", fake)
    unpacked = opened(OLE, "thu.msg")
    assert [(piece.name, piece.source) for piece in unpacked.pieces] == [
        ("Phiếu.xlsx", "Thư 2025-12-20 08:15:00 · an@xa.gov.vn · Phiếu"),
        ("Phiếu.xlsx", "Thư 2025-12-20 08:15:00 · b@xa.vn · Phiếu"),
    ]
    monkeypatch.setitem(sys.modules, "extract_msg", types.SimpleNamespace(openMsg=lambda _: 1 // 0))
    assert codes(opened(OLE, "thu.msg")) == ["MAIL_DAMAGED"]
