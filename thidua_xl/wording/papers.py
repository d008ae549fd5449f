"""Papers made, in Vietnamese sentences and as JSON: which files, what is left blank, what may not go out yet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..cluster.papers.making import Documents, MadePaper, RefusedPaper
from ..cluster.papers.templates import WrittenTemplate
from ..documents.fill import BadTemplateError
from ..documents.placeholders import Wrong
from .sentences import saved_said

_FEW = 12
"""Blanks of one paper that are named one by one."""
_PLACED = 3
"""Papers at most whose blanks are named at all: nobody reads a list of all papers to its end."""
WHERE_BLANKS = (
    "Chỗ trống ở đâu: trong Word chọn một chỗ chấm, bấm Select → Select Text with Similar Formatting; hoặc xuất riêng "
    "văn bản ấy để xem từng nơi."
)
_REASONS = 3
"""Reasons of refused papers, and bad templates, that a message box names."""
WHICH_ROWS = (
    "Chưa chọn văn bản nào: mở trang Văn bản, chọn một hay nhiều dòng có Mã văn bản (giữ Ctrl để chọn các dòng rời "
    "nhau) rồi bấm lại."
)


def made_said(one: MadePaper) -> str:
    """`bao-cao-6-thang: bao-cao-6-thang.docx; chưa có số liệu Sơ kết, 9 chỗ trống.`"""
    left = [one.lacks] if one.lacks else []
    if one.blanks:
        left.append(f"{len(one.blanks)} chỗ trống")
    return f"{one.code}: {one.file.name}; {', '.join(left)}." if left else f"{one.code}: {one.file.name}."


def blanks_said(one: MadePaper) -> Iterator[str]:
    """Where people fill something in, one line a place."""
    places = Counter(map(str, one.blanks))
    for place, number in list(places.items())[:_FEW]:
        yield f"   – {place}" + (f" ({number} chỗ)" if number > 1 else "")
    if len(places) > _FEW:
        yield f"   … và {len(places) - _FEW} nơi nữa (dùng --json)."


def documents_said(done: Documents) -> Iterator[str]:
    """Every paper, the places of its blanks where there are few papers, then what was not made and why."""
    are_placed = len(done.made) <= _PLACED
    for one in done.made:
        yield made_said(one)
        yield from blanks_said(one) if are_placed else ()
    for reason, codes in by_reason(done.refused).items():
        yield f"{', '.join(codes)}: chưa xuất được vì {reason}. Xem trước: thêm --draft (DỰ THẢO)."
    for needless in done.not_needed:
        yield f"{needless.code}: chưa có văn bản nào, vì {'; '.join(needless.reasons)}."
    yield f"{len(done.made)} văn bản trong {done.out}."
    if not are_placed and any(one.blanks for one in done.made):
        yield WHERE_BLANKS
    yield from put_away_said(done)
    yield from unused_said(done)


def unused_said(done: Documents) -> Iterator[str]:
    """Which of the office's own templates have the name of none."""
    if done.unused:
        names = ", ".join(one.name for one in done.unused)
        yield f"Không dùng đến tệp trong thư mục mẫu: {names}. Tên mẫu phải là mã văn bản, như ke-hoach.docx."


def put_away_said(done: Documents) -> Iterator[str]:
    """Which files were replaced: whoever worked in one finds it."""
    names = [one.file.name for one in done.made if one.put_away]
    if names:
        yield f"Bản trước, khác bản vừa xuất, đã chuyển vào {done.out / 'luu'}: {', '.join(names)}."


def by_reason(refused: Sequence[RefusedPaper]) -> dict[str, list[str]]:
    """Most wait for the same: each reason once, with the codes of its papers."""
    found: dict[str, list[str]] = {}
    for one in refused:
        found.setdefault("; ".join(one.reasons), []).append(one.code)
    return found


def papers_said(done: Documents, names: Mapping[str, str]) -> Iterator[str]:
    """The same in the few lines of a message box; `names`: of the papers by their codes."""
    blanks = sum(len(one.blanks) for one in done.made)
    left = f"còn {blanks} chỗ trống phải điền" if blanks else "không còn chỗ trống nào"
    yield f"{len(done.made)} văn bản trong {done.out}" + (f"; {left}." if done.made else ".")
    yield from _refused_said(done, names)
    yield from map(broken_said, done.broken[:_REASONS])
    if len(done.broken) > _REASONS:
        yield f"… và {len(done.broken) - _REASONS} mẫu hỏng nữa."
    yield from put_away_said(done)
    yield from unused_said(done)
    yield ""
    if done.waits:
        yield "Sổ còn việc chờ người quyết định: xem trang Cần sửa, Tiếp nhận, Xếp hạng."
    yield saved_said(done.saved) if done.saved else "Sổ đã chốt nên trang Văn bản không ghi thêm gì."


def _refused_said(done: Documents, names: Mapping[str, str]) -> Iterator[str]:
    """Each reason once, with the names of its papers."""
    grouped = by_reason(done.refused)
    for reason, codes in list(grouped.items())[:_REASONS]:
        yield f"Chưa xuất được vì {reason}: {', '.join(names.get(code, code) for code in codes)}."
    rest = sum(len(codes) for codes in list(grouped.values())[_REASONS:])
    if rest:
        yield f"Chưa xuất được {rest} văn bản nữa."


def unmade_said(codes: Sequence[str]) -> str:
    """Rows of the register that people keep themselves."""
    return f"Chương trình không làm văn bản mã {', '.join(codes)}: dòng ấy do người dùng tự ghi."


def broken_said(error: BadTemplateError) -> str:
    """One sentence: which template, which paragraph, which placeholder."""
    if not error.wrong:
        return f"Mẫu {error.name} không phải tệp Word (.docx) đọc được: bỏ tệp ấy đi hoặc chép lại mẫu."
    return f"Mẫu {error.name}: {'; '.join(map(_wrong_said, error.wrong))}. Sửa mẫu rồi xuất lại."


def _wrong_said(wrong: Wrong) -> str:
    place = f"{wrong.place}, " if wrong.place else ""
    where = f"{place}đoạn {wrong.paragraph}, chỗ điền {wrong.placeholder}: " if wrong.paragraph else place
    return f"{where}{wrong.why}"


def templates_said(written: Sequence[WrittenTemplate]) -> Iterator[str]:
    """How many templates there are to edit, and which were an office's own already."""
    folder = written[0].file.parent
    kept = [one.file.name for one in written if one.kept]
    yield f"{len(written)} mẫu trong {folder}: sửa bằng Word rồi để trong thư mục <tên sổ>.mau cạnh sổ."
    if kept:
        yield f"Giữ nguyên mẫu đã sửa: {', '.join(kept)}."


def documents_document(done: Documents) -> dict[str, Any]:
    """The document of `documents --json`."""
    return {
        "out": str(done.out),
        "papers": [
            {
                "code": one.code,
                "file": str(one.file),
                "lacks": one.lacks or None,
                "put_away": one.put_away,
                "blanks": [{"heading": blank.heading, "text": blank.text} for blank in one.blanks],
            }
            for one in done.made
        ],
        "refused": [{"code": one.code, "reasons": list(one.reasons)} for one in done.refused],
        "not_needed": [{"code": one.code, "reasons": list(one.reasons)} for one in done.not_needed],
        "broken": [
            {
                "file": error.name,
                "placeholders": [
                    {"paragraph": wrong.paragraph, "placeholder": wrong.placeholder, "reason": wrong.why}
                    for wrong in error.wrong
                ],
            }
            for error in done.broken
        ],
        "unused_templates": [str(one) for one in done.unused],
    }
