"""`python -m thidua_xl`, and the command `thidua-xl`."""

import sys


def start() -> int:
    """Run the command of the command line; returns the exit code. Ctrl-C while the program is loaded is one too."""
    try:
        from .commands.parser import main

        return main()
    except KeyboardInterrupt:
        from .wording.failures import STOPPED

        print(STOPPED, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(start())
