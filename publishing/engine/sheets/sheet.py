"""One page of the site that is not an item."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from municipality import Municipality
from publishing.engine.world import World
from publishing.feeds import Feed


@dataclass(frozen=True)
class Sheet:
    address: str  # "/haberler/", or a file such as "/404.html"
    template: str  # without its ending
    language: str
    variables: Mapping[str, object]
    alternate: str | None = None  # the same page in the other language
    feed: Feed | None = None  # announced in the head beside the feed of everything
    is_listed: bool = True  # in the sitemap, and with an address of its own
    beside: Mapping[str, bytes] = field(default_factory=dict)  # files of data, by their name

    @property
    def file(self) -> str:
        path = self.address.lstrip("/")
        return path if path.endswith(".html") else f"{path}index.html"


def fixed(world: World, address: str, template: str, language: str, **variables: object) -> Sheet:
    """A page that every language has, at the same address below its prefix."""
    path = world.municipality.path
    other = other_language(world.municipality, language)
    twin = path(address, other) if other else None
    return Sheet(path(address, language), template, language, variables, twin)


def other_language(municipality: Municipality, language: str) -> str | None:
    """The language that a page offers beside its own."""
    return next((other for other in municipality.languages if other != language), None)
