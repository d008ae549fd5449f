"""Started by `cai_dat.cmd`: installs out of the wheel that lies in the kit, before anything is installed."""

import sys
from pathlib import Path


def start(kit: Path) -> int:
    """Hand over to the package in the wheel."""
    wheels = sorted(kit.glob("wheels/thidua_xl-*.whl"))
    if not wheels:
        print("LỖI: Bộ cài thiếu gói thidua_xl. Hãy chép lại cả thư mục.")
        return 1
    sys.path.insert(0, str(wheels[-1]))
    from thidua_xl.addin.kit.set_up import main

    return main(kit)


if __name__ == "__main__":
    sys.exit(start(Path(__file__).absolute().parent))
