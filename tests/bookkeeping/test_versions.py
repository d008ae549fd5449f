"""The versions kept in `luu`: which is the newest, and what is remembered of each."""

import datetime
import unicodedata
from pathlib import Path

import pytest

from thidua_xl.bookkeeping.versions import keep_version, versions_of

MOMENT = datetime.datetime(2025, 12, 27, 8, 46, 40)


def kept(path: Path, *acts: tuple[str, int]) -> list[str]:
    """The commands before which versions were kept, newest first; an act is a command and its second."""
    for at, (command, second) in enumerate(acts):
        path.write_bytes(b"%d" % at)
        keep_version(path, MOMENT.replace(second=second), command)
    return [version.command for version in versions_of(path)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_as_a_mac_writes_it_loses_nothing_of_its_versions(tmp_path: Path, form: str) -> None:
    """The second, the mark of the bytes: they stand under the name in the list."""
    path = tmp_path / unicodedata.normalize(form, "Sổ cụm 2025.xlsx")  # type: ignore[arg-type]
    assert kept(path, ("rank", 40), ("collect", 47), ("rank", 55)) == ["rank", "collect", "rank"]
    newest = versions_of(path)[0]
    assert newest.moment.second == 55
    assert newest.mark


def test_of_two_acts_in_a_second_the_later_one_is_the_newer(tmp_path: Path) -> None:
    """Whatever numbers their names bear: a script clicks faster than people do."""
    path = tmp_path / "SoCum_C01_2025.xlsx"
    assert kept(path, ("rank", 10), ("rank", 40), ("collect", 40)) == ["collect", "rank", "rank"]
