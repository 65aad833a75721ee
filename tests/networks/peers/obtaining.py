"""What getting the real servers has in common: a folder that is kept, and commands with a log."""

import shutil
import subprocess
from pathlib import Path

from publishing.settings import ROOT

KEPT = ROOT / "var" / "peers"
LONGEST = 20 * 60  # seconds


class NotHad(Exception):
    """A sentence that says why this machine cannot have the server."""


def need(**tools: str) -> None:
    """Raises NotHad with what is missing: `tools` are commands, each with what brings it."""
    missing = [said for command, said in tools.items() if shutil.which(command) is None]
    if missing:
        raise NotHad(f"It needs {' and '.join(missing)}.")


def run(log: Path, command: list[str | Path], **options: object) -> None:
    """What the command says goes to the log. Raises NotHad where it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as said:
        said.write(f"$ {' '.join(map(str, command))}\n")
        said.flush()
        try:
            subprocess.run(
                command, stdout=said, stderr=said, check=True, timeout=LONGEST, **options
            )
        except (OSError, subprocess.SubprocessError) as error:
            name = Path(command[0]).name
            raise NotHad(f"{name} failed; {log.relative_to(ROOT)} says why.") from error
