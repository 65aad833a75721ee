"""What the search finds: the items, what citizens want of whom, and the districts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from municipality import Category, District, Job
from publishing.engine.sections import district_address
from publishing.engine.world import World
from publishing.item_page import ItemPage
from publishing.items import Announcement, Event, Press, Project
from publishing.kinds import PAGE
from search.index import Document
from text.language import gettext, speaking

# Kinds that only the search tells apart.
NOTICE = "notice"
SERVICE = "service"
JOB = "job"
DISTRICT = "district"


def list_documents(world: World) -> Iterator[Document]:
    zone = ZoneInfo(world.municipality.time_zone)
    for page in world.pages:
        with speaking(page.item.language):
            yield _of_item(page, zone)
    for language in world.municipality.languages:
        with speaking(language):
            for category in world.municipality.services:
                yield _of_service(category, world, language)
            for job in world.municipality.jobs:
                if not job.is_ours:
                    yield _of_job(job, world, language)
            for district in world.municipality.districts:
                yield _of_district(district, world, language)
            yield from _of_pages(world, language)


def _of_item(page: ItemPage, zone: ZoneInfo) -> Document:
    item = page.item
    words = [page.text, *item.tags, *(district.name for district in item.districts)]
    if item.unit:
        words.append(str(item.unit.name))
    return Document(
        url=page.url,
        language=item.language,
        kind=NOTICE if page.is_notice else item.kind.code,
        title=item.title,
        summary=item.summary,
        body="\n".join([*words, *_words_of_facts(page)]),
        published_at=None if item.kind == PAGE else page.published_at.astimezone(zone),
        districts=tuple(district.slug for district in item.districts),
        ends_at=_ends_at(page, zone),
        is_cancelled=page.state == "cancelled",
        is_sample=item.sample,
    )


def _words_of_facts(page: ItemPage) -> Iterator[str]:
    match page.item.facts:
        case Announcement(type=kind, neighbourhoods=neighbourhoods, how_to_object=how_to_object):
            yield from (kind.label, *neighbourhoods, how_to_object or "")
        case Event(place=place):
            yield place
        case Project(stage=stage, contractor=contractor, place=place):
            yield from (stage.label, contractor or "", place or "")
        case Press(source=source):
            yield source


def _ends_at(page: ItemPage, zone: ZoneInfo) -> datetime | None:
    facts = page.item.facts
    if not isinstance(facts, Announcement | Event):
        return None
    if facts.ends:
        return facts.ends
    # An event without an end is over when its day is.
    day = facts.starts.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=1)


def _of_service(category: Category, world: World, language: str) -> Document:
    """What a citizen may ask of us."""
    whose = category.institution
    words = [str(category.unit.name)]
    if whose:
        words += [str(whose.name), str(whose.answers_for)]
    for job in world.municipality.jobs:
        if job.category == category and job.is_ours:
            words += [str(job.question), str(job.explanation or "")]
    return Document(
        url=world.municipality.path(f"/hizmetler/{category.code}/", language),
        language=language,
        kind=SERVICE,
        title=str(category.name),
        summary=str(category.question),
        body="\n".join(words),
        published_at=None,
    )


def _of_job(job: Job, world: World, language: str) -> Document:
    """What is somebody else's job, leading to whose it is."""
    whose = job.institution
    words = [str(job.category.name)] if job.category else []
    return Document(
        url=world.municipality.path(f"/kimin-gorevi/#{job.code}", language),
        language=language,
        kind=JOB,
        title=str(job.question),
        summary=str(whose.name) if whose else "",
        body="\n".join(words),
        published_at=None,
    )


def _of_district(district: District, world: World, language: str) -> Document:
    """The page of the district, for whoever types its name and nothing else."""
    return Document(
        url=district_address(language, world.municipality, district),
        language=language,
        kind=DISTRICT,
        title=district.name,
        summary=gettext(
            "%(district)s: announcements in force, projects, events and news.",
            district=district.name,
        ),
        body=district.name,
        published_at=None,
        districts=(district.slug,),
    )


def _of_pages(world: World, language: str) -> Iterator[Document]:
    """The software's own pages, each with the words that stand at its head."""
    pages: list[tuple[str, ...]] = [
        (
            "/basvuru/",
            gettext("Send a request"),
            gettext(
                "Tell us what is wrong, what you need or what you want to know. We pass it to the "
                "right unit and answer you."
            ),
            gettext("complaint, petition, suggestion, how to apply, application form"),
        ),
        (
            "/basvuru/takip/",
            gettext("Track a request"),
            gettext(
                "See with your request number and your secret how it is going, and our answer."
            ),
            gettext("what became of my request or petition"),
        ),
        (
            "/dogrula/",
            gettext("Is this post ours?"),
            gettext(
                "There are people who use the municipality's name to ask for money, passwords or "
                "personal data. Ask here about a post that you doubt: everything we post is on "
                "record."
            ),
            # Nobody searches for it in the page's own words.
            gettext("fake account, fraud, verify"),
        ),
        (
            "/kimin-gorevi/",
            gettext("Whose job is it?"),
            gettext(
                "Who answers for the street lamp, the road, the refuse or the water in your street."
            ),
        ),
        (
            "/hizmet-standartlari/",
            gettext("Service standards"),
            gettext(
                "Each of our services in one table: what is asked of you, and when it is done at "
                "the latest."
            ),
        ),
        (
            "/duzeltmeler/",
            gettext("Corrections"),
            gettext("When something we published was wrong, we say so on its page and here."),
        ),
        (
            "/rss/",
            gettext("Feeds (RSS)"),
            gettext(
                "A feed is a list that tells you what is new, without your having to visit the "
                "site."
            ),
        ),
    ]
    for address, title, summary, *words in pages:
        yield Document(
            url=world.municipality.path(address, language),
            language=language,
            kind=PAGE.code,
            title=title,
            summary=summary,
            body="\n".join(words),
            published_at=None,
        )
