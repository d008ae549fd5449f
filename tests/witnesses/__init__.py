"""Programs of others that look at what we make: tests only, pinned in `package.json` and `pyproject.toml`.

Where a witness is absent its tests are skipped with a reason; in CI that is a failure (`tests/skips.py`).
"""
