"""The home page: what matters today, at a glance."""

from collections.abc import Sequence

from publishing.engine.order import in_force_first, under_way_first
from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World
from publishing.item_page import ItemPage

_NUMBERS = {"announcements": 5, "news": 5, "projects": 3, "events": 4, "answers": 2}


def home(world: World, language: str) -> Sheet:
    lists = {code: world.listed(code, language) for code in _NUMBERS}
    current = [p for p in lists["announcements"] if p.state in {"running", "planned"}]
    coming = [p for p in lists["events"] if p.state in {"running", "planned"}]
    lists |= {"announcements": in_force_first(current), "events": in_force_first(coming)}
    lists["projects"] = under_way_first(lists["projects"])
    cut = {code: lists[code][:number] for code, number in _NUMBERS.items()}
    # The first is drawn large, so it is the newest that has something to show.
    lead = _newest_with_picture(cut["news"])
    cut["news"].sort(key=lambda page: page is not lead)
    return fixed(world, "/", "site/home", language, **cut)


def _newest_with_picture(pages: Sequence[ItemPage]) -> ItemPage | None:
    return next((page for page in pages if page.picture), None)
