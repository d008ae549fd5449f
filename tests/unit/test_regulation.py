"""Quy chế: each setting has its own sentence, and changes no other."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.class_entries import read_scale
from thidua_xl.domain.scoring.settings import (
    Award,
    Basis,
    Majority,
    Milestones,
    Settings,
    TiesBelowFirst,
    Window,
)
from thidua_xl.domain.values.calling import Calling
from thidua_xl.domain.values.said import BLANK
from thidua_xl.domain.year.regulation import NO_SETTING, Article, in_all, meeting_articles, scoring_articles
from thidua_xl.sample import cluster

BASE = replace(
    cluster.settings(2026),
    registration_due=date(2026, 3, 31),
    midyear_due=date(2026, 7, 14),
    final_due=date(2026, 12, 24),
    papers_due=date(2026, 12, 24),
)
OF_SCORING = ("digits", "ceiling", "basis", "ties", "always_voted", "majority", "awards")
WHERE_SET = ("classes",)
"""Settings that have a sentence only where the cluster uses them."""
OF_MEETINGS = (
    "registration_due", "midyear_due", "milestones", "deadline", "window", "meeting", "final_due", "conference",
    "papers_due", "superior", "office",
)  # fmt: skip

CHANGES: tuple[tuple[str, Any, str], ...] = (
    ("digits", 0, "Điểm được làm tròn một lần cho mỗi tiêu chí, đến số nguyên: chữ số đầu tiên bị bỏ từ 5 trở lên thì "
     "làm tròn lên, dưới 5 thì bỏ."),
    ("digits", 3, "đến ba chữ số thập phân"),
    ("ceiling", 1_050_500, "Tổng điểm của một đơn vị, kể cả điểm thưởng, không vượt quá 1.050,5 điểm."),
    ("basis", Basis.PERCENT, "theo tỷ lệ % của tổng điểm trên điểm tối đa của từng đơn vị"),
    ("ties", TiesBelowFirst.SHARED_DENSE, "đơn vị kế tiếp xếp hạng Ba"),
    ("ties", TiesBelowFirst.VOTE, "Các đơn vị bằng nhau ở hạng Nhì, hạng Ba thì bỏ phiếu"),
    ("always_voted", 3, "Hội nghị luôn bỏ phiếu suy tôn giữa 03 đơn vị đứng đầu"),
    ("majority", Majority.OF_VALID, "quá nửa số phiếu hợp lệ"),
    ("majority", Majority.OF_ELIGIBLE, "quá nửa tổng số người được bỏ phiếu"),
    ("awards", (Award("Cờ thi đua", 1), Award("Bằng khen", 12)), "Hình thức và số lượng cụm đề nghị, theo thứ tự xếp "
     "hạng: Cờ thi đua cho 01 đơn vị; Bằng khen cho 12 đơn vị."),
    ("awards", (), "Cụm không đề nghị hình thức khen thưởng nào."),
    ("registration_due", date(2026, 2, 9), "đến Trưởng cụm chậm nhất ngày 09 tháng 02 năm 2026."),
    ("midyear_due", date(2026, 7, 31), "Cụm hoàn thành hội nghị sơ kết 6 tháng đầu năm chậm nhất ngày 31 tháng 7 năm "
     "2026."),
    ("milestones", Milestones(Decimal(45), Decimal("62.5")), "đạt dưới 45 % chỉ tiêu năm được coi là chậm tiến độ, từ "
     "62,5 % trở lên"),
    ("deadline", date(2026, 11, 5), "phiếu tự chấm điểm đến Trưởng cụm chậm nhất ngày 05 tháng 11 năm 2026."),
    ("deadline", None, f"chậm nhất ngày {BLANK}."),
    ("window", Window(5, 5), "trước hội nghị tổng kết 05 ngày."),
    ("window", Window(4, 10), "trước hội nghị tổng kết từ 04 đến 10 ngày."),
    ("meeting", None, f"họp trù bị ngày {BLANK}, trước phiên chính thức"),
    ("final_due", date(2027, 1, 15), "hội nghị tổng kết chậm nhất ngày 15 tháng 01 năm 2027."),
    ("conference", date(2026, 12, 20), "dự kiến tổ chức ngày 20 tháng 12 năm 2026."),
    ("conference", None, f"dự kiến tổ chức ngày {BLANK}."),
    ("papers_due", date(2026, 12, 31), "Nhất, Nhì, Ba chậm nhất ngày 31 tháng 12 năm 2026."),
    ("superior", "UBND xã Dân Lý", "của cụm là UBND xã Dân Lý."),
    ("superior", "", f"của cụm là {BLANK}."),
    ("office", "Phòng Nội vụ", "gửi cấp trên qua Phòng Nội vụ."),
    ("office", "", f"gửi cấp trên qua {BLANK}."),
)  # fmt: skip


def having(settings: Settings, **changes: Any) -> Settings:
    """The settings with others in their place."""
    return replace(settings, **changes)


def articles(settings: Settings) -> tuple[Article, ...]:
    """Both chapters."""
    return (*meeting_articles(settings), *scoring_articles(settings))


def by_setting(settings: Settings) -> dict[str, str]:
    """Setting → its sentence."""
    return {one.setting: one.text for one in in_all(articles(settings)) if one.setting}


def changed(before: Settings, after: Settings) -> list[str]:
    """The settings whose sentences differ; NO_SETTING for one of those that must not."""
    pairs = zip(in_all(articles(before)), in_all(articles(after)), strict=True)
    return [one.setting for one, other in pairs if one != other]


@pytest.mark.parametrize(("setting", "value", "words"), CHANGES)
def test_a_changed_setting_changes_its_sentence_and_no_other(setting: str, value: object, words: str) -> None:
    """Exactly one sentence, and it says the new value."""
    after = having(BASE, **{setting: value})
    assert changed(BASE, after) == [setting]
    assert words in by_setting(after)[setting]


def test_every_sentence_has_its_change() -> None:
    """The table above forgets none, and no setting speaks twice."""
    told = [one.setting for one in in_all(scoring_articles(BASE)) if one.setting]
    assert sorted(told) == sorted(OF_SCORING)
    assert [one.setting for one in in_all(meeting_articles(BASE)) if one.setting] == list(OF_MEETINGS)
    assert {setting for setting, *_ in CHANGES} == {*OF_SCORING, *OF_MEETINGS}


def test_a_step_is_said_in_the_sentence_on_rounding() -> None:
    """Instead of the digits, and nothing else changes."""
    steps = replace(BASE, step=250)
    assert changed(BASE, steps) == ["digits"]
    assert by_setting(steps)["digits"] == (
        "Điểm được làm tròn một lần cho mỗi tiêu chí, đến bội số gần nhất của 0,25 điểm; đúng giữa hai mức thì làm "
        "tròn lên."
    )


def test_an_order_of_level_units_is_printed_before_what_decides_after_it() -> None:
    """One sentence more; the vote's no longer says that nothing else tells level units apart."""
    ordered = replace(BASE, tie_order=("I", "II.3", "Điểm trừ"))
    before, after = by_setting(BASE), by_setting(ordered)
    assert after.pop("tie_order") == (
        "Các đơn vị bằng nhau được phân hạng lần lượt theo: điểm I; điểm II.3; tổng điểm trừ (trừ ít hơn xếp trên); "
        "đơn vị cao hơn xếp trên. Sau đó vẫn bằng nhau thì thực hiện như dưới đây."
    )
    differing = {setting for setting in after if after[setting] != before[setting]}
    assert differing == {"always_voted"}
    assert "tiêu chí phụ" in before["always_voted"]
    assert "tiêu chí phụ" not in after["always_voted"]


@pytest.mark.parametrize(
    "name",
    sorted(
        {f.name for f in fields(Settings)}
        - {*OF_SCORING, *OF_MEETINGS, *WHERE_SET, "calling", "step", "tie_order"}
    ),
)  # fmt: skip
def test_no_other_setting_changes_a_sentence(name: str) -> None:
    """A name, a signer, the phase: the regulation stays as it was agreed."""
    old = getattr(BASE, name)
    other: object = {bool: not old, int: 2031, tuple: ("Căn cứ khác",)}.get(type(old), "khác")
    if name in ("starts", "ends"):
        other = date(2026, 2, 1)
    assert changed(BASE, having(BASE, **{name: other})) == []


def test_classes_have_a_sentence_where_there_are_any() -> None:
    """Thresholds, limits, groups and the rest, in one sentence beside all that stood there before."""
    scale = read_scale("Xuất sắc:900 tối đa 20%; Xuất sắc[Miền núi]:850; Tốt:800 tối đa 3; khác:Trung bình")
    before, after = (list(in_all(articles(having(BASE, classes=value)))) for value in (None, scale))
    (told,) = (one for one in after if one not in before)
    assert [one for one in after if one != told] == before
    assert told.text == (
        "Đơn vị được xếp hạng thì được xếp loại theo tổng điểm: Xuất sắc từ 900, từ 850 (đơn vị nhóm Miền núi) (tối đa "
        "20 % số đơn vị xếp hạng, lấy phần nguyên, theo thứ tự xếp hạng); Tốt từ 800 (tối đa 3 đơn vị, theo thứ tự xếp "
        "hạng); còn lại xếp loại Trung bình."
    )


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "digits": st.integers(0, 3),
    "ceiling": st.none() | st.integers(1, 2_000_000),
    "basis": st.sampled_from(Basis),
    "ties": st.sampled_from(TiesBelowFirst),
    "always_voted": st.sampled_from((0, 2, 3, 4, 5)),
    "majority": st.sampled_from(Majority),
    "awards": st.lists(st.builds(Award, st.sampled_from(("Cờ", "Bằng khen", "Giấy khen")), st.integers(1, 20)),
                       max_size=3).map(tuple),
    "window": st.builds(lambda least, more: Window(least, least + more), st.integers(0, 30), st.integers(0, 9)),
    "deadline": st.none() | st.dates(),
    "meeting": st.none() | st.dates(),
    "conference": st.none() | st.dates(),
    "superior": st.sampled_from(("", "UBND tỉnh", "UBND xã")),
    "office": st.sampled_from(("", "Sở Nội vụ")),
    **dict.fromkeys(("registration_due", "midyear_due", "final_due", "papers_due"), st.dates()),
}  # fmt: skip


@given(st.fixed_dictionaries(_VALUES))
def test_a_sentence_knows_its_setting_alone(values: dict[str, Any]) -> None:
    """Whatever all others are.

    One exception, which the book tells as an error: a ballot on the first units leaves no ranks without a gap.
    """
    dense = values["ties"] is TiesBelowFirst.SHARED_DENSE and values["always_voted"]
    told = by_setting(having(BASE, **values))
    for setting, value in values.items():
        own = TiesBelowFirst.SHARED if dense and setting == "ties" else value
        assert told[setting] == by_setting(having(BASE, **{setting: own}))[setting]


def test_days_of_a_book_without_a_year() -> None:
    """Each unknown day is one blank; nothing says None."""
    texts = [one.text for one in in_all(articles(Settings()))]
    assert sum(text.count(BLANK) for text in texts) == 9
    assert not any("None" in text or "  " in text for text in texts)


def test_days_that_nobody_typed() -> None:
    """HD 1302's, of the cluster's year."""
    told = by_setting(Settings(year=2027))
    assert "chậm nhất ngày 31 tháng 3 năm 2027." in told["registration_due"]
    assert "chậm nhất ngày 14 tháng 7 năm 2027." in told["midyear_due"]
    assert "chậm nhất ngày 24 tháng 12 năm 2027." in told["final_due"]
    assert "chậm nhất ngày 24 tháng 12 năm 2027." in told["papers_due"]


def test_a_block_says_its_own_word() -> None:
    """In every sentence of the program's; names that people typed stay."""
    named = replace(BASE, office="Văn phòng Cụm 1", awards=(Award("Cờ thi đua của cụm", 1),))
    block = replace(named, calling=Calling.BLOCK)
    texts = [one.text for one in in_all(articles(block))]
    assert sum("cụm" in text.lower() for text in texts) == 2
    assert "gửi cấp trên qua Văn phòng Cụm 1." in by_setting(block)["office"]
    assert by_setting(block)["awards"] == (
        "Hình thức và số lượng khối đề nghị, theo thứ tự xếp hạng: Cờ thi đua của cụm cho 01 đơn vị."
    )
    assert [one.replace("khối", "cụm").replace("Khối", "Cụm") for one in texts] == [
        one.text for one in in_all(articles(named))
    ]


@pytest.mark.parametrize("calling", Calling)
def test_sentences_are_whole(calling: Calling) -> None:
    """Each begins with a capital, ends with a full stop; titles end with none; no short-hand of the book shows."""
    for article in articles(replace(BASE, calling=calling)):
        assert article.title[0].isupper() and not article.title.endswith(".")
        for one in article.said:
            assert one.text[0].isupper() and one.text.endswith(".") and ".." not in one.text
            assert "HD 1302" not in one.text


def test_fixed_sentences_name_no_setting() -> None:
    """What HD 1302 says of every cluster stands there, too."""
    fixed = " ".join(one.text for one in in_all(articles(BASE)) if one.setting == NO_SETTING)
    for words in (
        "ghi rõ lý do trong biên bản",
        "không xếp hạng",
        "không đề nghị Cờ",
        "thống nhất thời gian",
    ):
        assert words in fixed
