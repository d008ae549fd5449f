"""What every click must import: `python -m tests.benchmarks.imports` does nothing else."""

import pandas as pd  # noqa: F401
import pandera.pandas as pa  # noqa: F401
import xlwings as xw  # noqa: F401
