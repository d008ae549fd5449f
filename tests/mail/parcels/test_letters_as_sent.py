"""Letters as gateways, phones and scanners leave them: the form counts where it is whole, else nothing of it."""

import base64
import binascii
import quopri
import re
from collections.abc import Callable
from email.policy import SMTP
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from tests.journeys.journey import Journey, form_sheet
from tests.journeys.letters import JPEG, PDF, letter, zipped
from tests.journeys.taken_in import ledger, received, reconciles
from tests.mail.parcels.built import compressed, packed_by, signed
from tests.mail.parcels.come_in import counts, filled, found

NAME = "Phieu_AN.xlsx"
SOURCE = "Thư 2025-12-20 08:15:00 · an@xa.gov.vn · Phiếu tự chấm"
BANNER = "[CẢNH BÁO] Thư từ bên ngoài\r\n".encode()


def written(form: bytes, name: str = NAME) -> bytes:
    """A letter with the form, as it is sent."""
    return letter((name, form)).as_bytes(policy=SMTP)


def at_head(made: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change of the whole letter."""
    return lambda form: made(written(form))


def of_body(made: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change of the lines of base64."""

    def change(form: bytes) -> bytes:
        data = written(form)
        found = re.search(rb"UEsDB.*?(?=\r\n\r\n--)", data, re.S)
        assert found
        return data[: found.start()] + made(found[0]) + data[found.end() :]

    return change


def of_header(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A change in the headers of the part that bears the form."""

    def change(form: bytes) -> bytes:
        head, mark, rest = written(form).partition(b"Content-Type: application/")
        assert old in mark + rest
        return head + (mark + rest).replace(old, new, 1)

    return change


_BASE64 = b"Content-Transfer-Encoding: base64"
AT_HEAD = {
    "a BOM": at_head(lambda data: b"\xef\xbb\xbf" + data),
    "a blank line": at_head(lambda data: b"\r\n" + data),
    "a BOM and blank lines": at_head(lambda data: b"\xef\xbb\xbf\r\n\r\n" + data),
    "a banner": at_head(lambda data: BANNER + data),
    "a banner and a gap": at_head(lambda data: BANNER + b"\r\n" + data),
    "a line of a mailbox": at_head(lambda data: b"From an@xa.gov.vn Sat Dec 20 08:15:00 2025\r\n" + data),
    "a line without colon": at_head(lambda data: data.replace(b"\r\nContent-Type", b"\r\nDa quet\r\nContent-Type", 1)),
    "two lines without colon": at_head(
        lambda data: data.replace(b"\r\nTo:", b"\r\n" + BANNER + b"To:", 1).replace(
            b"\r\nContent-Type", b"\r\nDa quet\r\nContent-Type", 1
        )
    ),
    "UTF-16": at_head(lambda data: data.decode().encode("utf-16")),
    "ends of lines doubled": at_head(lambda data: data.replace(b"\r\n", b"\r\r\n")),
    "a gap": at_head(lambda data: data.replace(b"\r\nMIME-Version", b"\r\n\r\nMIME-Version", 1)),
    "a gap and a banner": at_head(
        lambda data: data.replace(b"\r\nMIME-Version", b"\r\n\r\n" + BANNER + b"MIME-Version", 1)
    ),
}  # fmt: skip
IN_PART = {
    "a space behind the encoding": of_header(_BASE64, _BASE64 + b" "),
    "an encoding in capitals": of_header(_BASE64, b"content-transfer-encoding:BASE64"),
    "an encoding with a comment": of_header(_BASE64, _BASE64 + b" (RFC 2045)"),
    "an encoding in quotes": of_header(_BASE64, b'Content-Transfer-Encoding: "base64"'),
    "another encoding named": of_header(_BASE64, b"Content-Transfer-Encoding: 8bit"),
    "no encoding named": of_header(_BASE64 + b"\r\n", b""),
    "a gap in the part": of_header(b"\r\nContent-Transfer", b"\r\nDa quet\r\nContent-Transfer"),
    "a blank line before the part": of_header(
        b"Content-Type: application/", b"\r\nContent-Type: application/"
    ),
    "no padding": of_body(lambda body: body.rstrip(b"=\r\n")),
    "padded chunks": of_body(
        lambda body: b"\r\n".join(
            base64.b64encode(base64.b64decode(body)[at : at + 1000]) for at in range(0, len(body), 1000)
        )
    ),
    "a footer": of_body(lambda body: body + b"\r\n\r\n--\r\nDa quet virus - sach"),
    "a footer of letters": of_body(lambda body: body + b"\r\n\r\nDaQuetVirus\r\n"),
    "a banner in the part": of_body(lambda body: BANNER + b"\r\n" + body),
    "quoted lines": of_body(lambda body: b"> " + body.replace(b"\r\n", b"\r\n> ")),
    "spaces in the lines": of_body(lambda body: body.replace(b"\r\n", b" \r\n\t")),
}


@pytest.mark.parametrize("name", AT_HEAD)
def test_headers_out_of_place_are_found(issued: Journey, name: str) -> None:
    """The form counts, and the letter's sender and moment are known as ever."""
    counts(issued, "thu.eml", AT_HEAD[name](filled(issued)))
    assert received(issued)[NAME]["Nguồn"] == SOURCE


@pytest.mark.parametrize("name", IN_PART)
def test_a_body_written_otherwise_counts_where_its_checksums_agree(issued: Journey, name: str) -> None:
    """To the byte what was sent."""
    form = sized(issued, padded=True)
    counts(issued, "thu.eml", IN_PART[name](form))
    (original,) = issued.kept_originals
    assert original.read_bytes() == form


def proved_by(cluster: Journey, number: int) -> bytes:
    """AN's form with the report of this number as evidence."""

    def evidence(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        form.put(form.row("I.1"), "Minh chứng", f"Báo cáo số {number}/BC-UBND")

    path = cluster.send("AN", evidence)
    data = path.read_bytes()
    path.unlink()
    return data


def sized(cluster: Journey, *, padded: bool) -> bytes:
    """AN's form of a length whose base64 ends in padding, or needs none."""
    forms = (proved_by(cluster, number) for number in range(1, 100))
    return next(form for form in forms if (len(form) % 3 != 0) is padded)


def with_a_hole(data: bytes, hole: int) -> bytes:
    """A letter of whose base64 four characters are lost, so far behind its first ones."""
    at = data.index(b"UEsDB") + hole
    at = next(place for place in range(at, at + 99) if data[place : place + 4].isalnum())
    return data[:at] + data[at + 4 :]


@pytest.mark.parametrize("name", ["no padding", "a footer", "padded chunks"])
@pytest.mark.parametrize("hole", [40, 4_000])
def test_a_body_with_a_hole_never_counts(issued: Journey, name: str, hole: int) -> None:
    """Whatever else is wrong with it: four characters less, and nothing of it is taken."""
    issued.drop("thu.eml", with_a_hole(IN_PART[name](sized(issued, padded=True)), hole))
    issued.send("BH")
    document = reconciles(issued.collect())
    assert found(document) == {
        "thu.eml": ("refused", ["MAIL_DAMAGED"]), "Phieu_BH_2025.xlsx": ("accepted", [])
    }  # fmt: skip
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] is None


@pytest.mark.parametrize("hole", [40, 4_000])
def test_a_body_with_a_hole_and_nothing_else_wrong_is_told_by_the_file(issued: Journey, hole: int) -> None:
    """A form that needs no padding leaves sound base64 behind: the file's own sums tell that it is not whole."""
    issued.drop("thu.eml", with_a_hole(written(sized(issued, padded=False)), hole))
    document = reconciles(issued.collect())
    assert found(document) == {NAME: ("refused", ["FILE_UNSAFE"])}
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] is None


def test_of_a_letter_cut_short_the_whole_form_counts_and_the_rest_is_said(issued: Journey) -> None:
    """One odd part never costs the form: MAIL_DAMAGED stands at the letter, what has all its sums is taken."""
    data = letter((NAME, filled(issued)), ("b.xlsx", filled(issued, "BH"))).as_bytes(policy=SMTP)
    issued.drop("thu.eml", data[: data.index(b"b.xlsx") + 5_000])
    document = reconciles(issued.collect())
    assert found(document) == {NAME: ("accepted", []), "thu.eml": ("refused", ["MAIL_DAMAGED"])}
    assert document["accepted"] == 1


def test_a_scan_with_a_broken_body_never_costs_the_form(issued: Journey) -> None:
    """The form is taken without a word; the scan is kept as it came."""
    data = letter((NAME, filled(issued)), ("scan.pdf", PDF * 9), ("anh.jpg", JPEG)).as_bytes(policy=SMTP)
    broken = data.replace(base64.b64encode(PDF)[:10], base64.b64encode(PDF)[:9], 1)
    assert broken != data
    issued.drop("thu.eml", broken)
    assert found(reconciles(issued.collect())) == {
        NAME: ("accepted", []), "scan.pdf": ("kept", []), "anh.jpg": ("kept", [])
    }  # fmt: skip


# --- letters in letters, in mailboxes, in signatures ------------------------------------------------


def _forwarded(inner: bytes, encoding: str) -> bytes:
    body = base64.encodebytes(inner) if encoding == "base64" else quopri.encodestring(inner)
    return (
        b"From: cum@huyen.gov.vn\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nKinh gui\n--b\nContent-Type: message/rfc822\n"
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\n\n" + body + b"\n--b--\n"
    )


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "Base64 ", "7bit"])
def test_a_forwarded_letter_that_was_encoded_counts(issued: Journey, encoding: str) -> None:
    """Not allowed, and common; its own sender counts."""
    inner = letter((NAME, filled(issued))).as_bytes()
    body = _forwarded(inner, "base64" if encoding == "Base64 " else encoding)
    if encoding == "7bit":
        body = body.replace(quopri.encodestring(inner), inner)
    counts(issued, "thu.eml", body.replace(b": base64\n", b": " + encoding.encode() + b"\n"))
    assert received(issued)[NAME]["Nguồn"] == SOURCE


def _mailbox(*messages: bytes) -> bytes:
    return b"".join(
        b"From - Sat Dec 20 08:15:00 2025\n" + re.sub(rb"^(>*From )", rb">\1", one, flags=re.M) + b"\n\n"
        for one in messages
    )


@pytest.mark.parametrize("name", ["Hộp thư.mbox", "mbox", "Thu den"])
def test_every_letter_of_a_mailbox_is_read(issued: Journey, name: str) -> None:
    """Forms count as from single letters; a letter that brought none is told of, as one in the folder is."""
    first = letter((NAME, filled(issued))).as_bytes()
    second = letter(("b.xlsx", filled(issued, "BH")), sender="bh@xa.gov.vn").as_bytes()
    asking = letter(sender="cm@xa.gov.vn", subject="Xin gia hạn")
    asking.set_content("Kính gửi,\n\nFrom nay đến cuối tháng 12/2025 chúng tôi sẽ gửi.\nContent-Type: x\n")
    issued.drop(name, _mailbox(first, asking.as_bytes(), second))
    for _ in range(2):
        document = reconciles(issued.collect())
        assert found(document) == {
            NAME: ("accepted", []), "b.xlsx": ("accepted", []),
            "Xin gia hạn.eml": ("kept", ["MAIL_WITHOUT_FORM"]),
        }  # fmt: skip
    assert received(issued)["b.xlsx"]["Nguồn"].startswith("Thư 2025-12-20 08:15:00 · bh@xa.gov.vn")


def test_a_letter_of_apple_mail_counts(issued: Journey) -> None:
    """`.emlx`: a length, the letter, a list of marks."""
    data = letter((NAME, filled(issued))).as_bytes()
    counts(
        issued, "12345.emlx", b"%-10d\n" % len(data) + data + b'<?xml version="1.0"?><plist><dict/></plist>\n'
    )
    assert received(issued)[NAME]["Nguồn"] == SOURCE


def test_a_letter_of_apple_mail_without_its_attachment_says_so(issued: Journey) -> None:
    """`.partial.emlx`: Apple Mail keeps the attachment in a file of its own."""
    data = written(b"").replace(_BASE64, b"X-Apple-Content-Length: 17000\r\n" + _BASE64)
    issued.drop("12.partial.emlx", b"%-10d\n" % len(data) + data)
    assert found(reconciles(issued.collect())) == {"12.partial.emlx": ("refused", ["MAIL_DAMAGED"])}


_WRAPPED = (
    b"From: =?utf-8?b?TMOqIEFu?= <an@xa.gov.vn>\r\nTo: cum@huyen.gov.vn\r\nSubject: =?utf-8?b?"
    + base64.b64encode("Phiếu tự chấm".encode()) + b"?=\r\nDate: Sat, 20 Dec 2025 08:15:00 +0700\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n'
    b'Content-Disposition: attachment; filename="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
)  # fmt: skip


@pytest.mark.parametrize(
    "make",
    [signed, lambda body: signed(body, streamed=True), compressed, lambda body: signed(signed_again(body))],
    ids=["in one piece", "in pieces", "compressed", "signed twice"],
)
def test_a_form_in_a_signed_letter_counts(issued: Journey, make: Callable[[bytes], bytes]) -> None:
    """Signed is not encrypted: the content stands in the signature; sender and moment are the letter's."""
    entity = written(filled(issued))
    entity = entity[entity.index(b"MIME-Version") :]
    counts(issued, "thu.eml", _WRAPPED + base64.encodebytes(make(entity)))
    assert received(issued)[NAME]["Nguồn"] == SOURCE


def signed_again(body: bytes) -> bytes:
    """The body of a letter that is a signed body."""
    head = (
        b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return head + base64.encodebytes(signed(body))


def test_a_form_that_was_signed_as_a_file_counts(issued: Journey) -> None:
    """`Phieu.xlsx.p7m`, as signing programs save it, also in lines of base64; encrypted it is a parcel."""
    counts(issued, NAME + ".p7m", signed(filled(issued)))
    lines = base64.encodebytes(signed(filled(issued, "BH")))
    issued.drop("BH.xlsx.p7m", b"-----BEGIN PKCS7-----\n" + lines + b"-----END PKCS7-----\n")
    issued.drop(
        "khoa.p7m",
        signed(b"x").replace(bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010703")),
    )
    answers = found(reconciles(issued.collect()))
    assert answers["BH.xlsx"] == ("accepted", [])
    assert answers["khoa.p7m"] == ("refused", ["MAIL_WRAPPED"])


@pytest.mark.parametrize("name", ["Phieu.xlsx.p7s", "Phieu.xlsx", "Phieu"])
def test_a_signed_form_counts_whatever_it_is_called(issued: Journey, name: str) -> None:
    """A signature that bears the form is opened by its bytes, loose and in a letter."""
    counts(issued, name, signed(filled(issued)))
    issued.drop("thu.eml", letter((name, signed(filled(issued, "BH"), streamed=True))).as_bytes(policy=SMTP))
    assert "BH" not in reconciles(issued.collect())["missing"]


@pytest.mark.parametrize("ending", [".p7s", ".p7m", ".vcf", ".ics", ".asc", ".url", ".jpg", ".pgp"])
def test_a_form_under_the_ending_of_an_enclosure_counts(issued: Journey, ending: str) -> None:
    """Its first bytes say what it is before its name may say that it is only kept; a zip of it alike."""
    counts(issued, "Phieu" + ending, filled(issued))
    issued.drop("BH" + ending, zipped({"BH.xlsx": filled(issued, "BH")}))
    assert "BH" not in reconciles(issued.collect())["missing"]


@pytest.mark.parametrize("encoding", ["binary", "8bit"])
def test_a_form_sent_as_its_own_bytes_counts(issued: Journey, encoding: str) -> None:
    """Nothing encoded, and no gateway touched it: to the byte what was sent."""
    form = filled(issued)
    data = re.sub(rb"UEsDB.*?(?=\r\n\r\n--)", lambda _: form, written(form), count=1, flags=re.S)
    data = data.replace(form + b"\r\n\r\n", form + b"\r\n")
    counts(issued, "thu.eml", data.replace(_BASE64, b"Content-Transfer-Encoding: " + encoding.encode()))
    (original,) = issued.kept_originals
    assert original.read_bytes() == form


@pytest.mark.parametrize("kind", [b"text/plain", b"text/html"])
@pytest.mark.parametrize("make", [bytes, signed], ids=["itself", "signed"])
def test_a_form_that_is_called_a_text_counts(
    issued: Journey, kind: bytes, make: Callable[[bytes], bytes]
) -> None:
    """No name, and the kind of a text: what was encoded begins as a workbook does."""
    data = written(make(filled(issued)))
    data = re.sub(rb"Content-Type: application/[^\r]*", b"Content-Type: " + kind, data)
    counts(issued, "thu.eml", re.sub(rb"Content-Disposition: [^\r]*\r\n", b"", data))


def _uuencoded(name: str, data: bytes) -> bytes:
    lines = [binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)]
    return b"begin 644 " + name.encode() + b"\n" + b"".join(lines) + b"`\nend\n"


@pytest.mark.parametrize("change", [lambda lines: lines, lambda lines: lines.replace(b" \n", b"\n")],
                         ids=["", "spaces lost"])  # fmt: skip
def test_a_form_written_out_in_the_text_counts(issued: Journey, change: Callable[[bytes], bytes]) -> None:
    """uuencode, as old programs send it: `begin 644 …` … `end` in the text of the letter."""
    body = b"Kinh gui\n\n" + change(_uuencoded(NAME, filled(issued)))
    counts(
        issued,
        "thu.eml",
        b"From: an@xa.gov.vn\nSubject: Phieu\nDate: Sat, 20 Dec 2025 08:15:00 +0700\n\n" + body,
    )


def test_a_form_written_out_without_its_end_is_damaged(issued: Journey) -> None:
    """Cut before `end`: nothing of it is taken."""
    body = _uuencoded(NAME, filled(issued))[:9_000]
    issued.drop("thu.eml", b"From: an@xa.gov.vn\nSubject: Phieu\n\n" + body)
    assert found(reconciles(issued.collect())) == {"thu.eml": ("refused", ["MAIL_DAMAGED"])}


def test_a_letter_saved_as_text_counts(issued: Journey) -> None:
    """`Thu.txt`, `.mht`: a letter by its headers; a text that only looks like one stays a text."""
    counts(issued, "Thu.txt", letter((NAME, filled(issued))).as_bytes())
    issued.drop("ghi.txt", b"From: an\nSubject: x\n\n9,5")
    assert found(reconciles(issued.collect()))["ghi.txt"] == ("refused", ["FILE_NOT_XLSX"])


def test_an_archive_whose_base64_lost_its_padding_counts(issued: Journey, seven: str, tmp_path: Path) -> None:
    """A .7z proves itself by the checksums that its program tells."""
    for at, unit in enumerate(("AN", "BH", "CM")):  # of three lengths two need padding
        files = {f"{at}.xlsx": filled(issued, unit), "ghi.pdf": PDF + b"x" * at}
        (path,) = packed_by(seven, tmp_path / str(at), files, "phieu.7z", "-mx=0")
        data = letter(("phieu.7z", path.read_bytes())).as_bytes(policy=SMTP)
        issued.drop(f"thu {at}.eml", re.sub(rb"=+(?=\r\n\r\n--)", b"", data))
    answers = found(reconciles(issued.collect()))
    assert [answers[f"{at}.xlsx"] for at in range(3)] == [("accepted", [])] * 3


def test_the_icon_that_a_mac_sends_with_a_file_is_nothing(issued: Journey) -> None:
    """multipart/appledouble: two parts of one name, of which one is no file."""
    form = letter((NAME, filled(issued)))
    form.add_attachment(b"\0\5\x16\7" + bytes(80), maintype="application", subtype="applefile", filename=NAME)
    counts(issued, "thu.eml", form.as_bytes(policy=SMTP))
