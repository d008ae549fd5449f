"""Báo cáo tổng kết năm: what the cluster reports to the superior after its conference (HD 1302, I.2.1, II.5)."""

from collections.abc import Iterator
from decimal import Decimal

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.scores import Origin
from ...domain.values.numbers import shown_number
from ...domain.values.said import count_said, percent_said
from ...domain.year.papers import REPORT
from ...domain.year.stages import Stage
from ...sheets.cluster import activities, movements, own_words, pledges
from ...sheets.cluster.own_words import Col as BoxCol
from ..book import Book
from ..kept.stage_rows import units_of_stage
from ..pledges import pledges_of
from .apart import set_apart
from .common import attached_to
from .offices import elected
from .paper import Facts, Paper, Values
from .preparation import number_of_changed, there_are_scores
from .results import all_rows, by_class, differences, honoured
from .voting import votes_said
from .year_items import activities_of, changes_of_criteria, models_of, movements_of, quoted, troubles


def _pledges(facts: Facts) -> list[Values]:
    """Unit by unit: how many promises, how many have a result, how many were kept, and their share."""
    every = pledges_of(facts.book)
    rows: list[Values] = []
    for unit in facts.book.units:
        own = [one for one in every if one.unit.code == unit.code]
        known = [one for one in own if one.kept is not None]
        kept = sum(bool(one.kept) for one in known)
        if own:
            rows.append({
                "tt": len(rows) + 1,
                "ten": unit.name,
                "cam_ket": count_said(len(own)),
                "co_ket_qua": count_said(len(known)),
                "dat": count_said(kept),
                "ty_le": percent_said(kept, len(known)),
            })  # fmt: skip
    return rows


def _broken(facts: Facts) -> Iterator[Values]:
    """Promises that were not kept: unit, criterion, promised, reached."""
    for one in pledges_of(facts.book):
        if one.kept is False:
            yield {
                "don_vi": one.unit.name,
                "tieu_chi": one.criterion.text,
                "chi_tieu": _measured(one.target, one.criterion),
                "ket_qua": _measured(one.result, one.criterion),
            }


def _measured(number: Decimal | None, criterion: Criterion) -> str:
    return "" if number is None else f"{shown_number(number)} {criterion.measure}".rstrip()


def _scoring(facts: Facts) -> Values:
    """How many scores there are, how many the cluster agreed on itself; how many stand otherwise than the units said.

    The last are among those that the minutes of the preparatory meeting list. None where nothing is scored yet.
    """
    there = there_are_scores(facts)
    counted = [one for one in facts.outcome.scores.values() if one.counts and one.points is not None]
    agreed = [one for one in counted if one.origin in (Origin.AGREED, Origin.AGREED_INPUTS)]
    return {
        "so_tieu_chi": count_said(len(facts.book.criteria.scored)),
        "so_diem": count_said(len(counted)) if there else None,
        "so_thong_nhat": count_said(len(agreed)),
        "so_thay_doi": count_said(number_of_changed(facts)),
    }


def _values(facts: Facts, part: str) -> Values:
    del part
    book = facts.book
    return {
        **_sent(book),
        "danh_gia": quoted(book, Stage.YEAREND, BoxCol.ASSESSMENT),
        "han_che": quoted(book, Stage.YEAREND, BoxCol.SHORTCOMINGS),
        "nhiem_vu": quoted(book, Stage.YEAREND, BoxCol.NEXT),
        **_scoring(facts),
        "phong_trao": movements_of(book),
        "hoat_dong": activities_of(book, lambda _: True),
        "mo_hinh": models_of(book),
        "cam_ket": _pledges(facts),
        "khong_dat": list(_broken(facts)),
        "so_khong_dat": count_said(sum(1 for _ in _broken(facts))),
        "thay_doi": changes_of_criteria(book),
        "kien_nghi": troubles(book),
        "ket_qua": all_rows(facts),
        "xep_loai": by_class(facts),
        "khong_xet": set_apart(facts),
        "bo_phieu": [one for one in votes_said(facts) if one["duoc_tinh"]],
        "suy_ton": honoured(facts),
        "khac_diem": [one._asdict() for one in differences(facts)],
        "trung_cu": elected(facts),
        "nam_sau": book.settings.year + 1 if book.settings.year else None,
        "kem_theo": attached_to(facts, "Báo cáo", REPORT),
    }


def _sent(book: Book) -> Values:
    """How many units sent their forms of the year, and who did not."""
    sent = units_of_stage(book, Stage.YEAREND)
    missing = [unit.name for unit in book.units if unit.code not in sent]
    return {"da_gui": count_said(len(sent)), "tong_so": count_said(len(book.units)), "chua_gui": missing}


def _lacks(facts: Facts, part: str) -> str:
    del part
    book = facts.book
    lacking = {
        movements.TABLE.sheet: movements_of(book),
        activities.TABLE.sheet: activities_of(book, lambda _: True),
        own_words.TABLE.sheet: quoted(book, Stage.YEAREND, BoxCol.ASSESSMENT),
        pledges.TABLE.sheet: pledges_of(book),
    }
    sheets = [name for name, rows in lacking.items() if not rows]
    return f"chưa có số liệu {', '.join(sheets)}" if sheets else ""


PAPERS: tuple[Paper[Facts], ...] = (Paper(REPORT, "BC", _values, lacks=_lacks),)
