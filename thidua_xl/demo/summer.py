"""The demonstration's year before December: registration, the table changed in July, the review of June, activities."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from .. import clock, sample
from ..bookkeeping.work import at_work
from ..cluster.acts.collect import Collected, collect
from ..cluster.acts.issue import issue
from ..cluster.acts.new_book import sample_cluster as sample_book
from ..cluster.acts.rank import rank
from ..cluster.book import Book
from ..cluster.reading import open_book
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.scores import parameters_of
from ..domain.year.duties import MIDYEAR
from ..domain.year.meetings import Consent, Group, Part
from ..domain.year.stages import Stage
from ..sheets import criteria
from ..sheets.cluster import (
    activities,
    calendar,
    covenant,
    holders,
    meetings,
    models,
    papers,
    people,
    registrations,
)
from ..sheets.cluster import criteria_changes as history
from ..sheets.cluster.settings import Setting
from ..sheets.form.identity import Label
from ..storage.safe import write_safely
from . import invented, promises
from .days import Days, on
from .forms import fill
from .hands import Line, put, setting

FORMS, INBOX = "phieu_phat_hanh", "hop_thu"


def spring_book(year: int, days: Days) -> Book:
    """The sample's book as its head begins the year with it."""
    book, table = sample_book(year), promises.spring_criteria()
    settings = replace(
        book.settings, stage=Stage.REGISTER.value, registration_due=days.register_due, member=invented.MEMBER,
        officer=invented.OFFICER, awards=invented.AWARDS,
    )  # fmt: skip
    return Book(settings, book.units, table, parameters_of(table))


# --- registration ---------------------------------------------------------------------------


def send_out(path: Path, folder: Path, stage: Stage) -> tuple[Path, ...]:
    """Issue the forms of a stage."""
    with at_work(path, open_book) as book:
        return issue(book, folder / FORMS, stage=stage).files


def take_in(path: Path, inbox: Path) -> Collected:
    """Take in a folder of forms."""
    with at_work(path, open_book) as book:
        return collect(book, [inbox])


def ranked(path: Path) -> None:
    """Have the book computed anew."""
    with at_work(path, open_book) as book:
        rank(book)


def register(path: Path, folder: Path, days: Days, year: int) -> tuple[Collected, Collected]:
    """Registration: one unit late, one target below the common one, one unit on paper. Returns both collections."""
    with on(days.register_out):
        forms = send_out(path, folder, Stage.REGISTER)
    inbox = folder / INBOX
    with on(days.registered, 8):
        for form in forms:
            if _unit(form) not in (promises.LATE, promises.ON_PAPER):
                _register(form, inbox, year)
    with on(days.registered, 17):
        first = take_in(path, inbox)
        put(path, *_agreed_target(), *_on_paper(year))
    with on(days.register_late):
        _register(next(form for form in forms if _unit(form) == promises.LATE), inbox, year)
    with on(days.signed, 16):
        kept = Line(calendar.TABLE, {calendar.Col.DONE: days.planned}, {calendar.Col.CODE: "KH"})
        put(path, *_signed(days), *_history(year), *numbers(days, days.signed), kept)
        second = take_in(path, inbox)
    return first, second


def _unit(form: Path) -> str:
    return form.stem.split("_")[1]


def _register(form: Path, inbox: Path, year: int) -> None:
    unit = _unit(form)
    said = {Label.HEAD: invented.LEADERS[unit], Label.POSITION: invented.POST, Label.TITLES: invented.TITLES}
    inbox.mkdir(exist_ok=True)
    filled = fill(form.read_bytes(), promises.registered(unit, year), saved(), Stage.REGISTER, said,
                  invented.movements(year))  # fmt: skip
    write_safely(inbox / form.name, filled)


def saved() -> datetime:
    """When a form is saved: now, as programs write it."""
    return clock.now().astimezone(UTC).replace(tzinfo=None)


def _row(unit: str, code: str) -> Mapping[str, str]:
    return {registrations.Col.UNIT: unit, registrations.Col.CRITERION: code}


def _on_paper(year: int) -> Iterator[Line]:
    """The registration that came on paper, typed in the book."""
    unit = promises.ON_PAPER
    rows: dict[str, dict[str, object]] = {}
    for (code, header), value in promises.registered(unit, year).items():
        rows.setdefault(code, {})[header] = value
    for code, typed in rows.items():
        yield Line(registrations.TABLE, typed, _row(unit, code))
    yield Line(people.TABLE, {people.Col.NAME: invented.LEADERS[unit], people.Col.POST: invented.POST},
               {people.Col.GROUP: Group.LEADER.value, people.Col.UNIT: unit})  # fmt: skip


def _agreed_target() -> Iterator[Line]:
    """The odd target, agreed otherwise."""
    code = next(code for unit, code in promises.PROMISED if unit == promises.ODD)
    typed = {
        registrations.Col.AGREED: promises.COMMON[code],
        registrations.Col.REASON: "Không thấp hơn chỉ tiêu chung của Cụm",
    }
    yield Line(registrations.TABLE, typed, _row(promises.ODD, code))


def _signed(days: Days) -> Iterator[Line]:
    """The covenant and who signed it; the party's man at the meetings."""
    for number, text in enumerate(invented.COVENANT, start=1):
        yield Line(covenant.TABLE, {covenant.Col.NUMBER: str(number), covenant.Col.CONTENT: text})
    for unit in sample.units():
        typed = {covenant.Col.SIGNED: "x", covenant.Col.DAY: days.signed}
        yield Line(covenant.TABLE, typed, {covenant.Col.UNIT: unit.code})
    name, post = invented.PARTY
    yield Line(
        people.TABLE, {people.Col.NAME: name, people.Col.POST: post}, {people.Col.GROUP: Group.PARTY.value}
    )


def _history(year: int) -> Iterator[Line]:
    """The office-holders of the years before; the decision that approved this year's."""
    for held in invented.history(year):
        yield Line(holders.TABLE, held)
    for office, unit, more in invented.approved(year):
        yield Line(
            holders.TABLE,
            more,
            {holders.Col.YEAR: str(year), holders.Col.OFFICE: office, holders.Col.UNIT: unit},
        )


def numbers(days: Days, day: date, after: date | None = None) -> Iterator[Line]:
    """The register of papers: those up to a day, later than another."""
    for code, (number, dated) in invented.papers(days).items():
        if dated <= day and (after is None or dated > after):
            typed = {
                papers.Col.NUMBER: number,
                papers.Col.DAY: dated,
                papers.Col.SIGNER: invented.LEADERS["DLY"],
            }
            yield Line(papers.TABLE, typed, {papers.Col.CODE: code})


# --- July -----------------------------------------------------------------------------------


def change_criteria(path: Path, days: Days) -> None:
    """One weight raised, one criterion renumbered, one added (HD 1302, II.1)."""
    with on(days.changed):
        put(path, *_changes(), Line(activities.TABLE, invented.first_activity(days)))
        ranked(path)
        put(path, Line(history.TABLE, {history.Col.MOVES_TO: promises.RENUMBERED},
                       {history.Col.CODE: promises.IN_SPRING, history.Col.CHANGE: history.Kind.RENAMED}))  # fmt: skip


def _changes() -> Iterator[Line]:
    was, now = promises.spring_criteria(), Criteria(sample.criteria())
    col = criteria.Col
    for row in now:
        before = was.by_code.get(row.code)
        if before is not None and before.max_points != row.max_points:
            yield Line(
                criteria.TABLE, {col.MAXIMUM: criteria.values_of(row)[col.MAXIMUM]}, {col.CODE: row.code}
            )
    moved = criteria.values_of(now.by_code[promises.RENUMBERED])
    yield Line(criteria.TABLE, {col.CODE: moved[col.CODE], col.NUMBER: moved[col.NUMBER]},
               {col.CODE: promises.IN_SPRING})  # fmt: skip
    added = criteria.values_of(now.by_code[promises.ADDED])
    yield Line(criteria.TABLE, {header: value or None for header, value in added.items()})


def review(path: Path, folder: Path, days: Days, year: int) -> Collected:
    """The review of June: two targets late, a model chosen at the meeting. Returns what was collected."""
    with on(days.midyear_out, 14):
        put(path, setting(Setting.STAGE, Stage.MIDYEAR.shown), _meeting(MIDYEAR, {
            meetings.Col.DAY: days.midyear, meetings.Col.STARTS: 8 / 24, meetings.Col.ENDS: 11 / 24,
            meetings.Col.PLACE: "Hội trường UBND xã Dân Lý", meetings.Col.CHAIR: invented.LEADERS["DLY"],
            meetings.Col.SECRETARY: "Nguyễn Thị Thanh Diệp", meetings.Col.ASKED: days.changed,
            meetings.Col.CONSENT: Consent.AGREED.value, meetings.Col.NUMBER: invented.ASKED[MIDYEAR]}))  # fmt: skip
        forms = send_out(path, folder, Stage.MIDYEAR)
    inbox = folder / INBOX
    inbox.mkdir()
    with on(days.midyear_in, 8):
        for form in forms:
            unit = _unit(form)
            filled = fill(form.read_bytes(), promises.halfway(unit, year), saved(), Stage.MIDYEAR,
                          items=invented.models(unit), boxes=invented.BOXES)  # fmt: skip
            write_safely(inbox / form.name, filled)
    with on(days.midyear_in, 17):
        taken = take_in(path, inbox)
    with on(days.midyear, 16):
        put(path, *attendance(path, people.Col.MIDYEAR), *_chosen(days), *numbers(days, days.midyear, days.signed),
            _meeting(MIDYEAR, {meetings.Col.CONCLUSION: "Hai chỉ tiêu thu tiền sử dụng đất chậm: Hợp Lý, Vân Sơn báo "
            "cáo giải pháp trước 15/8. Tham quan mô hình của xã Dân Lực."}))  # fmt: skip
    with on(days.visit, 16):
        put(path, Line(activities.TABLE, invented.second_activity(days)))
    return taken


def _meeting(code: str, typed: Mapping[str, object]) -> Line:
    return Line(meetings.TABLE, typed, {meetings.Col.CODE: code})


def _chosen(days: Days) -> Iterator[Line]:
    """The model that head and deputy chose (HD 1302, II.1)."""
    typed = {models.Col.CHOSEN: "x", models.Col.VISIT: days.visit, models.Col.SPREAD_AT: "HLY; XLO"}
    yield Line(models.TABLE, typed, {models.Col.NAME: invented.CHOSEN})


def attendance(path: Path, meeting: str) -> Iterator[Line]:
    """Everybody who was invited came, but for one who sent somebody."""
    book = open_book(path)
    for row in book.kept[people.TABLE.sheet]:
        if row.text(meeting) != Part.INVITED:
            continue
        where = {header: row.text(header) for header in (people.Col.GROUP, people.Col.UNIT)}
        sent = where == {people.Col.GROUP: Group.LEADER, people.Col.UNIT: "XLO"}
        typed = {meeting: Part.REPLACED.value if sent else Part.PRESENT.value}
        if sent:
            typed[people.Col.NOTE] = "Cử thay: Lê Đức Anh Tú, Phó Chủ tịch"
        yield Line(people.TABLE, typed, where)
