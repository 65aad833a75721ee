"""The citizen's door: the form in its steps, and the tracking of what was sent."""

from feedback_api.citizen import steps, tracking  # noqa: F401 (they add their pages)
from feedback_api.citizen.blueprint import blueprint

__all__ = ["blueprint"]
