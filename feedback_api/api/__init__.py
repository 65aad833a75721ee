"""The door for programs: the same request as from the form, as JSON."""

from feedback_api.api.submission import blueprint

__all__ = ["blueprint"]
