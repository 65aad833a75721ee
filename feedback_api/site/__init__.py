"""The built site and what only a service adds: searches, opinions, short addresses, health."""

from feedback_api.site.files import blueprint
from feedback_api.site.operations import blueprint as operations
from feedback_api.site.opinions import blueprint as opinions
from feedback_api.site.search import blueprint as search
from feedback_api.site.verification import blueprint as verification

__all__ = ["blueprint", "operations", "opinions", "search", "verification"]
