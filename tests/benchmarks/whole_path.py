"""Filled forms read, validated in one Pandera validation, scored and ranked; then the book rendered.

`python -m tests.benchmarks.whole_path FOLDER UNITS CRITERIA` is a process of its own, so that its peak memory
is nobody else's; it prints one JSON object. The cluster must be the one that the forms were written for.
"""

import json
import sys
import time
from pathlib import Path

from thidua_xl import clock
from thidua_xl.bookkeeping.new_file import new_package
from thidua_xl.cluster.accepted_rows import read_accepted
from thidua_xl.cluster.assess import Assessment
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.identify import identified
from thidua_xl.cluster.kept.given_scores import judges_by_code
from thidua_xl.cluster.merge import merge
from thidua_xl.cluster.places import assessed
from thidua_xl.cluster.render import render_inputs, render_state
from thidua_xl.cluster.which_counts import settle_forms
from thidua_xl.mail.inbox import find_files, read_files
from thidua_xl.scorecard.read import read_file
from thidua_xl.scorecard.shared import Shared
from thidua_xl.scorecard.validate import validate
from thidua_xl.sheets.cluster.receipts import Receipt
from thidua_xl.workers import garbage

from .cluster import book
from .memory import own_peak


@garbage.held()
def whole_path(of: Book, folder: Path) -> Assessment:
    """What `collect` does between the files and the book."""
    incoming, _ = read_files(find_files([folder]))
    of.receipts = [Receipt(file.sha256, file.name, file.source, "") for file in incoming]
    judges, shared = judges_by_code(of), Shared()
    opened = [
        identified(of, receipt, shared.in_read(read_file(file.data, receipt.file)), judges)
        for file, receipt in zip(incoming, of.receipts, strict=True)
    ]
    settle_forms(of, opened)
    counted, doubtful = read_accepted(of, opened)
    merge(of, opened, {})
    noted = [found for one in opened for found in one.all_findings()]
    return assessed(of, noted, counted, doubtful, validate)


@garbage.held()
def render_book(of: Book, outcome: Assessment) -> bytes:
    """The whole book of the outcome, as a new file."""
    return new_package(of.title, [*render_inputs(of), *render_state(of, outcome).sheets], clock.now())


def measured(folder: Path, units: int, scored: int) -> dict[str, float]:
    """Seconds of this process and peak MB, after ranking and after rendering."""
    from thidua_xl.scorecard import validate  # noqa: F401 - imports are measured with the processes

    of = book(units, scored)
    begin = time.process_time()
    outcome = whole_path(of, folder)
    ranked, peak = time.process_time(), own_peak()
    size = len(render_book(of, outcome))
    return {
        "rank": ranked - begin,
        "render": time.process_time() - ranked,
        "peak": peak,
        "peak_rendered": own_peak(),
        "ranked": sum(line.rank is not None for line in outcome.standings.standings),
        "findings": len(outcome.findings),
        "bytes": size,
    }


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
