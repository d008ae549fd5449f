"""Reminders in Vietnamese sentences: who gets a draft, who has to be called."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..cluster.acts.remind import Reminded
    from ..cluster.reminders import Reminder


def reminder_said(one: "Reminder") -> str:
    """Who is reminded of what, and what the head should know."""
    from ..cluster.reminders import To

    who = f"{one.code} – {one.name}" if one.code else one.name
    who = f"Người chấm {who}" if one.to is To.SCORER else who
    duties = f" ({', '.join(one.duties)})" if one.duties else ""
    return f"{who}: {one.state}{duties}. {' '.join(one.notes)}".strip()


def reminded_said(done: "Reminded") -> str:
    """How many letters there are, and where they lie."""
    from ..cluster.acts.remind import CLOSED
    from ..cluster.reminder_files import summary

    if done.closed:
        return CLOSED
    said = summary(done.found)
    if not done.drafts:
        return f"{said} Danh sách: {done.index}."
    return f"{said}\nThư nháp ở {done.folder}; chưa gửi thư nào. Mở {done.index.name} để xem từng nơi và gửi."
