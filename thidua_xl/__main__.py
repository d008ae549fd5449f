"""`python -m thidua_xl`."""

import sys

from .cli import main

sys.exit(main())
