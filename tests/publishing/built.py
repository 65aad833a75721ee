"""Building a content folder in tests, and reading what came out."""

from pathlib import Path

from PIL import Image

from publishing.engine import build
from tests.moments import NOON


def build_site(settings, at=NOON, **changes):
    return build(settings, output=settings.output, at=at, **changes)


def read_page(settings, address):
    return (settings.output / address.strip("/") / "index.html").read_text(encoding="utf-8")


def read_tree(folder):
    """Every file of the tree and its bytes."""
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write_picture(path, size=(800, 450), colour=(20, 90, 130), **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path, **options)
    return path
