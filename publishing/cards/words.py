"""What a card says, and the same as its description. Nothing of it depends on the clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from municipality import Municipality
from publishing.items import Announcement, Event, Item, Press, Project
from publishing.kinds import ANNOUNCEMENT, ANSWER, EVENT, NEWS, PAGE, PRESS, PROJECT, UPDATE
from publishing.vocabulary import Severity
from text.language import gettext, ngettext
from theme.filters import Calendar, percent, sentence

_NAMED_DISTRICTS = 3


@dataclass(frozen=True)
class CardWords:
    publisher: str
    title: str
    label: str = ""  # "Duyuru · Su"
    facts: tuple[str, ...] = ()  # a line each
    percent: int | None = None
    mark: str = ""  # "Örnek içerik"

    @property
    def alt(self) -> str:
        """Everything that the card shows, in its order."""
        parts = (self.publisher, self.label, self.title, *self.facts, self.mark)
        return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in parts if part)


def words_of_item(item: Item, municipality: Municipality) -> CardWords:
    calendar = Calendar(municipality.time_zone)
    facts = item.facts
    return CardWords(
        publisher=str(municipality.name),
        title=" ".join(item.title.split()),
        label=" · ".join(_label(item)),
        facts=tuple(fact for fact in _facts(item, calendar) if fact),
        percent=facts.percent if isinstance(facts, Project) else None,
        mark=gettext("Sample content") if item.sample else "",
    )


def words_of_municipality(municipality: Municipality) -> CardWords:
    return CardWords(publisher="", title=str(municipality.name), facts=(str(municipality.slogan),))


def _label(item: Item) -> Iterator[str]:
    facts = item.facts
    if getattr(facts, "cancelled", None):
        yield gettext("Cancelled")
    match facts:
        case Announcement(severity=Severity.URGENT):
            yield gettext("Urgent announcement")
        case Announcement(type=kind) if kind.is_notice:
            yield gettext("Notice")
        case _ if item.kind != PAGE:
            yield _KINDS[item.kind]()
    match facts:
        case Announcement(type=kind):
            yield sentence(kind.label)
        case Project(stage=stage):
            yield sentence(stage.label)
        case Press(source=source):
            yield source


_KINDS = {
    NEWS: lambda: gettext("News item"),
    ANNOUNCEMENT: lambda: gettext("Announcement"),
    PROJECT: lambda: gettext("Project"),
    UPDATE: lambda: gettext("News of a project"),
    EVENT: lambda: gettext("Event"),
    PRESS: lambda: gettext("In the press"),
    ANSWER: lambda: gettext("Question and answer"),
}


def _facts(item: Item, calendar: Calendar) -> Iterator[str]:
    facts = item.facts
    match facts:
        case Announcement(starts=starts, ends=ends):
            yield calendar.span(starts, ends)
        case Event(starts=starts, place=place):
            yield calendar.moment(starts)
            yield place
        case Project(percent=done):
            if done is not None:
                yield gettext("%(percent)s done", percent=percent(done))
        case _ if item.kind != PAGE:
            yield calendar.day(item.date)
    yield name_districts(item)


def name_districts(item: Item) -> str:
    names = ", ".join(district.name for district in item.districts[:_NAMED_DISTRICTS])
    more = len(item.districts) - _NAMED_DISTRICTS
    if more > 0:
        names += " " + ngettext("and %(num)s more district", "and %(num)s more districts", more)
    return names
