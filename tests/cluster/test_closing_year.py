"""Closing a book that is kept through the year: late duties, consent, minutes; a December book is asked nothing."""

import datetime

from tests.cluster.test_calendar import type_on
from tests.journeys.collections import go_out, type_in
from tests.journeys.journey import Journey, Sheet, run

_SAID = {
    "LATE_WITHOUT_NOTE": "chưa ghi chú",
    "CONSENT_LACKING": "ý kiến đồng",
    "MINUTES_WITHOUT_NUMBER": "chưa có số",
}


def put(cluster: Journey, name: str, key: str, code: str, **typed: object) -> None:
    """Type beside a row of a table by its code."""
    with cluster.typing() as book:
        sheet = Sheet(book[name], key)
        for header, value in typed.items():
            sheet.put(sheet.row(code), header.replace("_", " "), value)


def test_a_book_of_december_alone_is_asked_nothing(complete: Journey) -> None:
    """As before there was a calendar."""
    complete.rank()
    assert run("close", complete.book).code == 0


def test_a_book_of_the_year_closes_when_nothing_is_open(complete: Journey) -> None:
    """Each demand alone, at its cell; a note, an opinion and a number settle them."""
    complete.set(Ngày_hội_nghị_tổng_kết=datetime.datetime(2025, 12, 29))
    go_out(complete, "register")
    refused = run("close", complete.book)
    assert refused.code == 1
    for said in _SAID.values():
        assert said in refused.out.replace("\n", " ")
    put(complete, "Hội nghị", "Mã", "HN", Ý_kiến="Đồng ý")
    put(complete, "Văn bản", "Mã văn bản", "bien-ban-hoi-nghi", Số="12/BB-CTĐ")
    late = [
        row["Mã việc"]
        for row in complete.sheet("Lịch", "Mã việc").records()
        if "Trễ" in str(row["Tình trạng"])
    ]
    for code in late:
        type_on(complete, code, Ghi_chú="làm ở cuộc họp khác")
    closed = run("close", complete.book)
    assert closed.code == 0, closed.out
    assert run("verify", complete.book, "--json").json["equal"]


def test_a_seal_covers_what_was_promised(complete: Journey) -> None:
    """A target typed over after closing is a difference; nothing typed there is no part of the seal."""
    type_in(complete, "Đăng ký", "AN", "I.2", Chỉ_tiêu_thống_nhất_đầu_năm=90)
    complete.rank()
    assert run("close", complete.book).code == 0
    type_in(complete, "Đăng ký", "AN", "I.2", Chỉ_tiêu_thống_nhất_đầu_năm=80)
    answer = run("verify", complete.book, "--json").json
    assert not answer["equal"]
    assert "Đăng ký" in str(answer["differences"])
