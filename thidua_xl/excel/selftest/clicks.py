"""The buttons for a cluster's book, in the order of its year, each beside the command line."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from ... import clock
from ...bookkeeping.versions import versions_of
from ...cluster.acts.summary import summary
from ...cluster.computed import computed
from ...cluster.kept.kept_sheet import rows_of
from ...cluster.next_step import next_now
from ...cluster.papers.registry import made_of
from ...cluster.reading import open_book
from ...domain.values.catalogue import Severity
from ...domain.year.papers import LIST, MINUTES, OCCASIONS, Occasion
from ...mail import account
from ...sheets.cluster import agreed, ballots, papers, settings
from ...wording.next_step import BEGINS, next_said
from ..pointing import explained_at
from .desk import Desk, Step, unchanged
from .imported import write_tables
from .sample import DIRECT, FIRST, SECOND, THIRD, TIED_AT, Sample
from .twins import Twins, differences

_LEDGER = agreed.TABLE.sheet
_REASON = "Tự kiểm tra"
_PAPERS = (MINUTES, LIST)
"""Neighbours on `Văn bản`."""


class ClusterYear:
    """Two books, each open and as a file: one whose scorecards come in, one that is full and goes to its end."""

    FOLDER = "so_"
    """Where the pairs lie: this and the name of a pair."""
    SEALED = "TuKiemTra_da_chot.xlsx"
    """The closed book as the command line left it, beside the file of `full`."""

    def __init__(self, desk: Desk, sample: Sample) -> None:
        self._desk, self._sample = desk, sample
        self._twins: dict[str, Twins] = {}

    def steps(self) -> list[Step]:
        """In the order in which they are done."""
        same = "sổ đang mở bằng sổ của lệnh {}, từng ô"
        files = "; {} giống của lệnh từng byte"
        some = same.format("documents --only") + files.format("văn bản")
        return [
            Step("new", "sổ mới bằng sổ của lệnh new cluster, từng ô", self._new),
            Step("import-units", same.format("import-units --replace"), self._import_units),
            Step("import-criteria", same.format("import-criteria --replace"), self._import_criteria),
            Step("issue", same.format("issue") + files.format("phiếu"), self._issue),
            Step("collect", same.format("collect"), self._collect, "phiếu có lỗi"),
            Step("check", "số lỗi, cảnh báo bằng của lệnh check; phiếu không đổi", self._check),
            Step(
                "give-back", same.format("give-back") + files.format("phiếu trả, thư nháp, danh sách"), self._give_back
            ),
            Step("total", same.format("rank") + ", sau khi sửa một điểm thống nhất", self._total),
            Step("undo", same.format("undo --to"), self._undo),
            Step("next", "câu nói và nơi chỉ đến bằng tính từ tệp; sổ không đổi", self._next),
            Step("summary", "tin nhắn đã chép bằng của lệnh summary; sổ không đổi (không đụng bảng tạm của máy)",
                 self._summary),
            Step("calendar", "việc tiếp theo bằng của lệnh calendar; sổ không đổi", self._calendar),
            Step("issue-register", same.format("issue --stage register") + files.format("phiếu"), self._registration),
            Step("issue-midyear", same.format("issue --stage midyear") + files.format("phiếu"), self._midyear),
            Step("remind", files.format("thư nháp, danh sách")[2:] + "; sổ không đổi", self._remind),
            Step("meeting", same.format("meeting"), self._meeting),
            Step("vote", same.format("rank") + "; hai đơn vị bằng điểm được ghi sẵn", self._vote),
            Step("rank", same.format("rank") + ", sau khi nhập số phiếu", self._rank),
            Step("explain", "lời giải thích bằng lời tính từ tệp; sổ không đổi", self._explain),
            Step("fetch-mail", "chưa ghi nhớ hộp thư nào: trả lời đúng câu của lệnh, sổ không đổi; không dùng hộp "
                 "thư của bạn, không nối mạng (nhận thư thật chưa thử ở đây)", self._fetch_mail),
            Step("documents", same.format("documents") + files.format("văn bản"), self._documents),
            Step("documents-selected", some, self._selected),
            Step("documents-start", some, partial(self._papers, Occasion.START)),
            Step("documents-midyear", some, partial(self._papers, Occasion.MIDYEAR)),
            Step("documents-conference", some, partial(self._papers, Occasion.CONFERENCE)),
            Step("submit", same.format("submit"), self._submit),
            Step("close", same.format("close") + "; cùng mã niêm phong", self._close),
            Step("verify", "kết luận bằng của lệnh verify; sổ không đổi", self._verify),
            Step("reopen", same.format("reopen"), self._reopen),
            Step("new-from", "sổ năm sau bằng sổ của lệnh new cluster --from, từng ô", self._new_from),
        ]  # fmt: skip

    def twins(self, name: str) -> Twins:
        """A pair of books, opened at its first use."""
        if name not in self._twins:
            sample = self._sample
            book = {"new": sample.new, "full": sample.full, "import": sample.importing}[name]
            self._twins[name] = Twins(self._desk.app, book, self._desk.folder / f"{self.FOLDER}{name}")
        return self._twins[name]

    def begin_again(self) -> None:
        """After a failure: the next step is not to suffer from it."""
        for twins in self._twins.values():
            twins.begin_again()

    def close(self) -> None:
        """Close what was opened."""
        for twins in self._twins.values():
            twins.close()

    # --- one step each ---

    def _new(self, desk: Desk) -> Iterator[str]:
        yield from new_book(desk, "new", "new", "cluster")

    def _import_units(self, desk: Desk) -> Iterator[str]:
        yield from self._imported(desk, "import-units", write_tables(desk.folder / "bang_cua_co_quan")[1])

    def _import_criteria(self, desk: Desk) -> Iterator[str]:
        yield from self._imported(desk, "import-criteria", write_tables(desk.folder / "bang_cua_co_quan")[0])

    def _imported(self, desk: Desk, command: str, file: Path) -> Iterator[str]:
        """Into the place of what is typed: the question is answered with yes."""
        twins = self.twins("import")
        yield from desk.click_both(command, twins, file, command, twins.file, file, "--replace")

    def _issue(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("new")
        live, file = _folders(twins, "phieu")
        yield from desk.click_both("issue", twins, live, "issue", twins.file, "--out", file)
        yield from unlike_files(live, file)

    def _collect(self, desk: Desk) -> Iterator[str]:
        twins, mail = self.twins("new"), self._sample.first_mail
        yield from desk.click_both("collect", twins, mail, "collect", twins.file, mail)

    def _check(self, desk: Desk) -> Iterator[str]:
        import json

        form = self._sample.faulty_form
        twins = Twins(desk.app, form, desk.folder / "nut_check")
        try:
            with unchanged(twins.live) as wrong:
                outcome = desk.click("check", twins.book)
            yield from wrong
            yield from desk.compare(outcome, "check", twins.file)
            _, said = desk.command(["check", str(twins.file), "--json"])
            levels = [one["severity"] for one in json.loads(said)["files"][0]["findings"]]
            wanted = f"{_count(levels, Severity.ERROR)} lỗi, {_count(levels, Severity.WARNING)} cảnh báo."
            if wanted not in outcome.text:
                yield f"lệnh nêu {wanted} nút nêu: {outcome.text}"
        finally:
            twins.close()

    def _give_back(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("new")
        live, file = _folders(twins, "tra")
        yield from desk.click_both("give-back", twins, live, "give-back", twins.file, "--out", file)
        yield from unlike_files(live, file)

    def _total(self, desk: Desk) -> Iterator[str]:
        yield from self._ranked(desk, "total", THIRD, 16)

    def _undo(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        live, file = (versions_of(path)[0].path for path in (twins.live, twins.file))
        yield from desk.click_both("undo", twins, live, "undo", twins.file, "--to", file)

    def _next(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        with unchanged(twins.live) as wrong:
            outcome = desk.click("next", twins.book)
        yield from wrong
        step = next_now(open_book(twins.file, to_write=False), clock.now().date())
        if next_said(step) not in outcome.text:
            yield f"nút nói: {outcome.text}"
        if twins.book.sheets.active.name != step.sheet:
            yield f"nút mở trang {twins.book.sheets.active.name}, phải là {step.sheet}"

    def _summary(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("new")
        with unchanged(twins.live) as wrong:
            desk.click("summary", twins.book)
        yield from wrong
        wanted = summary(open_book(twins.file, to_write=False)).group
        if desk.person.copied != [wanted]:
            yield f"nút chép: {desk.person.copied}"

    def _calendar(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        with unchanged(twins.live) as wrong:
            outcome = desk.click("calendar", twins.book)
        yield from wrong
        _, said = desk.command(["calendar", str(twins.file)])
        following = outcome.text.splitlines()[-1]
        if " ".join(following.split()) not in " ".join(said.split()):
            yield f"nút nói: {following}"

    def _registration(self, desk: Desk) -> Iterator[str]:
        yield from self._issued(desk, "issue-register", "register")

    def _midyear(self, desk: Desk) -> Iterator[str]:
        yield from self._issued(desk, "issue-midyear", "midyear")

    def _issued(self, desk: Desk, command: str, stage: str) -> Iterator[str]:
        twins = self.twins("new")
        live, file = _folders(twins, stage)
        yield from desk.click_both(command, twins, live, "issue", twins.file, "--out", file, "--stage", stage)
        yield from unlike_files(live, file)

    def _remind(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("new")
        live, file = _folders(twins, "nhac")
        with unchanged(twins.live) as wrong:
            outcome = desk.click("remind", twins.book, live)
        yield from wrong
        yield from desk.compare(outcome, "remind", twins.file, "--out", file)
        yield from unlike_files(live, file)

    def _meeting(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        yield from desk.click_both("meeting", twins, None, "meeting", twins.file)

    def _vote(self, desk: Desk) -> Iterator[str]:
        yield from self._ranked(desk, "vote", FIRST, TIED_AT)
        tied = {row.unit for row in open_book(self.twins("full").file).ballots.rows}
        if tied != {FIRST, SECOND}:
            yield f"trang Bỏ phiếu ghi {', '.join(sorted(tied)) or 'không đơn vị nào'}, phải là {SECOND}, {FIRST}"

    def _ranked(self, desk: Desk, command: str, unit: str, score: float) -> Iterator[str]:
        """Ranked after an agreed score was typed into both."""
        twins = self.twins("full")
        book = open_book(twins.file)
        place, row = book.file.places[_LEDGER].placement, book.ledger[unit, DIRECT].row
        typed = {agreed.Col.AGREED_SCORE: score, agreed.Col.REASON: _REASON}
        twins.type({_LEDGER: {place.cell(row, header): value for header, value in typed.items()}})
        yield from desk.click_both(command, twins, None, "rank", twins.file)

    def _rank(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        twins.type(_votes(twins.file))
        yield from desk.click_both("rank", twins, None, "rank", twins.file)

    def _explain(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        book = open_book(twins.file)
        row = book.ledger[FIRST, DIRECT].row
        column = book.file.places[_LEDGER].placement[agreed.Col.COUNTS]
        sheet = twins.book.sheets[_LEDGER]
        sheet.activate()
        sheet.range((row + 1, column + 1)).select()
        with unchanged(twins.live) as wrong:
            outcome = desk.click("explain", twins.book)
        yield from wrong
        said = outcome.text.partition(f"\n\n{BEGINS}")[0]
        if said != explained_at(book, computed(book)[0], _LEDGER, row, column):
            yield f"nút nói: {said}"

    def _fetch_mail(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        nobody = desk.folder / "khong_co_hop_thu"
        with account.kept_in(nobody), unchanged(twins.live) as wrong:
            outcome = desk.click("fetch-mail", twins.book)
            yield from desk.compare(outcome, "fetch-mail", twins.file)
        yield from wrong
        if outcome.text != account.UNKNOWN:
            yield f"nút nói: {outcome.text}"

    def _documents(self, desk: Desk) -> Iterator[str]:
        yield from self._written(desk, "documents", [])

    def _selected(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        book = open_book(twins.file)
        place = book.placement(papers.TABLE)
        rows = [row for row in rows_of(book, papers.TABLE) if row.text(papers.Col.CODE) in _PAPERS]
        sheet, column = twins.book.sheets[papers.TABLE.sheet], place[papers.Col.NAME] + 1
        sheet.activate()
        sheet.range((rows[0].row + 1, column), (rows[-1].row + 1, column)).select()
        yield from self._written(desk, "documents-selected", _PAPERS)

    def _papers(self, occasion: Occasion, desk: Desk) -> Iterator[str]:
        yield from self._written(desk, f"documents-{occasion.name.casefold()}", made_of(OCCASIONS[occasion]))

    def _written(self, desk: Desk, command: str, only: Sequence[str]) -> Iterator[str]:
        twins = self.twins("full")
        live, file = _folders(twins, f"van_ban_{command}")
        asked = ("--only", *only) if only else ()
        yield from desk.click_both(command, twins, live, "documents", twins.file, "--out", file, *asked)
        yield from unlike_files(live, file)
        if desk.person.folders != [live]:
            yield f"nút mở thư mục {desk.person.folders}"

    def _submit(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        yield from desk.click_both("submit", twins, None, "submit", twins.file, "--kind", "before")

    def _close(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        yield from desk.click_both("close", twins, None, "close", twins.file)
        seals = [open_book(path, to_write=False).meta.get("seal") for path in (twins.live, twins.file)]
        if seals[0] != seals[1] or not seals[0]:
            yield f"mã niêm phong: nút {seals[0]}, lệnh {seals[1]}"
        shutil.copy(twins.file, twins.file.with_name(self.SEALED))

    def _verify(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        with unchanged(twins.live) as wrong:
            outcome = desk.click("verify", twins.book)
        yield from wrong
        yield from desk.compare(outcome, "verify", twins.file)

    def _reopen(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        labels = twins.book.sheets[settings.TABLE.sheet].range("A1:A80").value
        row = labels.index(settings.Setting.REOPENING) + 1
        twins.book.sheets[settings.TABLE.sheet][f"B{row}"].value = _REASON
        yield from desk.click_both("reopen", twins, None, "reopen", twins.file, "--reason", _REASON)

    def _new_from(self, desk: Desk) -> Iterator[str]:
        twins = self.twins("full")
        yield from new_book(desk, "new-from", "new", "cluster", "--from", twins.file, opened=twins)


def new_book(desk: Desk, command: str, *arguments: object, opened: Twins | None = None) -> Iterator[str]:
    """A button that makes a book and opens it, beside the command that makes it."""
    names = [desk.folder / f"nut_{command}" / side / f"TuKiemTra_{command}.xlsx" for side in ("live", "file")]
    live, file = names
    outcome = desk.click(command, opened.book if opened else None, live)
    verb, kind, *options = arguments
    yield from desk.compare(outcome, verb, kind, file, *options)
    book = desk.app.books[live.name]
    try:
        yield from differences(book, file)
    finally:
        book.close()


def unlike_files(live: Path, file: Path) -> Iterator[str]:
    """Files of two folders that are not there twice or differ in a byte; versions kept before are left out."""
    folders = [{path.name: path for path in folder.iterdir() if path.is_file()} for folder in (live, file)]
    if not folders[1]:
        yield f"lệnh không ghi tệp nào vào {file.name}"
    for name in sorted(folders[0].keys() | folders[1].keys()):
        sides = [one.get(name) for one in folders]
        if sides[0] is None or sides[1] is None:
            yield f"{name}: chỉ {'lệnh' if sides[0] is None else 'nút'} ghi tệp này"
        elif sides[0].read_bytes() != sides[1].read_bytes():
            yield f"{name}: nội dung khác nhau"


def _folders(twins: Twins, name: str) -> tuple[Path, Path]:
    return twins.live.parent / name, twins.file.parent / name


def _count(levels: Iterable[str], level: Severity) -> int:
    return sum(one == level.value for one in levels)


def _votes(path: Path) -> Mapping[str, Mapping[str, object]]:
    """Five votes of eight for the first unit, typed into the rows that the program has filled in."""
    book = open_book(path)
    rows, place = book.ballots.rows, book.placement(ballots.TABLE)
    figures = {
        ballots.Col.ELIGIBLE: 8,
        ballots.Col.PRESENT: 8,
        ballots.Col.ISSUED: 8,
        ballots.Col.COLLECTED: 8,
        ballots.Col.VALID: 8,
        ballots.Col.INVALID: 0,
    }
    typed: dict[str, object] = {
        place.cell(row.row, ballots.Col.VOTES): 5 if row.unit == FIRST else 3 for row in rows
    }
    typed |= {place.cell(row.row, header): number for row in rows[:1] for header, number in figures.items()}
    return {ballots.TABLE.sheet: typed}
