"""Papers in Writer: they open with every letter, on as many pages as a person expects; edited templates still fill."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.office.books import Cluster, build, criteria_of, run
from tests.office.calc import DOCX, TEXT_PDF, Calc
from tests.papers.read import blanks, lines, tables, whole
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit

pytestmark = pytest.mark.office

LIST, MINUTES = "danh-sach", "bien-ban-hoi-nghi"


def cluster_of(size: int) -> Cluster:
    """So many units, each a tenth of a point behind the one before."""
    codes = [f"X{at:02}" for at in range(1, size + 1)]
    scores = " ".join(str(10 - at / 10) for at in range(size))
    table = f"{' '.join(codes)}\nI.1 {scores}\nI.2 {' '.join(['5'] * size)}\nII.1 {' '.join(['3'] * size)}"
    criteria = criteria_of(
        "I\nI.1 | Tiêu chí | 10 | Chấm trực tiếp\nI.2 | Tiêu chí | 5 | Chấm trực tiếp\n"
        "II\nII.1 | Tiêu chí | 4 | Chấm trực tiếp"
    )
    units = [Unit(code, f"Xã Nguyễn Thị Ưu Ứng {code}") for code in codes]
    settings = Settings(year=2026, cluster=f"C{size:02}", name="Cụm thi đua số một, vùng Triệu Sơn", head="X01",
                        place="Triệu Sơn", superior="UBND tỉnh Thanh Hóa", signer="Lê Đình Khải")  # fmt: skip
    return Cluster(criteria, table, settings, units)


@pytest.fixture(scope="module")
def made(work: Path) -> Mapping[int, Path]:
    """The papers of a cluster of three and of one of thirty units."""
    folders = {}
    for size in (3, 30):
        book = build(work / f"papers {size}.xlsx", cluster_of(size))
        folders[size] = work / f"papers {size}"
        run("documents", book, "--out", folders[size])
    return folders


@pytest.fixture(scope="module")
def printed(made: Mapping[int, Path], calc: Calc) -> Mapping[tuple[int, str], Path]:
    """Every paper as PDF."""
    found = {}
    for size, folder in made.items():
        for paper in sorted(folder.glob("*.docx")):
            with calc.open(paper) as opened:
                opened.save(paper.with_suffix(".pdf"), TEXT_PDF)
            found[size, paper.stem] = paper.with_suffix(".pdf")
    return found


def read(pdf: Path) -> str:
    """The text of a PDF."""
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout


def squeezed(text: str) -> str:
    """Without spaces and line ends: a PDF breaks lines where they end; capitals are a look in Word."""
    return re.sub(r"\s+", "", text).casefold()


def test_every_paper_prints_every_letter(
    made: Mapping[int, Path], printed: Mapping[tuple[int, str], Path]
) -> None:
    """No diacritic is lost, nothing is cut away: each paragraph stands in the PDF."""
    for (size, name), pdf in printed.items():
        text = squeezed(read(pdf))
        missing = [
            line for line in lines(made[size] / f"{name}.docx")
            if len(line) > 3 and not all(squeezed(word) in text for word in line.split())
        ]  # fmt: skip
        assert missing == [], (size, name)


def test_papers_have_a_sane_number_of_pages(printed: Mapping[tuple[int, str], Path]) -> None:
    """A short one is one page, the minutes three at most, with thirty units too."""
    most = {LIST: (1, 2), MINUTES: (3, 5), "de-nghi": (2, 3), "bien-ban-bau": (2, 2)}
    for name, (few, many) in most.items():
        for size, limit in ((3, few), (30, many)):
            pages = len(re.findall(rb"/Type\s*/Page[^s]", printed[size, name].read_bytes()))
            assert 1 <= pages <= limit, (size, name, pages)


# --- a template that somebody edited -----------------------------------------------------------


@pytest.fixture(scope="module")
def templates(work: Path) -> Path:
    """The project's templates, to be edited."""
    folder = work / "templates"
    run("documents", "--write-templates", folder)
    return folder


def filled(work: Path, made: Mapping[int, Path], folder: Path, code: str) -> Path:
    """A paper of the small cluster from these templates."""
    out = work / f"from {folder.name}"
    run("documents", made[3].with_suffix(".xlsx"), "--out", out, "--only", code, "--templates", folder)
    return out / f"{code}.docx"


def test_every_template_that_writer_saved_fills(
    work: Path, made: Mapping[int, Path], templates: Path, calc: Calc
) -> None:
    """Opened and saved, no more: the same text as from our own."""
    folder = work / "saved"
    folder.mkdir()
    for template in sorted(templates.glob("*.docx")):
        with calc.open(template) as opened:
            opened.save(folder / template.name, DOCX)
    out = work / "from saved"
    run("documents", made[3].with_suffix(".xlsx"), "--out", out, "--templates", folder)
    for paper in sorted(made[3].glob("*.docx")):
        again = out / paper.name
        assert whole(again) == whole(paper), paper.name
        assert blanks(again) == blanks(paper), paper.name


def test_a_template_edited_in_writer_fills(
    work: Path, made: Mapping[int, Path], templates: Path, calc: Calc
) -> None:
    """Another letterhead, bold changed, the table of results moved to the end."""
    folder = work / "edited"
    folder.mkdir()
    with calc.open(templates / f"{MINUTES}.docx") as opened:
        ask = {"document": opened.number}
        assert calc.ask("replace_text", **ask, old="{{ dong }}", new="{{ dong }} –") >= 2
        assert calc.ask("replace_text", **ask, old="Thành phần tham dự", new="Có mặt tại hội nghị") == 1
        assert calc.ask("make_bold", **ask, words="Chủ trì (chủ tọa):", bold=False)
        assert calc.ask("move_table", **ask, words="Tổng điểm", behind="Không có đơn vị nào phải bỏ phiếu")
        opened.save(folder / f"{MINUTES}.docx", DOCX)
    paper = filled(work, made, folder, MINUTES)
    texts = lines(paper)
    assert "Xã Nguyễn Thị Ưu Ứng X01 –" in texts
    assert any(text.startswith("Có mặt tại hội nghị") for text in texts)
    results = next(table for table in tables(paper) if table[0][0] == "TT")
    assert [row[1] for row in results[1:]] == [f"Xã Nguyễn Thị Ưu Ứng X{at:02}" for at in (1, 2, 3)]
    assert texts.index("Tổng điểm") > texts.index("Không có đơn vị nào phải bỏ phiếu.")
