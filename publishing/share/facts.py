"""What an item gives to the templates of its posts, in its own language."""

from municipality import Municipality
from networks.protocol import Facts
from publishing.cards.words import name_districts, words_of_item
from publishing.items import Announcement, Event, Item
from text.language import speaking
from theme.filters import Calendar


def facts_of(item: Item, municipality: Municipality, *, link: str, own_text: str | None) -> Facts:
    with speaking(item.language):
        return Facts(
            title=item.title,
            summary=item.summary,
            link=link,
            own_text=own_text,
            kind=words_of_item(item, municipality).label,
            dates=_say_dates(item, Calendar(municipality.time_zone)),
            districts=name_districts(item),
        )


def _say_dates(item: Item, calendar: Calendar) -> str:
    facts = item.facts
    if isinstance(facts, Announcement | Event):
        return calendar.span(facts.starts, facts.ends)
    return ""
