"""The ready files: in `workbooks/` books from the sample and the add-in from `macros/`; the page of the guides.

Every part has the same bytes each time.

`python -m thidua_xl.demo.ready_files workbooks` writes them; with `--check` it only says whether they are current.
"""

import datetime
import io
import sys
import zipfile
from pathlib import Path

from .. import clock, sample
from ..addin.build import build as build_addin
from ..addin.guide import guide_file, guides_folder
from ..addin.guide_page import page
from ..bookkeeping.new_file import new_package
from ..cluster.acts.new_book import sample_cluster as sample_book
from ..cluster.places import assessed
from ..cluster.render import render_inputs, render_state
from ..office.acts.new_book import office_package
from ..office.acts.new_book import sample_office as sample_office
from ..scorecard.stamp import blank_identity, render
from ..sheets.groups import in_order
from ..storage.safe import write_safely
from ..workbook.write import to_bytes

_MACROS = Path(__file__).parents[2] / "macros"
_BUILT = datetime.datetime(sample.YEAR, 1, 1, tzinfo=clock.VIETNAM)


def build() -> dict[str, bytes]:
    """File name → package."""
    book = sample_book(sample.YEAR)
    with clock.held(_BUILT, "thidua_xl"):  # `Lịch` says how the year stands on a day
        sheets = [*render_inputs(book), *render_state(book, assessed(book, ())).sheets]
    form = render(book.settings, book.criteria, blank_identity(), _BUILT.date().isoformat())
    return {
        "SoCum_mau.xlsx": new_package(book.title, in_order(sheets), _BUILT),
        "Phieu_mau.xlsx": to_bytes(form, _BUILT),
        "SoTongHop_mau.xlsx": office_package(sample_office(sample.YEAR), _BUILT),
        "ThiDua.xlam": build_addin(_MACROS),
    }


def parts(package: bytes) -> dict[str, bytes]:
    """The inflated parts: compression differs between machines, contents do not."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def outdated(folder: Path) -> list[str]:
    """The files (and parts) that are not what a fresh build makes."""
    found = []
    for name, package in build().items():
        path = folder / name
        if not path.exists():
            found.append(name)
            continue
        ours, theirs = parts(package), parts(path.read_bytes())
        names = sorted(ours.keys() | theirs.keys())
        found += [f"{name}: {part}" for part in names if ours.get(part) != theirs.get(part)]
    return found


def page_is_current() -> bool:
    """Whether the page that *Hướng dẫn* opens is what the guides say."""
    return guide_file().is_file() and guide_file().read_text(encoding="utf-8") == page(guides_folder())


def main(arguments: list[str]) -> int:
    """Build into the folder, or check it."""
    folder = Path(arguments[0])
    if "--check" in arguments:
        old = [*outdated(folder), *([] if page_is_current() else [guide_file().name])]
        for line in old:
            print(f"not what a fresh build makes: {line}", file=sys.stderr)
        return int(bool(old))
    for name, package in build().items():
        write_safely(folder / name, package)
    write_safely(guide_file(), page(guides_folder()).encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
