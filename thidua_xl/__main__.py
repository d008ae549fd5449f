"""`python -m thidua_xl`."""

import sys

from .commands.parser import main

sys.exit(main())
