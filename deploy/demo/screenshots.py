"""Makes the README's pictures from the demo: `python -m deploy.demo.screenshots [--folder DIR]`."""

import argparse
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from deploy.demo import browser
from deploy.demo.place import ROOT
from deploy.demo.running import Demo, running_demo
from deploy.demo.terminal import as_page, run_in_terminal

# The day of the newest sample item, so that the pictures show the samples' own dates.
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
FAULTY = ROOT / "deploy" / "demo" / "faulty"
ANNOUNCEMENT = "/duyurular/2026/11/gece-su-kesintisi/"
TERMINALS = {"kontrol.png": ("tr", "kontrol"), "check.png": ("en", "check")}
PHONE_HEIGHT = 822  # 844 less what would cut a sentence in two
COLOURS = 192  # of the palette; more are not seen in these pictures
MOST = 150 * 1024  # bytes of a picture, because a README is read on telephones too


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.demo.screenshots", description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "pictures")
    folder = parser.parse_args().folder
    if browser.CHROMIUM is None:
        sys.exit("There is no Chromium on this machine: run `make browser`.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, browser.running() as chromium:
        with running_demo(Path(scratch) / "demo", at=AT) as demo:
            pictures = dict(take_pages(chromium, demo))
        pictures |= take_terminals(chromium, Path(scratch))
    for name, picture in pictures.items():
        size = save(picture, folder / name)
        sys.stdout.write(f"{folder / name}: {size / 1024:.0f} KiB\n")
    return 0


def take_pages(chromium: browser.Browser, demo: Demo) -> Iterator[tuple[str, bytes]]:
    """Home and an announcement on a phone, and the desk's list."""
    phone = chromium.new_page(
        viewport={"width": 390, "height": PHONE_HEIGHT}, device_scale_factor=2, locale="tr-TR"
    )
    for name, address in {"home.png": "/", "announcement.png": ANNOUNCEMENT}.items():
        phone.goto(demo.url + address)
        if name == "announcement.png":
            # The urgent line above the header has been seen on the picture beside it.
            phone.locator("header.top").evaluate("header => header.scrollIntoView()")
        yield name, phone.screenshot()
    desk = chromium.new_page(viewport={"width": 1280, "height": 800}, locale="tr-TR")
    desk.goto(f"{demo.url}/personel/")
    desk.locator("[name=username]").fill(demo.username)
    desk.locator("[name=password]").fill(demo.password)
    desk.locator("[name=password]").press("Enter")
    desk.locator("table").wait_for()
    yield "desk.png", desk.screenshot()


def take_terminals(chromium: browser.Browser, scratch: Path) -> dict[str, bytes]:
    """`check` on faulty files, in each language."""
    content = scratch / "content"
    shutil.copytree(FAULTY, content)
    shutil.copytree(ROOT / "content" / "gorseller", content / "gorseller")
    page = chromium.new_page(viewport={"width": 900, "height": 100}, device_scale_factor=2)
    pictures = {}
    for name, (language, command) in TERMINALS.items():
        said = run_in_terminal(
            [sys.executable, "publish.py", "--lang", language, command],
            environment={**os.environ, "CONTENT_FOLDER": str(content), "TERM": "xterm"},
            folder=ROOT,
        )
        page.set_content(as_page(f"./publish.py {command}", said))
        pictures[name] = page.locator("pre").screenshot()
    return pictures


def save(picture: bytes, path: Path) -> int:
    """Write the picture with a palette of its own; gives the file's size in bytes."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    if (size := path.stat().st_size) > MOST:
        sys.exit(f"{path} has {size} bytes, and a picture of the README may have {MOST}.")
    return size


if __name__ == "__main__":
    sys.exit(main())
