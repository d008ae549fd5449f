"""Ai chấm: what may stand in the cell, and the exact mean of what several scorers gave."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer
from thidua_xl.domain.scoring.jury import Given, Judge, Jury, Person, mean_of
from thidua_xl.domain.scoring.rule_said import scorer_said
from thidua_xl.domain.scoring.scorers import Share, read_scorers
from thidua_xl.domain.scoring.scores import Claim, ClusterScorer, Origin
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.values.text import fold

UNITS = [Unit(code, f"Xã {code}") for code in ("A", "B", "C", "D")]
PEOPLE = {fold(one.code): one for one in (Person("TC", "Phòng Tài chính", "", Fraction(2)), Person("NV"))}


def criterion(who: str, **more: object) -> Criterion:
    """A criterion of ten points that these score."""
    said = read_scorers(who)
    return Criterion("I.1", max_points=10_000, scorer=said.kind, scorers=said.text, **more)  # type: ignore[arg-type]


def jury(scores: dict[tuple[str, str], str], *, drops: bool = False) -> Jury:
    """Scorers who gave the criterion these scores."""
    given = {(scorer, unit, "I.1"): Decimal(score) for (scorer, unit), score in scores.items()}
    return Jury(PEOPLE, UNITS, drops, given)


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("", Scorer.UNIT, "Đơn vị"),
        ("đơn  vị", Scorer.UNIT, "Đơn vị"),
        ("TRƯỞNG CỤM", Scorer.HEAD, "Trưởng cụm"),
        ("chấm chéo", Scorer.CROSS, "Chấm chéo"),
        ("TC", Scorer.SEVERAL, "TC"),
        (" TC + NV ", Scorer.SEVERAL, "TC+NV"),
        ("Đơn vị 30 % + TC 70%", Scorer.SEVERAL, "Đơn vị 30%+TC 70%"),
        ("TC 33.5%+NV 66,5%", Scorer.SEVERAL, "TC 33,5%+NV 66,5%"),
        ("Đơn vị+TC", Scorer.SEVERAL, "Đơn vị+TC"),
    ],
)
def test_what_may_stand_there(typed: str, kind: Scorer, said: str) -> None:
    """Words and codes in any spelling; what is read says itself again."""
    read = read_scorers(typed)
    assert (read.kind, read.said, read.wrong) == (kind, said, "")
    assert read_scorers(read.said) == read


def test_a_code_may_end_in_a_number() -> None:
    """`P1 30%` is the scorer P1 with 30 %; without the space the parts do not make a hundred, and that is told."""
    assert read_scorers("P130%+P270%").wrong
    assert read_scorers("P1 30%+P2 70%").shares == (Share("P1", Fraction(30)), Share("P2", Fraction(70)))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Đơn vị 30%+TC 60%", "90 %"),
        ("TC 50%+NV", "có người không"),
        ("tc+TC", "hai lần"),
        ("TC++NV", "để trống"),
        ("Trưởng cụm 50%+TC 50%", "một mình"),
        ("Chấm chéo+TC", "một mình"),
        ("TC 0%+NV 100%", "lớn hơn 0"),
    ],
)
def test_what_cannot_stand_there_says_why(typed: str, why: str) -> None:
    """And keeps the text as it was typed."""
    read = read_scorers(typed)
    assert why in read.wrong
    assert read.said == typed


def test_todays_words_mean_what_they_meant() -> None:
    """The fingerprint of a criterion of the unit or the head is that of earlier versions."""
    assert [Criteria((criterion(who),)).fingerprint for who in ("Đơn vị", "Trưởng cụm")] == [
        "f8fdba34f2928867", "7bd6ef327a10b7d2",
    ]  # fmt: skip


def test_the_order_of_scorers_means_nothing() -> None:
    """Another order is the same criteria, other parts are not."""
    marks = [Criteria((criterion(who),)).fingerprint for who in ("TC+NV", "nv+TC", "TC 40%+NV 60%")]
    assert marks[0] == marks[1] != marks[2]


def test_the_mean_is_exact_and_rounded_once() -> None:
    """(2·8 + 7) / 3 = 7,666… → 7,67, and no score is rounded before."""
    both = criterion("TC+NV")
    scorer = ClusterScorer(
        Criteria((both,)), Settings(), UNITS[:1], jury=jury({("TC", "A"): "8", ("NV", "A"): "7"})
    )
    score = scorer.score({}, {})["A", "I.1"]
    assert (score.points, score.prior, score.self_points, score.origin) == (7670, 7670, None, Origin.SCORERS)
    fine = jury({("TC", "A"): "8.004", ("NV", "A"): "8.007"})
    assert (
        ClusterScorer(Criteria((both,)), Settings(), UNITS[:1], jury=fine).score({}, {})["A", "I.1"].points
        == 8010
    )


def test_the_unit_is_one_of_the_scorers_by_its_self_score() -> None:
    """30 % of 10 and 70 % of 9; without a self-score there is no mean."""
    mixed = criterion("Đơn vị 30%+TC 70%")
    scorer = ClusterScorer(Criteria((mixed,)), Settings(), UNITS[:1], jury=jury({("TC", "A"): "9"}))
    claimed = scorer.score({("A", "I.1"): Claim(score=Decimal(10))}, {})["A", "I.1"]
    assert (claimed.points, claimed.self_points) == (9300, 10000)
    assert scorer.score({}, {})["A", "I.1"].is_missing


def test_a_penalty_is_deducted_whatever_sign_was_typed() -> None:
    """3 and −2 make −2,67."""
    penalty = criterion("TC+NV", kind=RowKind.PENALTY)
    gave = jury({("TC", "A"): "3", ("NV", "A"): "-2"})
    assert (
        ClusterScorer(Criteria((penalty,)), Settings(), UNITS[:1], jury=gave).score({}, {})["A", "I.1"].points
        == -2670
    )


def test_units_score_each_other_never_themselves() -> None:
    """An excluded unit gives nobody points."""
    units = [*UNITS[:3], Unit("D", "Xã D", eligibility=Eligibility.NO, reason="vi phạm")]
    cross = Jury({}, units)
    assert [one.code for one in cross.judges(criterion("Chấm chéo"), "A")] == ["B", "C"]
    assert [one.code for one in cross.judges(criterion("Chấm chéo"), "D")] == ["A", "B", "C"]


def test_one_highest_and_one_lowest_are_dropped() -> None:
    """Of level ones, one each."""
    gave = {("B", "A"): "9", ("C", "A"): "9", ("D", "A"): "3"}
    verdict = jury(gave, drops=True).verdict(criterion("Chấm chéo"), "A", None)
    assert verdict.mean == 9
    assert sorted(one.score for one in verdict.dropped) == [3, 9]
    level = jury(dict.fromkeys(gave, "5"), drops=True).verdict(criterion("Chấm chéo"), "A", None)
    assert level.mean == 5
    assert len(level.dropped) == 2


def test_a_scorer_without_a_weight_makes_no_mean() -> None:
    """Its weight is unreadable: nobody guesses 1."""
    people = {**PEOPLE, fold("TC"): Person("TC", weight=None)}
    unweighed = Jury(people, UNITS, scores={("TC", "A", "I.1"): Decimal(1), ("NV", "A", "I.1"): Decimal(9)})
    assert unweighed.verdict(criterion("TC+NV"), "A", None).mean is None


def test_a_mean_of_one_is_its_score() -> None:
    """Whatever the weight."""
    assert mean_of([Given(Judge("TC", "", Fraction(7)), Decimal("8.25"))]) == Fraction(33, 4)


def test_who_scores_in_words() -> None:
    """By names where they are known."""
    names = {"TC": "Phòng Tài chính"}
    said = {who: scorer_said(criterion(who), names=names) for who in ("TC", "TC+NV", "Đơn vị 30%+TC 70%")}
    assert said == {
        "TC": "Phòng Tài chính chấm",
        "TC+NV": "Phòng Tài chính, NV; lấy điểm trung bình",
        "Đơn vị 30%+TC 70%": "Đơn vị tự chấm 30 %, Phòng Tài chính 70 %; lấy điểm trung bình",
    }
    assert scorer_said(criterion("Chấm chéo"), drops_ends=True).endswith(
        "bỏ một điểm cao nhất, một điểm thấp nhất"
    )


def test_a_rule_of_the_cluster_is_never_scorers() -> None:
    """No self-score counts there either."""
    assert not criterion("Đơn vị+TC", method=Method.LEADER).scored_by_unit
