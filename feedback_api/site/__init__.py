"""The built site and what only a service can add to it: search, short addresses, health."""

from feedback_api.site.files import blueprint
from feedback_api.site.operations import blueprint as operations
from feedback_api.site.search import blueprint as search

__all__ = ["blueprint", "operations", "search"]
