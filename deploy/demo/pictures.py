"""Draws the pictures of the sample content: `python -m deploy.demo.pictures FOLDER`."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from deploy.demo.drawing import places, winter, works
from deploy.demo.drawing.canvas import Canvas

PICTURES: Final[Mapping[str, Callable[[], Canvas]]] = {
    "kar-kureme.png": winter.plough_in_the_street,
    "otobus.png": winter.bus_at_night,
    "park.png": winter.playground,
    "park-oncesi.png": winter.wasteland,
    "meydan.png": places.square_with_trees,
    "boru-hatti.png": works.pipes_in_the_trench,
    "asfalt.png": works.roller_on_new_asphalt,
    "su-deposu.png": places.reservoir_and_fountain,
    "kent-manzarasi.png": places.town_under_the_mountains,
}


def draw_pictures(folder: Path) -> list[Path]:
    """Writes every picture into `folder`; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, draw in PICTURES.items():
        files.append(folder / name)
        draw().finish().save(files[-1], "PNG", optimize=True)
    return files


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m deploy.demo.pictures FOLDER")
    draw_pictures(Path(sys.argv[1]))
