"""Items in the words of schema.org, one builder for each kind."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from publishing.engine.schema_org.publisher import Publisher, area_of
from publishing.engine.schema_org.writing import Node, without_empty
from publishing.item_page import ItemPage
from publishing.items import Announcement, Answer, Event, Facts, Press, Project
from publishing.kinds import (
    ANNOUNCEMENT,
    ANSWER,
    EVENT,
    NEWS,
    PAGE,
    PRESS,
    PROJECT,
    UPDATE,
    Kind,
)
from publishing.vocabulary import Stage
from text.counting import shorten
from text.language import gettext
from text.turkish import fold

SomeFacts = TypeVar("SomeFacts", bound=Facts)

# Search engines cut a longer one; it stands whole in the page.
_HEADLINE = 110
_FREE = {"ucretsiz", "ucretsizdir", "bedava", "free", "free of charge", "no fee"}


def describe_item(page: ItemPage, publisher: Publisher) -> Node:
    return without_empty(_BUILDERS[page.item.kind](page, publisher))


def _news(page: ItemPage, publisher: Publisher) -> Node:
    return _article("NewsArticle", page, publisher)


def _update(page: ItemPage, publisher: Publisher) -> Node:
    news = _news(page, publisher)
    if page.project:
        url = page.project.absolute_url
        news["about"] = {"@type": "Project", "name": page.project.item.title, "url": url}
    return news


def _press(page: ItemPage, publisher: Publisher) -> Node:
    facts = _facts(page, Press)
    report = {
        "@type": "NewsArticle",
        "url": facts.link,
        "publisher": {"@type": "Organization", "name": facts.source},
    }
    return _article("Article", page, publisher) | {"citation": report}


def _announcement(page: ItemPage, publisher: Publisher) -> Node:
    facts = _facts(page, Announcement)
    starts, ends = publisher.beginning(facts.starts), publisher.end(facts.ends)
    feed = publisher.url(f"/rss/{ANNOUNCEMENT.section(publisher.language)}.atom")
    places = [{"@type": "Place", "name": name} for name in facts.neighbourhoods]
    work = _work("SpecialAnnouncement", page, publisher)
    return work | {
        "text": " ".join(filter(None, (facts.cancelled, page.description))),
        "category": facts.type.label,
        "datePosted": publisher.moment(page.published_at),
        "expires": publisher.moment(facts.ends),
        "temporalCoverage": f"{starts}/{ends}",
        "spatialCoverage": [*map(area_of, page.item.districts), *places],
        "creativeWorkStatus": [
            *([gettext("Cancelled")] if facts.cancelled else []),
            *_status(page),
        ],
        "webFeed": feed,
    }


def _event(page: ItemPage, publisher: Publisher) -> Node:
    facts = _facts(page, Event)
    status = "EventCancelled" if facts.cancelled else "EventScheduled"
    return {
        "@type": "Event",
        "url": page.absolute_url,
        "name": page.item.title,
        "description": " ".join(filter(None, (facts.cancelled, page.description))),
        "inLanguage": page.item.language,
        "startDate": publisher.beginning(facts.starts),
        "endDate": publisher.end(facts.ends) if facts.ends else None,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(facts.place, page, publisher),
        "image": _images(page, publisher),
        "isAccessibleForFree": True if fold(facts.fee or "").strip(". ") in _FREE else None,
        "organizer": publisher.reference,
    }


def _project(page: ItemPage, publisher: Publisher) -> Node:
    """schema.org counts a project among organisations: it is founded, and dissolved when done."""
    facts = _facts(page, Project)
    is_over = facts.stage in {Stage.COMPLETED, Stage.CANCELLED}
    project: Node = {
        "@type": "Project",
        "name": page.item.title,
        "description": page.description,
        "url": page.absolute_url,
        "foundingDate": facts.starts.isoformat() if facts.starts else None,
        "dissolutionDate": facts.ends.isoformat() if facts.ends and is_over else None,
        "location": _place(facts.place, page, publisher) if facts.place else None,
        "areaServed": [area_of(district) for district in page.item.districts],
        "parentOrganization": {"@id": publisher.id},
    }
    return _work("WebPage", page, publisher) | {"mainEntity": without_empty(project)}


def _answer(page: ItemPage, publisher: Publisher) -> Node:
    """An FAQPage and no QAPage: there, readers could answer as well."""
    facts = page.item.facts
    asked_on = facts.asked_on if isinstance(facts, Answer) else None
    answer = {
        "@type": "Answer",
        "text": page.text,
        "url": page.absolute_url,
        "dateCreated": publisher.moment(page.published_at),
        "author": {"@id": publisher.id},
    }
    question: Node = {
        "@type": "Question",
        "name": page.item.title,
        "dateCreated": asked_on.isoformat() if asked_on else None,
        "acceptedAnswer": answer,
    }
    return _work("FAQPage", page, publisher) | {"mainEntity": [without_empty(question)]}


def _page(page: ItemPage, publisher: Publisher) -> Node:
    return _work("WebPage", page, publisher)


def _article(type_: str, page: ItemPage, publisher: Publisher) -> Node:
    return _work(type_, page, publisher) | {
        "headline": shorten(page.item.title, _HEADLINE),
        "author": {"@id": publisher.id},
        "contentLocation": [area_of(district) for district in page.item.districts],
    }


def _work(type_: str, page: ItemPage, publisher: Publisher) -> Node:
    return {
        "@type": type_,
        "url": page.absolute_url,
        "name": page.item.title,
        "description": page.description,
        "inLanguage": page.item.language,
        "datePublished": publisher.moment(page.published_at),
        "dateModified": publisher.moment(page.updated_at),
        "creativeWorkStatus": _status(page),
        "image": _images(page, publisher),
        "keywords": [name for name, _ in page.tags],
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": correction.day.isoformat(),
                "text": correction.text,
            }
            for correction in page.item.corrections
        ],
        "publisher": publisher.reference,
    }


def _facts(page: ItemPage, type_: type[SomeFacts]) -> SomeFacts:
    if not isinstance(page.item.facts, type_):
        raise TypeError(page.item.path)
    return page.item.facts


def _place(name: str, page: ItemPage, publisher: Publisher) -> Node:
    place: Node = {
        "@type": "Place",
        "name": name,
        "address": publisher.address_of(page.item.districts),
    }
    if page.item.location:
        latitude, longitude = page.item.location
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place


def _status(page: ItemPage) -> list[str]:
    return [gettext("Sample content")] if page.item.sample else []


def _images(page: ItemPage, publisher: Publisher) -> list[str]:
    shown = page.picture or page.card
    return [publisher.site_url + shown.src] if shown else []


_BUILDERS: Mapping[Kind, Callable[[ItemPage, Publisher], Node]] = {
    NEWS: _news,
    ANNOUNCEMENT: _announcement,
    PROJECT: _project,
    UPDATE: _update,
    EVENT: _event,
    PRESS: _press,
    ANSWER: _answer,
    PAGE: _page,
}
