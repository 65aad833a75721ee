"""What a page says in its head to search engines, networks and other programs."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from municipality import Municipality
from municipality.model import Category
from publishing.engine.schema_org import (
    Node,
    Publisher,
    describe_home,
    describe_item,
    describe_service,
    describe_trail,
    write_json_ld,
)
from publishing.engine.sheets import Sheet, other_language
from publishing.item_page import ItemPage
from publishing.kinds import PAGE
from text.language import locale_of


@dataclass(frozen=True)
class Head:
    address: str  # from the root
    twins: tuple[tuple[str, str], ...]  # (language, address) of this page in others
    publisher: Publisher
    nodes: tuple[Node, ...] = ()
    article: ItemPage | None = None  # None for what has no date of its own

    @property
    def url(self) -> str:
        return self.publisher.site_url + self.address

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, absolute address) of every language, itself too; none where it is alone."""
        addresses = [(self.publisher.language, self.address), *self.twins]
        return list_alternates(addresses, self.publisher.municipality, self.publisher.site_url)

    @property
    def locale(self) -> str:
        return locale_of(self.publisher.language)

    @property
    def other_locales(self) -> list[str]:
        return [locale_of(language) for language, _ in self.twins]

    def json_ld(self, trail: Sequence[tuple[str, str]], title: str) -> Markup:
        """The page and the way to it; empty where there is nothing to say."""
        nodes = [*self.nodes, *describe_trail(trail, title, self.url, self.publisher)]
        return write_json_ld(nodes) if nodes else Markup()


def head_of_item(page: ItemPage, publisher: Publisher) -> Head:
    article = None if page.item.kind == PAGE else page
    return Head(
        page.url, twins_of_item(page), publisher, (describe_item(page, publisher),), article
    )


def head_of_sheet(sheet: Sheet, publisher: Publisher) -> Head:
    twins = twins_of_sheet(sheet, publisher.municipality)
    return Head(sheet.address, twins, publisher, tuple(_describe_sheet(sheet, publisher)))


def _describe_sheet(sheet: Sheet, publisher: Publisher) -> list[Node]:
    category = sheet.variables.get("category")
    if sheet.template == "site/service" and isinstance(category, Category):
        return describe_service(category, publisher)
    return describe_home(publisher) if sheet.template == "site/home" else []


def twins_of_item(page: ItemPage) -> tuple[tuple[str, str], ...]:
    other = page.translation
    return ((other.item.language, other.url),) if other else ()


def twins_of_sheet(sheet: Sheet, municipality: Municipality) -> tuple[tuple[str, str], ...]:
    other = other_language(municipality, sheet.language)
    return ((other, sheet.alternate),) if other and sheet.alternate else ()


def list_alternates(
    addresses: Sequence[tuple[str, str]], municipality: Municipality, site_url: str
) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of each language, and of the one for everybody else.

    None where a page stands alone; the head and the sitemap say the same.
    """
    if len(addresses) < 2:
        return []
    urls = {language: site_url + address for language, address in sorted(addresses)}
    default = urls.get(municipality.language) or next(iter(urls.values()))
    return [*urls.items(), ("x-default", default)]
