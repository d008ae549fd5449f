"""What an answer ends with: the next step, as the first page of the book that is open says it."""

from ..sheets import front
from ..wording.next_step import BEGINS, following_said
from .click import Answer
from .xlwings_alone import xw


def with_next_step(app: xw.App, answer: Answer) -> Answer:
    """The answer with the next step, where it does not name it already: the command wrote nothing.

    The page follows what is typed, so nothing is computed again for it.
    """
    if not answer.text or BEGINS in answer.text or not len(app.books):
        return answer
    page = next((sheet for sheet in app.books.active.sheets if sheet.name == front.NAME), None)
    said = page.range(front.SAID).value if page is not None else None
    return (
        answer._replace(text=f"{answer.text}\n\n{following_said(said)}") if isinstance(said, str) else answer
    )
