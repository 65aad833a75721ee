"""`make test-networks`: the networks' clients against real servers, not our stand-ins."""

import subprocess
import sys
from pathlib import Path

from publishing.settings import ROOT
from tests.networks.peers import bluesky, snac
from tests.networks.peers.obtaining import NotHad

FOLDER = Path(__file__).parent
PEERS = {
    "Bluesky's development server": (bluesky.obtain, "test_bluesky.py"),
    "snac": (snac.obtain, "test_snac.py"),
}


def main() -> int:
    # The hub has come with the Python packages.
    tests = [FOLDER / "test_websub.py"]
    for name, (obtain, test) in PEERS.items():
        try:
            say(f"{name}: {obtain(say)}")
            tests.append(FOLDER / test)
        except NotHad as reason:
            say(f"{name}: skipped. {reason}")
    command = [sys.executable, "-m", "pytest", "-m", "peers", *tests]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
