"""For all tests: files are parsed in the test's own process, unless a test is about the workers."""

import os

os.environ.setdefault("THIDUA_IN_PROCESS", "1")
