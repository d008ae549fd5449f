"""Commands killed at every write and rename, and at random times: the old book or the new one, never a part."""
