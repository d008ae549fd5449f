"""The ready workbooks of `workbooks/`."""

from pathlib import Path

from thidua_xl.demo.ready_files import outdated

FOLDER = Path(__file__).parents[2] / "workbooks"


def test_the_ready_workbooks_equal_a_fresh_build_part_by_part() -> None:
    """What is shipped is what the code makes."""
    assert outdated(FOLDER) == []


def test_a_changed_part_is_noticed(tmp_path: Path) -> None:
    """The comparison can fail."""
    for shipped in FOLDER.iterdir():
        (tmp_path / shipped.name).write_bytes(shipped.read_bytes())
    (tmp_path / "Phieu_mau.xlsx").write_bytes((tmp_path / "SoCum_mau.xlsx").read_bytes())
    assert any(line.startswith("Phieu_mau.xlsx: ") for line in outdated(tmp_path))
