"""What happens in a cluster's year, as data, and how its journal tells of it (`bookkeeping.happened` has the rest)."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..bookkeeping.happened import BLANK
from ..domain.ranking.submissions import Difference, Submission, differing_said, sending_said
from ..domain.scoring.settings import Phase
from ..domain.values.text import decapitalised


class AgreedChange(NamedTuple):
    """An agreed cell that holds something else now, in words."""

    header: str
    old: str
    new: str

    def __str__(self) -> str:
        """What was agreed comes first."""
        return f"{decapitalised(self.header)} {self.new or 'để trống'} (trước {self.old or 'để trống'})"


class AgreedTyped(NamedTuple):
    """A person typed in the agreed columns of a row since the last run, and gave this reason."""

    unit: str
    criterion: str
    changes: Sequence[AgreedChange]
    reason: str = ""

    @property
    def line(self) -> str:
        """The journal's sentence."""
        why = f", lý do: {self.reason}" if self.reason else ""
        return f"{self.unit} · {self.criterion}: {', '.join(map(str, self.changes))}{why}"


class ScoreChange(NamedTuple):
    """A scorer's score that is another than in the last run."""

    unit: str
    criterion: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.unit} {self.criterion} {self.old or BLANK} → {self.new or BLANK}"


class ScoresGiven(NamedTuple):
    """Scores of one scorer that somebody typed since the last run."""

    scorer: str
    changes: Sequence[ScoreChange]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Điểm của người chấm {self.scorer}: " + "; ".join(map(str, self.changes))


class CriteriaChanged(NamedTuple):
    """The criteria are others than in the last run: code → what changed, in words."""

    changes: Mapping[str, str]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return "Tiêu chí đã đổi – " + "; ".join(f"{code}: {what}" for code, what in self.changes.items())


class RulesChanged(NamedTuple):
    """Rules are others than in the last run: rule → old → new, and what that changed for units, in words."""

    changes: Mapping[str, str]
    effects: Mapping[str, str]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        done = _first(" | ", [f"{unit}: {said}" for unit, said in self.effects.items()], "đơn vị")
        changed = _first("; ", [f"{name}: {what}" for name, what in self.changes.items()], "quy tắc")
        effect = f"Kết quả đổi theo – {done}" if done else "Không đổi kết quả của đơn vị nào"
        return f"Đổi quy tắc – {changed}. {effect}"


_MOST = 20
"""Units, or rules, that one sentence names: a cell holds no more than 32,767 characters."""


def _first(between: str, told: Sequence[str], what: str) -> str:
    more = [f"và {len(told) - _MOST} {what} khác"] if len(told) > _MOST else []
    return between.join([*told[:_MOST], *more])


class FigureChange(NamedTuple):
    """A received cell that holds something else now."""

    criterion: str
    header: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.criterion} {self.header} {self.old or BLANK} → {self.new or BLANK}"


class FiguresReplaced(NamedTuple):
    """Another form of the unit counts, or cells that somebody edited are as in its form again (`restored`)."""

    unit: str
    changes: Sequence[FigureChange]
    restored: bool

    @property
    def line(self) -> str:
        """The journal's sentence."""
        why = "lấy lại theo phiếu gốc" if self.restored else "phiếu thay thế"
        return f"{self.unit} ({why}): " + "; ".join(map(str, self.changes))


class FiguresDropped(NamedTuple):
    """No form of the unit counts any more."""

    unit: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"{self.unit}: không còn phiếu được dùng, bỏ các số liệu đã nhận"


class FormIssued(NamedTuple):
    """A form went out."""

    file: str
    number: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Phát hành {self.file}, số {self.number}"


class TableImported(NamedTuple):
    """Rows of an office's own table were written into an input sheet."""

    sheet: str
    file: str
    rows: int
    gone: int
    """How many typed rows gave way to them."""

    @property
    def line(self) -> str:
        """The journal's sentence."""
        instead = f", thay {self.gone} dòng cũ" if self.gone else ""
        return f"Nhập {self.rows} dòng từ {self.file} vào trang {self.sheet}{instead}"


class LettersMade(NamedTuple):
    """Drafts of letters were made; nobody knows here whether they were sent."""

    returned: Sequence[str]
    """Codes of whom something is given back to, to mend it or to send it again."""
    reminded: Sequence[str]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        told = (("thư trả phiếu", self.returned), ("thư nhắc nộp", self.reminded))
        return "Lập " + "; ".join(f"{what}: {', '.join(codes)}" for what, codes in told if codes)


PAPERS_MADE = "Xuất văn bản: "
"""How the journal begins to tell of papers."""


class PapersMade(NamedTuple):
    """Papers were made, of these codes, all of one command together."""

    codes: Sequence[str]
    files: int
    """How many: a paper of every unit is a file a unit."""

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"{PAPERS_MADE}{', '.join(self.codes)} ({self.files} tệp)"


class Recorded(NamedTuple):
    """Something was sent to the superior, which may have moved the phase."""

    sent: Submission
    before: Phase
    after: Phase

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return sending_said(self.sent, self.before, self.after)


class SentOtherwise(NamedTuple):
    """What was sent now is not what was sent before."""

    last: Submission
    found: Sequence[Difference]
    digits: int

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return differing_said(self.last, self.found, self.digits)


class Sealed(NamedTuple):
    """The book was sealed."""

    mark: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Chốt sổ, mã niêm phong {self.mark}"


class Reopened(NamedTuple):
    """The seal was broken, by whom the journal says, for this reason."""

    mark: str
    why: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"Mở lại sổ, bỏ mã niêm phong {self.mark or '(không có)'}. Lý do: {self.why}"


class SaidOtherwise(NamedTuple):
    """Something that `_da_ghi` remembers is another than in the last run: a phase, a decision, a vote."""

    label: str
    old: str
    new: str

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"{self.label}: {_with_days(self.old)} → {_with_days(self.new)}"


_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def _with_days(said: str) -> str:
    """What is remembered, its days as people write them."""
    return _DAY.sub(r"\3/\2/\1", said)


class RanksMoved(NamedTuple):
    """Units that hold another rank than after the last run: code, old, new."""

    label: str
    moves: Sequence[tuple[str, str, str]]

    @property
    def line(self) -> str:
        """The journal's sentence."""
        return f"{self.label}: " + "; ".join(f"{code} {old} → {new}" for code, old, new in self.moves)
