"""Templates of what is posted: per network or account, and per kind of item."""

import re
from collections.abc import Iterable, Mapping

from municipality.model import Account
from municipality.source import Source
from municipality.table import Table, say_unknown
from text.language import gettext

# The kinds of item, as they stand in posts.toml; a test holds them to those of the site.
KINDS = ("news", "announcement", "project", "update", "event", "press", "answer")
ANY_KIND = "any"
# Those that a template may be kept for while no account is there.
NETWORKS = {
    *("bluesky", "facebook", "instagram", "linkedin", "mastodon", "telegram", "threads"),
    *("whatsapp", "x"),
}
# The table for all networks that have none of their own.
ANY_NETWORK = "default"
USUAL = "{title}\n\n{summary}\n\n{link}"
FIELDS = ("title", "summary", "kind", "dates", "districts", "link")

_PLACE = re.compile(r"\{([^{}]*)\}")

Posts = Mapping[str, Mapping[str, str]]


def find_template(posts: Posts, account: Account, kind: str) -> str:
    """The account's own, else its network's, else everybody's; the kind's before any kind's."""
    tables = (posts.get(name, {}) for name in (account.slug, account.network, ANY_NETWORK))
    found = (table.get(name) for table in tables for name in (kind, ANY_KIND))
    return next((template for template in found if template), USUAL)


def read_posts(source: Source | None, accounts: Iterable[Account]) -> Posts:
    """The file may be missing: then every post has its title, its summary and its link."""
    if source is None:
        return {}
    networks = {name for each in accounts for name in (each.slug, each.network)}
    networks |= NETWORKS | {ANY_NETWORK}
    posts = {}
    for name, table in Table(source).tables():
        if name not in networks:
            source.find((name,), say_unknown(name, networks))
        posts[name] = {
            kind: _template(table, kind) for kind in (ANY_KIND, *KINDS) if table.has(kind)
        }
    return posts


def _template(table: Table, kind: str) -> str:
    template = table.text(kind).replace("\r\n", "\n").strip()
    places = _PLACE.findall(template)
    for unknown in (place for place in places if place not in FIELDS):
        table.find(kind, say_unknown(f"{{{unknown}}}", (f"{{{each}}}" for each in FIELDS)))
    if template and not {"title", "summary"} & set(places):
        table.find(kind, gettext("Write {title} or {summary}: else every post says the same."))
    return template
