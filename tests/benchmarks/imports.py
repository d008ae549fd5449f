"""Importing xlwings, pandas and Pandera: `python -m tests.benchmarks.imports` does nothing else."""

import json
import sys

from .loaded import loaded

sys.modules["hypothesis"] = None  # type: ignore[assignment] # of the tests: no clerk's machine has it

import pandas as pd  # noqa: E402, F401
import pandera.pandas as pa  # noqa: E402, F401
import xlwings as xw  # noqa: E402, F401

if __name__ == "__main__":
    print(json.dumps(loaded()))
