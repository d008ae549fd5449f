"""What comes beside the forms and is none: kept with its unit, from wherever it came; what is only half of a form
or a link to one is said to be that."""

import datetime
from email.policy import SMTP
from pathlib import Path

import pytest

from tests.journeys.journey import UNITS, Journey, run
from tests.journeys.letters import JPEG, PDF, encrypted, letter, zipped
from tests.journeys.taken_in import decide, received, reconciles
from tests.mail.parcels.built import stored
from tests.mail.parcels.come_in import FORM, filled, found

DOCX = zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"})
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(99)
ODT = stored({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"x"})
RTF, MP4 = b"{\\rtf1 Minh ch\\u7913ng}", b"\0\0\0\x20ftypisom" + bytes(60)
PPTX = zipped({"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"})
BESIDE = {"scan.pdf": PDF, "anh.jpg": JPEG, "to trinh.docx": DOCX, "cong van.doc": DOC, "bao cao.odt": ODT,
          "ghi.rtf": RTF, "phim.mp4": MP4, "trinh chieu.pptx": PPTX}  # fmt: skip
LATER = datetime.datetime(2025, 12, 21, 8)


@pytest.mark.parametrize("way", ["zip", "letter", "folder"])
def test_what_lies_beside_the_form_is_kept_whichever_way_it_came(issued: Journey, way: str) -> None:
    """PDF, Word, pictures, films: from an archive, a letter or loose, never an error and never received."""
    files = {**BESIDE, FORM: filled(issued)}
    if way == "zip":
        issued.drop("AN.zip", zipped(files))
    elif way == "letter":
        issued.drop("thu.eml", letter(*files.items()).as_bytes(policy=SMTP))
    else:
        for name, data in files.items():
            issued.drop(name, data)
    document = reconciles(issued.collect())
    assert found(document) == {FORM: ("accepted", []), **{name: ("kept", []) for name in BESIDE}}
    assert (document["received"], document["kept"]) == (1, len(BESIDE))
    if way != "folder":
        assert {received(issued)[name]["Mã đơn vị"] for name in BESIDE} == {"AN"}


def test_enclosures_of_a_zip_do_not_stop_the_sealing(complete: Journey) -> None:
    """A Word file beside the form in a .zip of the inbox: the book is sealed all the same."""
    for unit in UNITS:
        path = complete.send(unit, saved=LATER)
        complete.drop(f"{unit}.zip", zipped({path.name: path.read_bytes(), f"{unit} minh chung.docx": DOCX}))
        path.unlink()
    assert reconciles(complete.collect())["refused"] == 0
    answer = run("close", complete.book)
    assert answer.code == 0, answer.out + answer.err


COMPANIONS = {
    "xem.url": b"[InternetShortcut]\r\nURL=https://example.vn/x\r\n", "so lieu.csv": b"a,b\n1,2",
    "phu luc.txt": "Phụ lục".encode(), "bang.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "a.xml": b"<a/>"}),
}  # fmt: skip


@pytest.mark.parametrize("way", ["zip", "letter"])
def test_what_came_with_a_form_and_is_none_is_nobodys_error(issued: Journey, way: str) -> None:
    """Links, texts, foreign packages beside the form: kept with its unit; alone in the folder they are told."""
    files = {**COMPANIONS, FORM: filled(issued)}
    zip_or_letter = zipped(files) if way == "zip" else letter(*files.items()).as_bytes(policy=SMTP)
    issued.drop("AN.zip" if way == "zip" else "thu.eml", zip_or_letter)
    for _ in range(2):
        document = reconciles(issued.collect())
        assert found(document) == {FORM: ("accepted", []), **{name: ("kept", []) for name in COMPANIONS}}
    assert {received(issued)[name]["Mã đơn vị"] for name in COMPANIONS} == {"AN"}
    issued.drop("le.csv", b"a,b\n1,3")
    assert found(reconciles(issued.collect()))["le.csv"] == ("refused", ["FILE_NOT_XLSX"])


def test_what_may_be_a_spoiled_form_stays_told_beside_one(issued: Journey) -> None:
    """A half, an old workbook, a link that is called one, an encrypted zip: each could be the form of another."""
    form = filled(issued)
    spoiled = {
        "nua.xlsx": form[:9_000], "cu.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "BH.xlsx": COMPANIONS["xem.url"], "BH.gsheet": b"{}", "khoa.zip": encrypted(zipped({"BH.xlsx": form})),
        "lai.xlsx": zipped({"P/xl/workbook.xml": b"<a/>"}),
    }  # fmt: skip
    issued.drop("AN.zip", zipped({**spoiled, FORM: form}))
    answers = found(reconciles(issued.collect()))
    assert answers[FORM] == ("accepted", [])
    told = {name for name, (status, _) in answers.items() if status == "refused"}
    assert told == {*spoiled, "AN.zip"} - {"khoa.zip"}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Minh chứng xã An Hòa.pdf", "AN"),
        ("minh chung An Hoa.pdf", "AN"),
        ("MC_AN_2025.pdf", "AN"),
        ("quy che an toan.pdf", None),
        ("xã Đông Lĩnh – biên bản.pdf", "DL"),
        ("xa_dong_linh.pdf", "DL"),
        ("Xã An Hòa và xã Bình Hải.pdf", None),
        ("scan0001.pdf", None),
    ],
)
def test_a_loose_scan_belongs_to_the_unit_of_its_name(issued: Journey, name: str, unit: str | None) -> None:
    """By code or name, with marks or without; two units or none: nobody's."""
    issued.drop(name, PDF)
    document = reconciles(issued.collect())
    assert found(document) == {name: ("kept", [])}
    assert received(issued)[name]["Mã đơn vị"] == unit
    assert document["missing"] == list(UNITS)
    told = [row["Mã đơn vị"] for row in received(issued).values() if f"({name})" in (row["Vì sao"] or "")]
    assert told == [unit] * (unit is not None)


def test_scans_in_a_units_folder_belong_to_it(issued: Journey) -> None:
    """An inbox sorted by unit; the form itself says whose it is."""
    folder = issued.inbox / "Xã Bình Hải"
    folder.mkdir(parents=True)
    (folder / "scan0001.pdf").write_bytes(PDF)
    assert found(reconciles(issued.collect())) == {"scan0001.pdf": ("kept", [])}
    assert received(issued)["scan0001.pdf"]["Mã đơn vị"] == "BH"


def test_a_zip_of_scans_alone_has_no_row_beside_them(issued: Journey) -> None:
    """Each scan is kept, `Nguồn` names the zip; an empty zip is told of."""
    issued.drop("Xã Châu Mỹ.zip", zipped({"scan1.pdf": PDF, "scan2.jpg": JPEG}))
    assert found(reconciles(issued.collect())) == {"scan1.pdf": ("kept", []), "scan2.jpg": ("kept", [])}
    rows = received(issued)
    assert [rows[name]["Mã đơn vị"] for name in ("scan1.pdf", "scan2.jpg")] == ["CM", "CM"]
    assert rows["scan1.pdf"]["Nguồn"] == "hop_thu › Xã Châu Mỹ.zip"


def test_a_pdf_or_word_file_called_a_workbook_was_meant_to_be_one(issued: Journey) -> None:
    """FILE_NOT_XLSX: somebody only changed the ending."""
    for name, data in {"a.xlsx": PDF, "b.xlsx": DOCX, "c.xls": DOC}.items():
        issued.drop(name, data)
    answers = found(reconciles(issued.collect()))
    assert list(answers.values()) == [("refused", ["FILE_NOT_XLSX"])] * 3


# --- links, halves, other programs ------------------------------------------------------------------


LINKS = {
    "Phieu.gsheet": b'{"url":"https://docs.google.com/open?id=1x","doc_id":"1x"}',
    "Phieu.url": b"[InternetShortcut]\r\nURL=https://example.vn/x\r\n",
    "Phieu xa.xlsx": b"[InternetShortcut]\r\nURL=https://example.vn/x\r\n",
    "Phieu.webloc": b'<?xml version="1.0"?><plist><dict><key>URL</key><string>https://x.vn</string></dict></plist>',
    "Phieu.desktop": b"[Desktop Entry]\nType=Link\nURL=https://example.vn/x\n",
    "Phieu.xlsx.lnk": b"L\0\0\0\1\x14\2\0" + bytes(80),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_said_to_be_one(issued: Journey, name: str) -> None:
    """FILE_IS_LINK: open it, download as .xlsx; alone, in a letter and in a zip."""
    issued.drop(name, LINKS[name])
    issued.drop("thu.eml", letter((f"hai {name}", LINKS[name] + b" ")).as_bytes(policy=SMTP))
    issued.drop("ba.zip", zipped({f"ba {name}": LINKS[name] + b"  "}))
    document = reconciles(issued.collect())
    assert found(document) == {
        each: ("refused", ["FILE_IS_LINK"]) for each in (name, f"hai {name}", f"ba {name}")
    }
    assert all(".xlsx" in one["findings"][0]["action"] for one in document["files"])


def test_a_link_beside_a_form_that_counts_is_its_units_and_can_be_set_aside(issued: Journey) -> None:
    """Tied to the unit that the archive names, as its neighbours are; `Bỏ qua`, which its text names, clears it."""
    issued.drop(FORM, filled(issued))
    issued.drop("Xã An Hòa.zip", zipped({"Phieu.url": LINKS["Phieu.url"], "scan.pdf": PDF}))
    document = reconciles(issued.collect())
    units = {Path(one["path"]).name: one["unit"] for one in document["files"]}
    assert (units["Phieu.url"], units["scan.pdf"]) == ("AN", "AN")
    (link,) = (one for one in document["files"] if one["path"].endswith("Phieu.url"))
    assert "chọn Bỏ qua" in link["findings"][0]["action"]
    decide(issued, "Phieu.url", decision="Bỏ qua")
    codes = {one["code"] for one in issued.rank().json["findings"]}
    assert "FILE_IS_LINK" not in codes


@pytest.mark.parametrize("ending", [".crdownload", ".part", ".partial", ".download", ".tmp", ".opdownload"])
def test_an_unfinished_download_is_nobodys_fault(issued: Journey, ending: str) -> None:
    """FILE_UNFINISHED: get it again yourself; nothing is asked of the unit. A whole one is read as a form."""
    form = filled(issued)
    issued.drop("Phieu.xlsx" + ending, form[:9000])
    issued.drop("rong.xlsx" + ending, b"")
    document = reconciles(issued.collect())
    assert found(document) == {
        name + ending: ("refused", ["FILE_UNFINISHED"]) for name in ("Phieu.xlsx", "rong.xlsx")
    }
    assert "không phải lỗi của đơn vị" in document["files"][0]["findings"][0]["action"]
    issued.drop("tron ven.xlsx" + ending, form)
    assert found(reconciles(issued.collect()))["tron ven.xlsx" + ending] == ("accepted", [])


def test_the_empty_file_that_firefox_puts_beside_its_half_is_none(issued: Journey) -> None:
    """`Phieu.xlsx` of 0 bytes beside `Phieu.xlsx.part`; an empty file alone is one that a unit sent."""
    issued.drop("Phieu.xlsx.part", filled(issued)[:9_000])
    issued.drop("Phieu.xlsx", b"")
    issued.drop("khac.xlsx", b"")
    assert found(reconciles(issued.collect())) == {
        "Phieu.xlsx.part": ("refused", ["FILE_UNFINISHED"]), "khac.xlsx": ("refused", ["FILE_EMPTY"])
    }  # fmt: skip


def test_a_download_in_safaris_folder_is_unfinished(issued: Journey) -> None:
    """Safari keeps the half in a folder `Phieu.xlsx.download`; the same half elsewhere is a damaged file."""
    half = filled(issued)[:9000]
    folder = issued.inbox / "Phieu.xlsx.download"
    folder.mkdir(parents=True)
    (folder / "Phieu.xlsx").write_bytes(half)
    issued.drop("khac.xlsx", half[:8000])
    assert found(reconciles(issued.collect())) == {
        "Phieu.xlsx": ("refused", ["FILE_UNFINISHED"]), "khac.xlsx": ("refused", ["FILE_DAMAGED"])
    }  # fmt: skip


def test_a_workbook_saved_as_a_web_page_is_no_letter(issued: Journey) -> None:
    """FILE_NOT_XLSX: Excel writes headers like a letter's into its `.mht`."""
    head = b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=b"
    page = head + b"\r\n\r\n--b--"
    issued.drop("Phieu.mht", page)
    assert found(reconciles(issued.collect())) == {"Phieu.mht": ("refused", ["FILE_NOT_XLSX"])}


@pytest.mark.parametrize("name", ["Phieu.numbers", "Phieu.xlsx", "Phieu.zip"])
def test_a_table_of_apple_numbers_says_how_to_export_it(issued: Journey, name: str) -> None:
    """FILE_NOT_XLSX that names the program, whatever the file is called."""
    issued.drop(
        name, stored({"Index/Document.iwa": b"x", "Index/Tables/DataList.iwa": b"x", "preview.jpg": JPEG})
    )
    (file,) = reconciles(issued.collect())["files"]
    (told,) = file["findings"]
    assert (file["status"], told["code"]) == ("refused", "FILE_NOT_XLSX")
    assert "Apple Numbers" in told["message"]


def test_a_form_inside_a_word_file_is_told_of(issued: Journey) -> None:
    """FORM_IN_DOCUMENT: an object in the text is no form that was sent; another table in a report is nothing."""
    part = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"
    for name, table in (
        ("cong van.docx", filled(issued)),
        ("bao cao.docx", zipped({"xl/workbook.xml": b"<a/>"})),
    ):
        issued.drop(name, zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x", part: table}))
    answers = found(reconciles(issued.collect()))
    assert answers == {"cong van.docx": ("kept", ["FORM_IN_DOCUMENT"]), "bao cao.docx": ("kept", [])}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Phiếu ở đây: https://drive.google.com/file/d/1x/view", "MAIL_HAS_LINK"),
        ("<a href='https://1drv.ms/x/s!abc'>Phiếu</a>", "MAIL_HAS_LINK"),
        ("https://xa-my.sharepoint.com/:x:/g/abc", "MAIL_HAS_LINK"),
        (
            "https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2F1drv.ms%2Fx%2Fs",
            "MAIL_HAS_LINK",
        ),
        ("Xem https://example.vn và đường dẫn drive.google.com.vn", "MAIL_WITHOUT_FORM"),
    ],
)
def test_a_letter_without_a_form_that_links_to_one_says_where(issued: Journey, text: str, code: str) -> None:
    """In plain text and in HTML; with a form there is nothing to be said."""
    message = letter()
    message.set_content(text, subtype="html" if "<" in text else "plain")
    issued.drop("thu.eml", message.as_bytes(policy=SMTP))
    with_form = letter((FORM, filled(issued)))
    issued.drop("hai.eml", with_form.as_bytes(policy=SMTP).replace(b"Content-Type: text/plain", b"X: 1", 1))
    document = reconciles(issued.collect())
    assert found(document)["thu.eml"] == ("kept", [code])
    assert found(document)[FORM] == ("accepted", [])
    told = next(one for one in document["files"] if Path(one["path"]).name == "thu.eml")["findings"][0]
    assert (told["severity"], "đường dẫn trong thư" in told["action"]) == ("warning", code == "MAIL_HAS_LINK")
