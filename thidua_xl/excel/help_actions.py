"""Buttons that help: the guide and the doctor."""

from .click import Answer, Click


def guide(click: Click) -> Answer:
    """The guide in the browser."""
    from ..addin.guide import guide_file

    click.person.reads(guide_file().as_uri())
    return Answer("")


def doctor(_click: Click) -> Answer:
    """What stands in the way of the add-in on this machine."""
    from ..addin.doctor import examine
    from ..addin.lines import any_problem, counted_said
    from ..addin.places import this_machine

    lines = examine(this_machine())
    return Answer(counted_said(lines), any_problem(lines))
