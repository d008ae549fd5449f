"""Quy chế: the conditions of a cluster as its regulation prints them."""

from dataclasses import replace
from fractions import Fraction

from thidua_xl.domain.ranking.conditions import Condition, Demand, Question
from thidua_xl.domain.scoring.consequences import Consequence, Effect
from thidua_xl.domain.scoring.settings import Settings, VacantPlace
from thidua_xl.domain.year.regulation_conditions import condition_articles

_TOTAL = Condition(Demand.TOTAL, (Consequence(Effect.NOT_FIRST), Consequence(Effect.DEDUCT, 2500)), (), Fraction(30),
                   of_mean=True, source="Nghị quyết 5")  # fmt: skip


_ASKED = Question("DK1", "Không có khiếu kiện vượt cấp.", (Consequence(Effect.NO_FLAG),))


def test_a_cluster_without_conditions_has_no_article() -> None:
    """The regulation of earlier books stays word by word."""
    assert condition_articles((), (), Settings()) == ()


def test_each_condition_has_its_sentence() -> None:
    """What is asked, what follows, on what it rests; then what becomes of an empty place."""
    (article,) = condition_articles((_TOTAL,), (_ASKED,), Settings())
    texts = [one.text for one in article.said]
    assert texts[0] == (
        "Tổng điểm từ 30 % trung bình cụm; đơn vị không đạt: không xét Nhất; Trừ 2,5 điểm (Nghị quyết 5)."
    )
    assert texts[1] == (
        "Không có khiếu kiện vượt cấp (đơn vị trả lời, Trưởng cụm xác nhận); đơn vị không đạt: không đề nghị Cờ."
    )
    assert "để trống" in texts[-1]
    (other,) = condition_articles((_TOTAL,), (_ASKED,), replace(Settings(), vacant=VacantPlace.MOVED_UP))
    assert "lên thay" in other.said[-1].text
    assert [one.text for one in other.said[:-1]] == texts[:-1]


def test_a_question_for_the_head_alone_is_said_to_be_confirmed_only() -> None:
    """Units answer nothing where the head scores the row."""
    (article,) = condition_articles((), (_ASKED._replace(asks_units=False),), Settings())
    assert article.said[0].text == (
        "Không có khiếu kiện vượt cấp (Trưởng cụm xác nhận); đơn vị không đạt: không đề nghị Cờ."
    )
