"""`excel`: a button's command on the workbook that is open in Excel."""

import argparse
import sys

from ..excel.run import COULD_NOT_RUN, caller_with, write_outcome
from ..excel.run import run as do


def run(given: argparse.Namespace) -> int:
    """Do it, and leave the outcome where the add-in looks for it, or say it here."""
    log = given.outcome.with_name("addin.log") if given.outcome else None
    caller = caller_with(given.book) if given.book else None
    outcome = do(given.button, given.path, log=log, caller=caller)
    if given.outcome:
        write_outcome(given.outcome, outcome)
    elif outcome.text:
        print(outcome.text, file=sys.stderr if outcome.code == COULD_NOT_RUN else sys.stdout)
    return outcome.code
