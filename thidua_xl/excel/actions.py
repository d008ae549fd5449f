"""What each button does: the same functions as the command line, on the open workbook.

What only some buttons need they load themselves: a click on Xếp hạng waits for nothing else.
"""

from collections.abc import Callable, Mapping

from .click import Answer, Click
from .form_actions import check, collect_forms, fetch_letters, give_forms_back, issue_forms, new, new_from
from .help_actions import doctor, guide
from .score_actions import explain, rank_units, total, vote
from .submission_actions import close_book, reopen_book, submit_table, verify_live

# --- Sổ cụm -----------------------------------------------------------------------------------


# --- Nhận và kiểm tra -------------------------------------------------------------------------


# --- Chấm điểm --------------------------------------------------------------------------------


# --- Hồ sơ ------------------------------------------------------------------------------------


# --- Trợ giúp ---------------------------------------------------------------------------------


# --- shared -----------------------------------------------------------------------------------


CLUSTER_ACTIONS: Mapping[str, Callable[[Click], Answer]] = {
    "new": new,
    "new-from": new_from,
    "issue": issue_forms,
    "check": check,
    "collect": collect_forms,
    "fetch-mail": fetch_letters,
    "give-back": give_forms_back,
    "total": total,
    "rank": rank_units,
    "vote": vote,
    "explain": explain,
    "submit": submit_table,
    "close": close_book,
    "reopen": reopen_book,
    "verify": verify_live,
    "guide": guide,
    "doctor": doctor,
}
"""What stands behind every command of `buttons.COMMANDS`."""
