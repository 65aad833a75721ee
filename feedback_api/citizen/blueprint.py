"""Where the citizen's pages are registered, once for each language."""

from flask import Blueprint

blueprint = Blueprint("citizen", __name__)
