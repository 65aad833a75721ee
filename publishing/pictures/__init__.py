"""Redraws pictures for the web: small enough, upright, and without what the camera wrote."""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp

from publishing.item_page import Picture
from publishing.pictures.digests import Digests
from publishing.pictures.drawing import TYPES, draw
from publishing.pictures.opening import PictureNotReadable, open_picture
from text.slugs import slugify

__all__ = ["ADDRESS", "Drawing", "PictureNotReadable", "Pictures", "Redrawn"]

ADDRESS = "/gorseller/"
# Raising it redraws every picture: it is part of the name in the cache.
RECIPE = "4"


@dataclass(frozen=True)
class Drawing:
    """The picture in one format at one width; `file` lies in the cache."""

    file: Path
    name: str  # of the picture: "kar-kureme-1a2b3c4d5e6f", new whenever the picture is
    width: int
    height: int

    @property
    def address(self) -> str:
        return f"{ADDRESS}{self.name}-{self.width}{self.file.suffix}"

    @property
    def type(self) -> str:
        return TYPES[self.file.suffix]


@dataclass(frozen=True)
class Redrawn:
    """A picture as it is published, in all of its drawings."""

    drawings: tuple[Drawing, ...]  # the narrowest first

    @cached_property
    def main(self) -> Drawing:
        """The widest that every browser, feed reader and network shows."""
        return next(d for d in reversed(self.drawings) if d.file.suffix in {".jpg", ".png"})

    @property
    def files(self) -> dict[str, Path]:
        return {drawing.address: drawing.file for drawing in self.drawings}

    def as_picture(self, alt: str) -> Picture:
        main = self.main
        return Picture(
            src=main.address,
            width=main.width,
            height=main.height,
            alt=alt,
            type=main.type,
            length=main.file.stat().st_size,
            srcset=self._srcset(main.type),
            sources=tuple((type_, self._srcset(type_)) for type_ in ("image/avif", "image/webp")),
        )

    def _srcset(self, type_: str) -> str:
        drawings = [drawing for drawing in self.drawings if drawing.type == type_]
        return ", ".join(f"{drawing.address} {drawing.width}w" for drawing in drawings)


class Pictures:
    """Redraws each picture once and keeps it in the folder `cache`, under the hash of its bytes."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._digests = Digests(cache / "digests.json")
        self._known: dict[Path, Redrawn | PictureNotReadable] = {}

    def redraw(self, source: Path) -> Redrawn:
        """Raises PictureNotReadable; the original is never published."""
        if source not in self._known:
            self._known[source] = self._find_or_redraw(source)
        known = self._known[source]
        if isinstance(known, PictureNotReadable):
            raise known
        return known

    def redraw_all(self, sources: Iterable[Path]) -> None:
        """Redraw them on all cores at once, so that each is there when a page asks for it."""
        new = [source for source in dict.fromkeys(sources) if source not in self._known]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            self._known.update(zip(new, pool.map(self._find_or_redraw, new), strict=True))
        self._digests.save(now=time.time_ns())

    def _find_or_redraw(self, source: Path) -> Redrawn | PictureNotReadable:
        try:
            shown = f"{RECIPE} {self._digests.of(source)}"
            digest = hashlib.sha256(shown.encode()).hexdigest()
            folder = self._cache / digest[:2] / digest
            if not folder.is_dir():
                _draw_into(folder, source)
        except OSError:
            return PictureNotReadable(source)
        except PictureNotReadable as error:
            return error
        return _describe(folder, f"{slugify(source.stem) or 'gorsel'}-{digest[:12]}")


def _draw_into(folder: Path, source: Path) -> None:
    """The folder is there with all its drawings, or not at all."""
    opened = open_picture(source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / ".lock").open("a") as lock:
        # Whoever shares beside this build wants the same picture at the same moment.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.is_dir():
            return
        temporary = Path(mkdtemp(prefix=".", dir=folder.parent))
        try:
            draw(opened, temporary)
            temporary.chmod(0o755)
            temporary.replace(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _describe(folder: Path, name: str) -> Redrawn:
    """Every file is called after its size: "640x360.avif"."""
    drawings = []
    for file in folder.iterdir():
        width, height = file.stem.split("x")
        drawings.append(Drawing(file, name, int(width), int(height)))
    return Redrawn(tuple(sorted(drawings, key=lambda each: (each.width, each.file.suffix))))
