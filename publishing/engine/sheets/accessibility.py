"""The accessibility statement: what is known to be missing, and what the last tests found."""

from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World


def accessibility_statement(world: World, language: str) -> Sheet:
    known = world.municipality.accessibility
    return fixed(world, "/erisilebilirlik/", "site/accessibility", language, known=known)
