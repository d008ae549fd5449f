"""What `--json` prints: outcomes as plain documents (design, 6); decimals are strings."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.counts import Counts, FoundIn, count
from ..cluster.pledges import pledges_of
from ..cluster.replies import Reply, ReplyState
from ..domain.ranking.posts import Office
from ..domain.ranking.proclaimed import PLACES
from ..domain.ranking.standings import Standing, Standings
from ..domain.ranking.submissions import Change, Difference
from ..domain.scoring.scores import Totals
from ..domain.scoring.settings import FLAG_ALONE, Award, Basis
from ..domain.values.findings import in_order
from ..domain.values.numbers import Points, plain, plain_exactly
from ..domain.year.calendar import Entry
from ..domain.year.stages import Stage
from ..mail.drafts import addresses
from ..sheets.cluster.agreed import NOT_ASSIGNED

if TYPE_CHECKING:  # who prints one document need not load what the others are about
    from ..cluster.acts.calendar import YearCalendar
    from ..cluster.acts.collect import Collected
    from ..cluster.acts.give_back import GivenBack
    from ..cluster.acts.meeting import MeetingPrepared
    from ..cluster.acts.remind import Reminded
    from ..cluster.acts.submit import Submitted
    from ..cluster.acts.verify import Verified
    from ..cluster.chat import Summary
    from ..cluster.checked_file import CheckOutcome
    from ..cluster.reminders import Reminder
    from ..domain.ranking.flips import Flip
    from ..mail.imap import Fetched
    from ..sheets.cluster.meeting import Line

Document = dict[str, Any]


def ranked_document(book: Book, outcome: Assessment) -> Document:
    """The document of `rank --json` (design, 6); decimals are strings."""
    digits = book.settings.digits
    totals = {total.unit.code: total for total in outcome.totals}
    return {
        "cluster": book.settings.cluster,
        "year": book.settings.year,
        "phase": book.settings.phase.value,
        "basis": "points" if book.settings.basis is Basis.POINTS else "percent",
        "provisional": outcome.standings.provisional,
        "units": [_ranked_unit(line, totals[line.code], digits) for line in outcome.standings.standings],
        "open_ties": [{"rank": tie.rank, "codes": list(tie.codes)} for tie in outcome.standings.open_ties],
        "votes": [
            {"rank": vote.rank, "round": vote.round, "counted": vote.counted, "winner": vote.winner}
            for vote in outcome.standings.votes
        ],
        "nominee": outcome.standings.nominee,
        **_awards(outcome.standings, book.settings.awards),
        **_offices(book, outcome),
        **_promises(book),
        "findings": [one.as_json() for one in in_order(outcome.findings)],
    }


def _promises(book: Book) -> Document:
    """What `Cam kết` says, where anything was promised; else nothing."""
    promises = pledges_of(book)
    if not promises:
        return {}
    return {
        "promises": [
            {
                "unit": one.unit.code,
                "criterion": one.criterion.code,
                "target": _number(one.target),
                "midyear": _number(one.halfway.number),
                "result": _number(one.result),
                "percent": None if one.percent is None else _number(Decimal(str(one.percent))),
                "kept": one.kept,
            }
            for one in promises
        ]
    }


def _number(number: Decimal | None) -> str | None:
    """An exact number of the document, without trailing zeros; null where there is none."""
    return None if number is None else format(number.normalize(), "f")


def _awards(standings: Standings, awards: Sequence[Award]) -> Document:
    """Who is proposed for which form, where the cluster has more than the flag; else nothing, as before."""
    if awards == FLAG_ALONE:
        return {}
    by_name = {
        one.name: [line.code for line in standings.standings if line.award == one.name] for one in awards
    }
    return {"awards": [{"name": name, "codes": codes} for name, codes in by_name.items()]}


def _offices(book: Book, outcome: Assessment) -> Document:
    """What became of the ballots for head and deputy, where anything is typed on their sheet; else nothing."""
    if not book.election.raw:
        return {}
    return {
        "offices": [
            {
                "office": Office(one.rank).code,
                "round": one.round,
                "counted": one.counted,
                "winner": one.winner,
            }
            for one in outcome.election.results
        ]
    }


def _ranked_unit(line: Standing, total: Totals, digits: int) -> Document:
    return {
        "code": line.code,
        "name": total.unit.name,
        "self_total": _plain(total.self_total, digits),
        "self_adjusted": _plain(total.self_adjusted, digits),
        "agreed_total": _plain(total.stands, digits),
        "max_total": plain(total.max_total, digits),
        "percent": _plain(total.percent, digits),
        "rank": line.rank,
        "place": line.place,
        "status": line.status.value,
        "tied_with": list(line.tied_with),
        "nominee": line.nominee,
        "class": line.grading.name or None,
        **_withheld(line),
    }


def _withheld(line: Standing) -> Document:
    """What conditions and violations keep from a unit, where they do; else nothing."""
    told = [
        {
            "consequence": one.consequence.said,
            "condition": one.condition,
            "why": one.why,
            "source": one.source,
        }
        for one in line.withheld
    ]
    return {"withheld": told} if told else {}


def _plain(points: Points | None, digits: int) -> str | None:
    """A number of the document; null where no score stands, which is not 0."""
    return None if points is None else plain(points, digits)


def collected_document(collected: "Collected") -> Document:
    """The document of `collect --json` (design, 6)."""
    counts = count(collected.book, collected.outcome)
    found_in = FoundIn(collected.outcome.findings)
    return {
        "files": [
            {
                "path": str(file.path),
                "unit": receipt.unit or None,
                "status": receipt.status.value,
                "findings": [found.as_json() for found in found_in.of(receipt)],
            }
            for file, receipt in collected.files
        ]
        + [
            {"path": str(one.path), "unit": None, "status": "refused", "findings": [one.found.as_json()]}
            for one in collected.unreadable
        ],
        **_counted(counts),
        "stages": {
            stage.command: _counted(count(collected.book, collected.outcome, stage)) for stage in Stage
        },
        "findings": [f.as_json() for f in in_order(collected.outcome.findings) if not f.file],
    }


def _counted(counts: Counts) -> Document:
    """Files and units of one collection; the figures reconcile."""
    return {
        "received": counts.received,
        "accepted": counts.accepted,
        "refused": counts.refused,
        "waiting": counts.waiting,
        "superseded": counts.superseded,
        "kept": counts.kept,
        "blank": counts.blank,
        "expected": counts.expected,
        "typed": counts.typed,
        "missing": list(counts.missing),
    }


def fetched_document(collected: "Collected", fetched: "Fetched") -> Document:
    """The document of `fetch-mail --json`: that of `collect`, and the letters."""
    letters = {"letters": fetched.letters, "letters_without_files": fetched.left}
    return collected_document(collected) | letters


def checked_document(checked: "Sequence[CheckOutcome]") -> Document:
    """The document of `check --json` (design, 6)."""
    return {
        "files": [
            {
                "path": str(one.path),
                "unit": one.unit or None,
                "status": one.status,
                "findings": [found.as_json() for found in one.findings],
            }
            for one in checked
        ]
    }


def given_back_document(done: "GivenBack") -> Document:
    """The document of `give-back --json`; `scorers` as `units`, the counts are of units."""
    return {
        "index": str(done.index),
        "given_back": len(done.of(ReplyState.TO_FIX)),
        "resend": len(done.of(ReplyState.RESEND)),
        "reminders": len(done.of(ReplyState.REMINDER)),
        "units": [_reply(reply) for reply in done.replies],
        "scorers": [_reply(reply) for reply in done.scorers],
        "unattributed": [receipt.file for receipt in done.strangers],
    }


def _reply(reply: Reply) -> Document:
    """A unit or a scorer, and what goes back to it."""
    return {
        "scorer" if reply.scorer else "unit": reply.unit.code,
        "name": reply.unit.name,
        "state": reply.state.value,
        "errors": reply.errors,
        "warnings": reply.warnings,
        "copy": reply.copy or None,
        "draft": reply.draft or None,
        "email": addresses(reply.unit.email),
        "note": " ".join(reply.notes),
    }


def reminded_document(done: "Reminded") -> Document:
    """The document of `remind --json`: days as ISO dates.

    `{"index", "today", "within": int, "closed": bool, "letters": int,
    "recipients": [{"to": "unit|scorer|head|superior|cluster", "code": str|null, "name", "duties": [code],
    "form": "reminder|resend|to_fix"|null, "attached": name|null, "draft": name|null, "email": [address],
    "telephone", "note"}]}`
    """
    return {
        "index": str(done.index),
        "today": done.today.isoformat(),
        "within": done.within,
        "closed": done.closed,
        "letters": done.drafts,
        "recipients": [_reminder(one) for one in done.found],
    }


def summary_document(done: "Summary") -> Document:
    """The document of `summary --json`; the day as an ISO date.

    `{"today", "group": text, "units": [{"code", "name", "state": "to_fix|resend|reminder", "text"}]}`
    """
    return {
        "today": done.today.isoformat(),
        "group": done.group,
        "units": [
            {
                "code": one.reply.unit.code,
                "name": one.reply.unit.name,
                "state": one.reply.state.value,
                "text": one.text,
            }
            for one in done.units
        ],
    }


def _reminder(one: "Reminder") -> Document:
    return {
        "to": one.to.value,
        "code": one.code or None,
        "name": one.name,
        "duties": list(one.duties),
        "form": one.reply.state.value if one.reply else None,
        "attached": one.attached.name if one.draft and one.attached.name else None,
        "draft": one.draft or None,
        "email": addresses(one.contact.email),
        "telephone": one.contact.telephone,
        "note": " ".join(one.notes),
    }


def submitted_document(done: "Submitted") -> Document:
    """The document of `submit --json`; decimals are strings."""
    names, digits = done.book.names, done.book.settings.digits
    return {
        "number": done.sent.number,
        "kind": done.sent.kind.command,
        "date": done.sent.day.isoformat(),
        "recorded": done.recorded,
        "differences": [_difference(one, names.get(one.unit, ""), digits) for one in done.differences],
        "findings": [one.as_json() for one in in_order(done.outcome.findings)],
    }


def _difference(one: Difference, name: str, digits: int) -> dict[str, str | None]:
    if one.change in (Change.CAME, Change.GONE):
        came = one.change is Change.CAME
        what, old, new = "unit", None if came else one.unit, one.unit if came else None
    else:
        what = one.change.value
        old, new = (_difference_value(one.change, value, digits) for value in (one.old, one.new))
    return {"unit": one.unit, "name": name, "what": what, "old": old, "new": new}


def _difference_value(change: Change, value: int | None, digits: int) -> str | None:
    if value is None:
        return None
    return plain_exactly(value, digits) if change is Change.TOTAL else str(value)


def calendar_document(done: "YearCalendar") -> Document:
    """The document of `calendar --json`: days as ISO dates."""
    return {"today": done.today.isoformat(), "items": [_calendar_item(one) for one in done.entries]}


def _calendar_item(one: Entry) -> Document:
    return {
        "code": one.duty.code,
        "what": one.duty.what,
        "who": one.duty.who,
        "source": one.duty.source,
        "due": _iso(one.due),
        "from": _iso(one.span.starts),
        "done": _iso(one.done),
        "days": one.days,
        "state": one.state.value,
        "off_day": bool(one.off),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def verified_document(verified: "Verified") -> Document:
    """The document of `verify --json`."""
    journal = verified.book.journal
    return {
        "book": verified.book.file.path.name,
        "phase": verified.book.settings.phase.value,
        "seal": verified.seal or None,
        "journal": journal[-1].hash if journal else None,
        "equal": not verified.differences,
        "differences": [found.as_json() for found in verified.differences],
    }


def meeting_document(done: "MeetingPrepared") -> Document:
    """The document of `meeting --json`; decimals are strings, `cell` is on `Thống nhất điểm`.

    `{"cluster", "year", "asked": int, "open": int, "said": str, "provisional": bool,
    "if_kept": [{"place": "Nhất|Nhì|Ba", "units": [code], "tie": bool}],
    "items": [{"section": "a|b|c|d|e|f", "unit", "unit_name", "criterion": code|null, "self": points|null,
    "rule": points|null, "used": points|"không giao"|null, "why", "cell": A1|null, "asks": bool, "decided": bool}],
    "flips": [{"place", "unit", "criterion", "score": points as typed, "change": points|null,
    "holders": [code], "to": [code], "tie": bool}]}`
    """
    from ..sheets.cluster.meeting import summary_said

    book, standings = done.book, done.outcome.standings
    settings, digits = book.settings, book.settings.digits
    asked = [line for line in done.lines if line.matter.asks]
    return {
        "cluster": settings.cluster,
        "year": settings.year,
        "asked": len(asked),
        "open": sum(not line.decided for line in asked),
        "said": summary_said(done.lines, standings.standings, settings),
        "provisional": standings.provisional,
        "if_kept": [_held(place, standings) for place in PLACES],
        "items": [_item(line, digits) for line in done.lines],
        "flips": [_flip(one, digits) for one in done.flips],
    }


def _held(place: int, standings: Standings) -> Document:
    units = [line.code for line in standings.standings if line.rank == place]
    return {"place": PLACES[place], "units": units, "tie": len(units) > 1}


def _item(line: "Line", digits: int) -> Document:
    matter, score = line.matter, line.score
    used = _plain(score.points, digits) if score else None
    return {
        "section": matter.section.value,
        "unit": matter.unit,
        "unit_name": line.unit_name,
        "criterion": matter.criterion or None,
        "self": _plain(line.own, digits),
        "rule": _plain(line.rule, digits),
        "used": NOT_ASSIGNED if score and not score.counts and used is None else used,
        "why": matter.why,
        "cell": line.cell or None,
        "asks": matter.asks,
        "decided": line.decided,
    }


def _flip(one: "Flip", digits: int) -> Document:
    return {
        "place": PLACES[one.place],
        "unit": one.unit,
        "criterion": one.criterion,
        "score": plain_exactly(one.score, digits),
        "change": None if one.change is None else plain_exactly(one.change, digits),
        "holders": list(one.holders),
        "to": list(one.to),
        "tie": one.is_tie,
    }
