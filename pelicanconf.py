"""Pelican's settings: `pelican content -s pelicanconf.py -o DIR` builds what `publish.py` builds.

Facts of the municipality stand in municipality/, not here.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

# Pelican loads this file from its own place, where our packages are not on the path.
sys.path.insert(0, str(Path(__file__).parent))

from publishing.engine import BuildRequest, Site
from publishing.engine.reader import ItemReader
from publishing.settings import load_settings
from text.dates import parse_moment
from theme.environment import OPTIONS

_settings = load_settings()
_municipality = _settings.municipality
_at = os.environ.get("MEYDAN_AT")

SITEURL = _settings.site_url
SITENAME = _municipality.name[_municipality.language]
DEFAULT_LANG = _municipality.language
TIMEZONE = _municipality.time_zone
# Dates are said by Babel; a machine may have no locale but this one.
LOCALE = ["C.UTF-8", "C"]

PATH = str(_settings.content)
OUTPUT_PATH = str(_settings.output)
THEME = "theme"
JINJA_ENVIRONMENT = dict(OPTIONS)
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
DELETE_OUTPUT_DIRECTORY = False

# Our reader has resolved every link; what still looks like Pelican's own is not one.
INTRASITE_LINK_REGEX = "(?P<what>(?!))"
READERS = {
    "md": ItemReader,
    "markdown": None,
    "mkd": None,
    "mdown": None,
    "rst": None,
    "html": None,
}
FORMATTED_FIELDS: list[str] = []
SLUGIFY_SOURCE = "basename"
CACHE_CONTENT = False

# Nothing that is not public is written anywhere, and our feeds are in publishing/feeds.
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

PELICAN_CLASS = Site
MEYDAN = BuildRequest(
    settings=_settings,
    at=parse_moment(_at, zone=TIMEZONE) if _at else datetime.now(UTC),
)
