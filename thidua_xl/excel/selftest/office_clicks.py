"""The buttons of the group Nội vụ and of the group Trợ giúp, each beside the command line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from .clicks import new_book, unlike_files
from .desk import Desk, Step, unchanged
from .sample import Sample
from .twins import Twins


class OfficeYear:
    """The office's book, open and as a file, and what its only cluster sends up."""

    FOLDER = "so_noi_vu"

    def __init__(self, desk: Desk, sample: Sample) -> None:
        self._desk, self._sample = desk, sample
        self._opened: Twins | None = None

    def steps(self) -> list[Step]:
        """In the order in which they are done."""
        same = "sổ tổng hợp đang mở bằng sổ của lệnh {}, từng ô"
        return [
            Step("new-office", "sổ mới bằng sổ của lệnh new office, từng ô", self._new_office),
            Step("issue-books", "sổ cụm giống của lệnh issue-books từng byte; sổ tổng hợp không đổi", self._issue),
            Step("consolidate", same.format("consolidate"), self._consolidate),
            Step("appraise", same.format("appraise") + "; phiếu thẩm định giống từng byte", self._appraise),
            Step("nominees", same.format("consolidate"), self._nominees),
            Step("guide", "tệp hướng dẫn có ở máy, nút chỉ đúng tệp ấy (không mở trình duyệt)", self._guide),
            Step("doctor", "các dòng bằng của lệnh addin doctor", self._doctor),
        ]  # fmt: skip

    @property
    def _twins(self) -> Twins:
        if self._opened is None:
            self._opened = Twins(self._desk.app, self._sample.office, self._desk.folder / self.FOLDER)
        return self._opened

    def begin_again(self) -> None:
        """After a failure: the next step is not to suffer from it."""
        if self._opened is not None:
            self._opened.begin_again()

    def close(self) -> None:
        """Close what was opened."""
        if self._opened is not None:
            self._opened.close()

    # --- one step each ---

    def _new_office(self, desk: Desk) -> Iterator[str]:
        yield from new_book(desk, "new-office", "new", "office")

    def _issue(self, desk: Desk) -> Iterator[str]:
        twins = self._twins
        live, file = (path.parent / "so_cum" for path in (twins.live, twins.file))
        with unchanged(twins.live) as wrong:
            outcome = desk.click("issue-books", twins.book, live)
        yield from wrong
        yield from desk.compare(outcome, "issue-books", twins.file, "--out", file)
        yield from unlike_files(live, file)

    def _consolidate(self, desk: Desk) -> Iterator[str]:
        sent = self._sent(desk)
        yield from desk.click_both("consolidate", self._twins, sent, "consolidate", self._twins.file, sent)

    def _sent(self, desk: Desk) -> Path:
        """The cluster's book as it goes up."""
        sent = desk.folder / "gui_len"
        sent.mkdir(exist_ok=True)
        shutil.copy(self._sample.full, sent)
        return sent

    def _appraise(self, desk: Desk) -> Iterator[str]:
        twins = self._twins
        yield from desk.click_both("appraise", twins, None, "appraise", twins.file)
        yield from unlike_files(*(path.with_suffix(".tham_dinh") for path in (twins.live, twins.file)))

    def _nominees(self, desk: Desk) -> Iterator[str]:
        sent = self._sent(desk)  # the button takes what was received, the command is told it again
        yield from desk.click_both("nominees", self._twins, None, "consolidate", self._twins.file, sent)

    def _guide(self, desk: Desk) -> Iterator[str]:
        from ...addin.guide import guide_file

        outcome = desk.click("guide", None)
        if outcome.code or desk.person.pages != [guide_file().as_uri()] or not guide_file().is_file():
            yield f"nút mở {desk.person.pages or outcome.text}"

    def _doctor(self, desk: Desk) -> Iterator[str]:
        outcome = desk.click("doctor", None)
        code, said = desk.command(["addin", "doctor"])
        if code != outcome.code:
            yield f"mã thoát: nút {outcome.code}, lệnh {code}"
        heard = [line.replace(" → ", " ") for line in said.splitlines() if not line.startswith("Được: ")]
        yield from (f"chỉ lệnh nói: {line}" for line in heard if line not in outcome.text)
        fine = f"{len(said.splitlines()) - len(heard)} mục ổn, {len(heard)} mục cần xem."
        if fine not in outcome.text:
            yield f"lệnh nêu {fine}"
