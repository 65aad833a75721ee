#!/usr/bin/env python3
"""The door of publishing/: finds the virtual environment by itself."""

import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"

# A command ends before it has made much garbage; looking for it after every 700 new objects took a
# twelfth of a `publish` of the sample site.
GARBAGE = (50_000, 20, 20)

MISSING = {
    "tr": "Gerekli parçalar kurulu değil; bu klasörde `make setup` yazın: {root}",
    "en": "The parts it needs are not installed; type `make setup` in this folder: {root}",
}


def main() -> None:
    inside = Path(sys.prefix).resolve() == ENVIRONMENT.resolve()
    if PYTHON.exists() and not inside:
        os.execv(PYTHON, [str(PYTHON), str(ROOT / "publish.py"), *sys.argv[1:]])  # noqa: S606
    if find_spec("click") is None or find_spec("pelican") is None:
        language = "en" if os.environ.get("LANG", "").startswith("en") else "tr"
        sys.stderr.write(MISSING[language].format(root=ROOT) + "\n")
        sys.exit(2)
    gc.set_threshold(*GARBAGE)
    from publishing.cli import cli

    cli()


if __name__ == "__main__":
    main()
