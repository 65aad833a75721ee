"""The desk: where clerks read, route and answer requests."""

# Importing a module of pages puts its pages into the blueprints.
from feedback_api.desk import case, cases, intake, opinions, pages, sharing, sign_in  # noqa: F401
from feedback_api.desk.blueprints import desk, entrance

__all__ = ["desk", "entrance"]
