"""Archives as offices send them: the form inside counts, whatever program made it; else it is said what to do."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from email.policy import SMTP
from pathlib import Path

import pytest

from tests.journeys.journey import Journey, run
from tests.journeys.letters import JPEG, PDF, letter, zipped
from tests.journeys.taken_in import decide, received, reconciles
from tests.mail.parcels.built import linked5, packed_by, rar4, rar5, stored, streamed
from tests.mail.parcels.come_in import FORM, counts, filled, found
from thidua_xl.mail import packed

# --- zips -------------------------------------------------------------------------------------------


def _tarred(form: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("../../" + FORM)
        entry.size = len(form)
        archive.addfile(entry, io.BytesIO(form))
    return buffer.getvalue()


def _long_prefix(data: bytes) -> bytes:
    return b"-- da quet virus --\r\n" * 20 + data


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("phieu.zip", lambda form: stored({FORM: form})),
        ("phieu.zip", lambda form: stored({"ngoai.zip": stored({FORM: form})})),
        ("phieu.zip", lambda form: streamed({FORM: form})),
        ("phieu.zip", lambda form: b"\r\n" + stored({FORM: form})),
        ("phieu.zip", lambda form: _long_prefix(zipped({FORM: form}))),
        ("Phieu.xlsx", lambda form: zipped({FORM: form})),
        ("Phieu.xlsx", lambda form: stored({"xã/" + FORM: form})),
        ("Phieu", lambda form: zipped({FORM: form})),
        ("Phieu.zip.download.dat", lambda form: stored({FORM: form})),
        ("phieu.tar.gz", _tarred),
    ],
    ids=["stored", "stored twice", "streamed", "a line before it", "a banner before it", "named .xlsx",
         "stored and named .xlsx", "without ending", "another ending", "a tar"],
)  # fmt: skip
def test_a_form_in_a_zip_of_any_make_counts(
    issued: Journey, name: str, made: Callable[[bytes], bytes]
) -> None:
    """Stored, streamed, with something before it, under another name; alone and in a letter."""
    data = made(filled(issued))
    counts(issued, name, data)


@pytest.mark.parametrize("name", ["phieu.zip", "Phieu.xlsx"])
def test_a_stored_zip_in_a_letter_counts(issued: Journey, name: str) -> None:
    """A stored workbook in a stored archive in a letter."""
    counts(issued, "thu.eml", letter((name, stored({FORM: filled(issued)}))).as_bytes(policy=SMTP))


def test_a_workbook_whose_parts_are_stored_is_no_archive(issued: Journey) -> None:
    """Parts in any order, no folder of files: it is read as a form, also when it is called .zip."""
    with zipfile.ZipFile(io.BytesIO(filled(issued))) as form:
        parts = {name: form.read(name) for name in sorted(form.namelist(), reverse=True)}
    counts(issued, "Phieu.zip", stored(parts))


def test_a_zip_of_nothing_of_ours_under_a_workbooks_name_is_no_workbook(issued: Journey) -> None:
    """FILE_NOT_XLSX at the file itself, as ever."""
    issued.drop("Phieu.xlsx", zipped({"ghi chu.txt": b"x"}))
    assert found(reconciles(issued.collect())) == {"Phieu.xlsx": ("refused", ["FILE_NOT_XLSX"])}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.tar.gz", lambda: _tarred(bytes(300_000_000))),
        ("bomb.zip", lambda: zipped({f"{at}.xlsx": bytes(19_000_000) for at in range(12)})),
    ],
    ids=["a tar", "a zip"],
)
def test_what_inflates_beyond_measure_is_stopped(
    issued: Journey, name: str, data: Callable[[], bytes]
) -> None:
    """FILE_TOO_LARGE at the archive: no more than its budget is ever inflated."""
    issued.drop(name, data())
    status, codes = found(reconciles(issued.collect()))[name]
    assert (status, set(codes)) == ("refused", {"FILE_TOO_LARGE"})


# --- .rar and .7z -----------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [rar4, rar5], ids=["RAR 4", "RAR 5"])
@pytest.mark.parametrize("name", ["phieu.rar", "Phieu.xlsx"])
def test_a_form_in_a_rar_counts(
    issued: Journey, reads_rar: str, made: Callable[..., bytes], name: str
) -> None:
    """By whichever program the machine has; the stored workbook inside is never taken for the archive."""
    assert reads_rar
    counts(issued, name, made({f"xa\\{FORM}" if made is rar4 else f"xã/{FORM}": filled(issued)}))


def test_a_file_that_a_rar_only_points_to_is_none_of_its_own(issued: Journey, reads_rar: str) -> None:
    """Two equal files, of which the archive keeps one and a link to it: the one counts, nothing is damaged."""
    assert reads_rar
    counts(issued, "phieu.rar", linked5(FORM, filled(issued), "ban sao.xlsx"))


@pytest.mark.parametrize(
    "options", [(), ("-mx=9", "-ms=on", "-m0=PPMd"), ("-mx=0",)], ids=["", "solid", "stored"]
)
def test_a_form_in_a_7z_counts(
    issued: Journey, seven: str, only: str, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """However it was packed; from a letter, too, with the archive in `Nguồn`."""
    assert only
    (path,) = packed_by(seven, tmp_path / "ra", {"xã/" + FORM: filled(issued)}, "phieu.7z", *options)
    counts(issued, "thu.eml", letter(("phieu.7z", path.read_bytes())).as_bytes(policy=SMTP))
    assert received(issued)[FORM]["Nguồn"].endswith(" › phieu.7z")


def test_a_zip_with_a_method_of_other_programs_counts(issued: Journey, seven: str, tmp_path: Path) -> None:
    """Deflate64 and PPMd are beyond the standard library: the programs of the machine open them."""
    data = filled(issued)
    (path,) = packed_by(seven, tmp_path / "ra", {FORM: data}, "phieu.zip", "-mm=PPMd")
    counts(issued, "phieu.zip", path.read_bytes())


def test_what_lies_beside_the_form_in_a_rar_is_kept(issued: Journey, reads_rar: str) -> None:
    """Scans are kept with the unit of the form; names that point elsewhere touch no file."""
    assert reads_rar
    before = set(issued.folder.parent.rglob("*.pdf"))
    issued.drop("a.rar", rar5({"../../../x.pdf": PDF, FORM: filled(issued), "/etc/anh.jpg": JPEG}))
    document = reconciles(issued.collect())
    assert found(document) == {"x.pdf": ("kept", []), FORM: ("accepted", []), "anh.jpg": ("kept", [])}
    assert {received(issued)[name]["Mã đơn vị"] for name in ("x.pdf", "anh.jpg")} == {"AN"}
    after = {path for path in issued.folder.parent.rglob("*.pdf") if issued.originals not in path.parents}
    assert after == before


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.rar", rar5({}, locked=True), "FILE_ENCRYPTED"),
        ("a.rar", rar4({"a.xlsx": b"x" * 99}, flags=0x80), "FILE_ENCRYPTED"),
        ("a.part1.rar", rar5({"a.xlsx": b"x" * 99}, volume=True), "ARCHIVE_IN_PARTS"),
        ("a.part1.rar", rar4({"a.xlsx": b"x" * 99}, flags=1), "ARCHIVE_IN_PARTS"),
        ("a.r00", b"x" * 999, "ARCHIVE_IN_PARTS"),
        ("a.z01", b"PK\7\x08PK\3\4" + bytes(99), "ARCHIVE_IN_PARTS"),
        ("a.rar", rar5({"a.xlsx": b"x" * 9_999})[:5_000], "FILE_DAMAGED"),
        ("a.rar", rar5({"a.xlsx": b"x" * 9_999}).replace(b"xxxx", b"xxyx", 1), "FILE_DAMAGED"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + b"\xff" * 90, "FILE_DAMAGED"),
    ],
    ids=["locked", "locked, RAR 4", "a part", "a part, RAR 4", "the second part", "a part of a zip", "cut",
         "another checksum", "rubbish"],
)  # fmt: skip
def test_what_no_program_opens_is_named(
    issued: Journey, seven: str, name: str, data: bytes, code: str
) -> None:
    """A password, a part of several, a damaged one: each in every run, and the others are taken in."""
    assert seven
    issued.drop(name, data)
    issued.send("BH")
    for _ in range(2):
        document = reconciles(issued.collect())
        assert found(document)[name] == ("refused", [code])
        assert document["accepted"] == 1


def test_a_7z_with_a_password_or_in_parts_is_named(issued: Journey, seven: str, tmp_path: Path) -> None:
    """With its names readable or not; every part by its own name."""
    files = {FORM: filled(issued)}
    for at, options in enumerate((("-px",), ("-px", "-mhe=on"))):
        (path,) = packed_by(seven, tmp_path / str(at), files, f"khoa{at}.7z", *options)
        issued.drop(path.name, path.read_bytes())
    for path in packed_by(seven, tmp_path / "chia", files, "chia.7z", "-v6k"):
        issued.drop(path.name, path.read_bytes())
    answers = found(reconciles(issued.collect()))
    assert {name: codes for name, (_, codes) in answers.items()} == {
        "khoa0.7z": ["FILE_ENCRYPTED"], "khoa1.7z": ["FILE_ENCRYPTED"],
        **{name: ["ARCHIVE_IN_PARTS"] for name in answers if name.startswith("chia")},
    }  # fmt: skip
    assert len(answers) >= 4


@pytest.mark.parametrize("name", ["phieu.rar", "phieu.7z"])
def test_a_machine_without_such_a_program_says_so(
    issued: Journey, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ARCHIVE_NOT_READ: unpack it by hand; it is not the unit's fault. Once a program is there, it is taken in."""
    form = filled(issued)
    data = rar5({FORM: form}) if name.endswith(".rar") else b"7z\xbc\xaf\x27\x1c\0\4" + bytes(90)
    monkeypatch.setenv("PATH", str(issued.folder))
    issued.drop(name, data)
    (said,) = reconciles(issued.collect())["files"]
    (told,) = said["findings"]
    assert (said["status"], told["code"]) == ("refused", "ARCHIVE_NOT_READ")
    assert "Giải nén" in told["action"] and "Không phải lỗi của đơn vị" in told["action"]


def test_an_archive_that_opens_later_is_to_be_taken_in_again(
    issued: Journey, seven: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """NOT_TAKEN_YET once a program is there: the forms in it were never received. Taken in again, it is only kept."""
    (made,) = packed_by(seven, tmp_path / "ra", {FORM: filled(issued)}, "phieu.7z")
    path = issued.drop("phieu.7z", made.read_bytes())
    with monkeypatch.context() as bare:
        bare.setenv("PATH", str(issued.folder))
        issued.collect()
    other = issued.send("BH")
    issued.collect(other)
    assert "nay mở được" in received(issued)["phieu.7z"]["Vì sao"]
    codes = [row["Mã lỗi"] for row in issued.sheet("Cần sửa", "Mã lỗi", "File").records()]
    assert "NOT_TAKEN_YET" in codes
    document = reconciles(issued.collect(path))
    assert found(document) == {FORM: ("accepted", [])}
    assert (document["refused"], received(issued)["phieu.7z"]["Trạng thái"]) == (0, "Lưu kèm")


def test_a_unit_is_not_asked_for_what_only_we_cannot_open(
    issued: Journey, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`give-back` writes no letter about an archive for which this machine lacks a program, or half a download."""
    monkeypatch.setenv("PATH", str(issued.folder))
    issued.drop("phieu.rar", rar5({FORM: filled(issued)}))
    issued.drop("b.xlsx.crdownload", filled(issued, "BH")[:9_000])
    issued.collect()
    decide(issued, "phieu.rar", unit="AN")
    decide(issued, "b.xlsx.crdownload", unit="BH")
    issued.collect()
    answer = run("give-back", issued.book, "--out", tmp_path / "tra", "--json").json
    units = {one["unit"]: one for one in answer["units"]}
    assert [units[code]["draft"] for code in ("AN", "BH")] == [None, None]
    assert "phieu.rar" in units["AN"]["note"] and units["CM"]["draft"]


def test_a_program_that_hangs_costs_one_archive(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended, and the rest is taken in."""
    sleeper = issued.folder / "chuong_trinh" / "bsdtar"
    sleeper.parent.mkdir()
    sleeper.write_text("#!/bin/sh\nexec /bin/sleep 600\n")
    sleeper.chmod(0o755)
    monkeypatch.setenv("PATH", str(sleeper.parent))
    monkeypatch.setattr(packed, "SECONDS", 0.5)
    issued.drop("phieu.rar", rar5({FORM: filled(issued)}))
    issued.send("BH")
    document = reconciles(issued.collect())
    assert found(document)["phieu.rar"] == ("refused", ["FILE_DAMAGED"])
    assert document["accepted"] == 1


def test_archives_too_deep_in_each_other_are_to_be_unpacked_by_hand(issued: Journey) -> None:
    """ARCHIVE_TOO_DEEP: nothing is wrong with the form, and nothing is asked of the unit."""
    issued.drop("a.zip", zipped({"b.zip": zipped({"c.zip": zipped({"AN.xlsx": filled(issued)})})}))
    assert found(reconciles(issued.collect())) == {"a.zip": ("refused", ["ARCHIVE_TOO_DEEP"])}


def test_a_form_behind_the_mark_of_a_cut_archive_counts(issued: Journey) -> None:
    """`PK00` before it: made by a program that could have cut it, and did not."""
    counts(issued, "AN.xlsx", b"PK00" + filled(issued))
