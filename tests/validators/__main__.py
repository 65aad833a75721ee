"""`make test-site`: Lighthouse and the Nu HTML checker on the demo's pages."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.demo import browser
from deploy.demo.place import ROOT
from deploy.demo.running import running_demo
from tests.validators.lighthouse import examine_with_lighthouse, list_addresses
from tests.validators.markup import examine_markup, save_service_pages

FOLDER = Path(__file__).parent
NEEDED = {"node": "Node.js 20", "npm": "npm", "java": "Java 17"}


def main() -> int:
    missing = [said for name, said in NEEDED.items() if shutil.which(name) is None]
    missing += [] if browser.CHROMIUM else ["Chromium (`make browser`)"]
    if missing:
        say(f"make test-site needs {', '.join(missing)}; install what is missing and run it again.")
        return 2
    if not install():
        say("npm could not install them; what it said stands above.")
        return 2
    # Redrawing the pictures takes longest, so they are kept from one run to the next.
    pictures = ROOT / "var" / "test-site" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        return examine(Path(place), pictures)


def examine(place: Path, pictures: Path) -> int:
    say("Starting the demo …")
    with running_demo(place / "demo", pictures=pictures) as demo:
        saved = save_service_pages(demo, place / "pages")
        say(f"The Nu HTML checker reads {saved} pages of the service and those of the site …")
        problems = examine_markup([place / "demo" / "site", place / "pages"])
        say(f"  {len(problems)} errors")
        say(f"Lighthouse looks at {len(list_addresses(demo.url))} pages …")
        problems += examine_with_lighthouse(demo.url, place, say)
    for problem in problems:
        say(problem)
    say("Something must be mended." if problems else "Nothing to mend.")
    return 1 if problems else 0


def install() -> bool:
    """Whether all that the lock file names is there now."""
    installed = FOLDER / "node_modules" / ".package-lock.json"
    lock = FOLDER / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        say("Installing Lighthouse and the Nu HTML checker …")
        done = subprocess.run(["npm", "ci", "--loglevel=error"], cwd=FOLDER, check=False)
        if done.returncode != 0:
            return False
        installed.touch()
    return True


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
