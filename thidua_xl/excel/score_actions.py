"""Buttons that score, rank, ask for a vote and explain."""

from ..cluster.acts.rank import Ranked, rank
from ..cluster.computed import computed
from ..cluster.refusals import refuse_empty
from ..errors import CannotRunError
from ..sheets.cluster import ballots, matrix, meeting, ranking
from ..wording.sentences import NO_VOTE, ranked_said, saved_said, vote_said
from .click import Answer, Click, kept
from .pointing import explained_at


def total(click: Click) -> Answer:
    """Scores and totals from what the book says now; shows `Tổng hợp`."""
    return _ranked(click, matrix.NAME)


def rank_units(click: Click) -> Answer:
    """The same, and shows `Xếp hạng`."""
    return _ranked(click, ranking.TABLE.sheet)


def meet(click: Click) -> Answer:
    """What the preparatory meeting works through, drawn into the book; shows `Họp trù bị`."""
    from ..cluster.acts.meeting import prepare_meeting
    from ..wording.meeting import meeting_said

    live = click.live()
    done = kept(click, live, click.cluster_book(live), prepare_meeting)
    text = "\n".join([*meeting_said(done), "", saved_said(done.saved)])
    return Answer(text, done.needs_a_person, meeting.TABLE.sheet)


def vote(click: Click) -> Answer:
    """Ranks, then shows the ballots with the tied units filled in."""
    ranked = _rank(click)
    ties = ranked.outcome.standings.open_ties
    if not ties:
        return Answer(f"{NO_VOTE}\n\n{_state(ranked)}", ranked.needs_a_person, ranking.TABLE.sheet)
    is_filled_in = any(not tie.lacking for tie in ties)  # if not, what is missing stands on the ranking
    return Answer(vote_said(ties), True, ballots.TABLE.sheet if is_filled_in else ranking.TABLE.sheet)


def _ranked(click: Click, sheet: str) -> Answer:
    ranked = _rank(click)
    return Answer(_state(ranked), ranked.needs_a_person, sheet)


def _rank(click: Click) -> Ranked:
    live = click.live()
    return kept(click, live, click.cluster_book(live), rank)


def _state(ranked: Ranked) -> str:
    return "\n".join([*ranked_said(ranked.outcome, ranked.book.names), "", saved_said(ranked.saved)])


def explain(click: Click) -> Answer:
    """Why the selected cell says what it says; nothing changes."""
    live = click.live()
    book = click.cluster_book(live, to_write=False)
    refuse_empty(book)
    chosen = live.book.selection
    if chosen is None:
        raise CannotRunError("Chọn một ô rồi bấm lại.")
    text = explained_at(book, computed(book)[0], chosen.sheet.name, chosen.row - 1, chosen.column - 1)
    return Answer(text)
