"""The figures as Markdown: a long table for this folder's page, a short one for the first page of the project."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from .beside import CALAMINE, OURS, Beside

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def put_into(page: Path, text: str) -> None:
    """The text between the two marks of a page. Raises ValueError for a page without them."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page}: no {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _of(found: Sequence[Beside], who: str) -> Beside:
    return next(one for one in found if one.who == who)


def _works(found: Sequence[Beside]) -> dict[str, list[Beside]]:
    works: dict[str, list[Beside]] = {}
    for one in found:
        works.setdefault(one.work, []).append(one)
    return works


def long_table(found: Sequence[Beside]) -> str:
    """Who took what for one piece of work after another."""
    lines: list[str] = []
    for work, several in _works(found).items():
        lines += [f"**{work}**", "", *_long(several), ""]
    return "\n".join(lines).strip()


def _long(several: Sequence[Beside]) -> Iterator[str]:
    yield "| who | files | wall, s | CPU, s | CPU a file, ms | min–max | peak, MB | times calamine | times ours |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    calamine, ours = _of(several, CALAMINE).each, _of(several, OURS).each
    for one in several:
        if one.missing:
            yield f"| {one.who} | {one.missing} ||||||||"
            continue
        least, most = one.spread
        yield (
            f"| {one.who} | {one.files} | {one.wall:.2f} | {one.cpu:.2f} | {one.each:.1f} | {least:.1f}–{most:.1f} "
            f"| {one.peak:.0f} | {one.each / calamine:.2f} | {one.each / ours:.2f} |"
        )


_SAID = {
    OURS: "**thidua_xl**: đọc, kiểm tra, chấm, xếp hạng, ghi sổ",
    "plain loop, calamine": "vòng lặp pandas + Pandera (calamine): chỉ đọc, cộng điểm",
    "plain loop, openpyxl": "vòng lặp pandas + Pandera (openpyxl): chỉ đọc, cộng điểm",
    CALAMINE: "calamine: chỉ đọc",
    "bare openpyxl": "openpyxl: chỉ đọc",
    "LibreOffice": "LibreOffice không cửa sổ: chỉ chuyển sang CSV",
}


def short_table(found: Sequence[Beside]) -> str:
    """Processor milliseconds a file, for who reads Vietnamese."""
    works = list(_works(found).values())
    heads = [f"{_number(several[0].files)} {_KINDS[several[0].kind]}" for several in works]
    lines = [f"| ms CPU mỗi tệp | {' | '.join(heads)} |", f"|---|{'--:|' * len(works)}"]
    for who, said in _SAID.items():
        told = [_each(several, who) for several in works]
        lines.append(f"| {said} | {' | '.join(told)} |")
    return "\n".join(lines)


_KINDS = {"forms": "phiếu", "books": "sổ cụm"}


def _each(several: Sequence[Beside], who: str) -> str:
    one = next((one for one in several if one.who == who and not one.missing), None)
    return "–" if one is None else _number(one.each)


def _number(value: float) -> str:
    """As Vietnamese writes it."""
    if value == int(value) or value >= 10:
        return f"{value:,.0f}".replace(",", ".")
    return f"{value:.1f}".replace(".", ",")


def lines_table(lines: Sequence[tuple[str, str, str, str]]) -> str:
    """What else was measured: what, how much, target, ratio."""
    rows = (f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
    return "\n".join(["| what | median | target | ratio |", "|---|--:|---|---|", *rows])
