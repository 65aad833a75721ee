"""The few colours of all the pictures: the theme's petrol, snow and one warm accent."""

from typing import Final

INK: Final = "#0d2430"
NIGHT: Final = "#0c2d40"
DEEP: Final = "#124057"
PETROL: Final = "#1b5e78"
LAKE: Final = "#3a86a0"
MIST: Final = "#84b4c6"
ICE: Final = "#b5d3df"
FROST: Final = "#d6e7ee"
SNOW: Final = "#f5f9fb"
SHADE: Final = "#dce9f0"  # a shadow on snow

AMBER: Final = "#f4ac45"
ORANGE: Final = "#e57a33"
RUST: Final = "#bd5527"
CREAM: Final = "#fbe8c8"
SAND: Final = "#e6cfa6"

STONE: Final = "#9fb1ba"
SLATE: Final = "#5d7683"
ASPHALT: Final = "#3d5462"
PINE: Final = "#1f6461"
PINE_DARK: Final = "#174e50"
LEAF: Final = "#5f9a7c"
BARK: Final = "#5b4a45"
EARTH: Final = "#8a6a54"
EARTH_DARK: Final = "#6d5243"
SKIN: Final = "#e8b98f"
