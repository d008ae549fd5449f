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
    from ..addin.lines import State, any_problem
    from ..addin.places import this_machine

    lines = examine(this_machine())
    told = [
        f"{line.state}: {line.what} {line.action}".strip() for line in lines if line.state is not State.OK
    ]
    fine = sum(line.state is State.OK for line in lines)
    return Answer(
        "\n".join([f"{fine} mục ổn, {len(told)} mục cần xem.", "", *told]).strip(), any_problem(lines)
    )
