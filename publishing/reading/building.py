"""Makes an item of a source: every value read, every mistake noted."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from municipality import District, Municipality, Unit
from publishing.findings import Finding
from publishing.items import Correction, Item
from publishing.kinds import ANNOUNCEMENT, EVENT, ITEM_FILE, PAGE, PRESS, PROJECT, Kind
from publishing.names import split_name
from publishing.reading.accounts import read_accounts, read_share_texts
from publishing.reading.facts import read_facts
from publishing.reading.keys import BY_CODE
from publishing.reading.pictures import read_picture
from publishing.reading.source import Source
from publishing.reading.values import Reading
from publishing.settings import Settings
from publishing.vocabulary import Answer, Publication
from text.cleaning import clean_line, is_blank
from text.dates import DateNotUnderstood, day_of, parse_moment
from text.language import gettext
from text.slugs import slugify

_CORRECTION = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2} [^\W\d_]+ \d{4})"
    r"[\s:,–-]+(?P<text>.+)"
)
_LONGEST_SLUG = 120
_WITH_FACTS = {ANNOUNCEMENT, PROJECT, EVENT, PRESS}
_NEVER = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)  # the date of a faulty item


def build_item(source: Source, settings: Settings) -> tuple[Item | None, list[Finding]]:
    """The item as well as it could be read, None if a page cannot be made of it; its mistakes."""
    town = settings.municipality
    reading = Reading(source, town.time_zone)
    if source.header.is_missing:
        return None, reading.findings
    _check_text(reading)
    published = reading.moment("date") or _NEVER
    slug = _slug(reading)
    image = read_picture(reading, "image", settings.content)
    # Everything is read before anything is decided, so that all mistakes are told at once.
    item = Item(
        path=source.path,
        kind=source.kind,
        language=source.language,
        uid=_uid(reading),
        title=reading.text("title") or "",
        date=published,
        slug=slug,
        address=address_of(source.kind, source.language, slug, published, town),
        body=source.body,
        body_line=source.header.body_line,
        summary=reading.text("summary") or "",
        publication=_publication(reading),
        reason=reading.text("reason"),
        tags=reading.list("tags"),
        districts=_districts(reading, town),
        unit=_unit(reading, town),
        location=_location(reading),
        about=reading.text("project"),
        image=image.file if image else None,
        image_alt=image.alt if image else "",
        caption=reading.text("caption") or "",
        corrections=_corrections(reading, town.time_zone),
        revision=reading.number("revision", "D039", least=1, most=9999) or 1,
        share=read_accounts(reading, town),
        share_texts=read_share_texts(reading, town),
        share_at=reading.moment("share_at"),
        sample=reading.word("sample", Answer, gettext("answer"), "D039") is Answer.YES,
        facts=read_facts(reading, published, settings),
    )
    return item if _makes_a_page(item) else None, reading.findings


def _makes_a_page(item: Item) -> bool:
    has_facts = item.facts is not None or item.kind not in _WITH_FACTS
    return bool(item.uid and item.title and item.slug) and item.date < _NEVER and has_facts


def address_of(
    kind: Kind, language: str, slug: str, published: datetime, town: Municipality
) -> str:
    """`/haberler/2026/11/slug/`, by the month in the municipality's own time zone."""
    if kind is PAGE:
        return town.path(f"/{slug}/", language)
    month = published.astimezone(ZoneInfo(town.time_zone))
    return town.path(f"/{kind.section(language)}/{month:%Y/%m}/{slug}/", language)


def _publication(reading: Reading) -> Publication:
    publication = reading.word("publication", Publication, gettext("publication state"), "D034")
    if publication is Publication.WITHDRAWN and not reading.text("reason"):
        reading.miss(
            "reason",
            gettext("Write why the item was withdrawn: “%(key)s: …”.", key=BY_CODE["reason"]),
        )
    return publication or Publication.PUBLISHED


def _unit(reading: Reading, town: Municipality) -> Unit | None:
    options = {name: unit for unit in town.units for name in (unit.slug, *unit.name.values())}
    said = [str(unit.name) for unit in town.units]
    found = reading.choices("unit", options, gettext("unit"), "D036", said=said, several=False)
    return found[0] if found else None


def _districts(reading: Reading, town: Municipality) -> tuple[District, ...]:
    options = {name: each for each in town.districts for name in (each.slug, each.name)}
    said = [district.name for district in town.districts]
    return reading.choices("districts", options, gettext("district"), "D035", said=said)


def _slug(reading: Reading) -> str:
    entry = reading.entry("slug")
    path = reading.source.path
    stem = split_name(path.name)[0]
    own = path.parent.name if stem == ITEM_FILE else stem
    slug = slugify(entry.value if entry else own)[:_LONGEST_SLUG].strip("-")
    if not slug:
        sentence = gettext(
            "No address can be made of “%(name)s”; use letters and digits.",
            name=entry.value[:40] if entry else own[:40],
        )
        if entry:
            reading.refuse(entry, "D008", sentence)
        else:
            reading.findings.append(Finding(reading.source.shown, 1, 1, "D008", sentence))
    return slug


def _uid(reading: Reading) -> str:
    entry = reading.entry("uid")
    if entry is None:
        reading.miss(
            "uid",
            gettext(
                "The line “uid: %(uid)s” is missing; add it, or type `publish.py check --fix`.",
                uid=uuid4(),
            ),
            "D042",
        )
        return ""
    try:
        return str(UUID(entry.value.strip()))
    except ValueError:
        sentence = gettext(
            "This uid is damaged; put back the old one. For a new item delete the line and type "
            "`publish.py check --fix`."
        )
        reading.refuse(entry, "D043", sentence)
        return ""


def _location(reading: Reading) -> tuple[float, float] | None:
    entry = reading.entry("location")
    if entry is None:
        return None
    try:
        latitude, longitude = (float(part) for part in entry.value.split(","))
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
    except ValueError:
        pass
    sentence = gettext("Write latitude and longitude like 39.9043, 41.2679.")
    reading.refuse(entry, "D039", sentence)
    return None


def _corrections(reading: Reading, zone: str) -> tuple[Correction, ...]:
    found = []
    for entry in reading.entries("correction"):
        match = _CORRECTION.match(clean_line(entry.value))
        try:
            if match is None:
                raise DateNotUnderstood(entry.value)
            day = day_of(parse_moment(match["day"], zone=zone), zone)
        except DateNotUnderstood:
            sentence = gettext(
                "A correction begins with its day: “24.11.2026 The cut ends at 20.00, not 18.00.”"
            )
            reading.refuse(entry, "D021", sentence)
            continue
        found.append(Correction(day, match["text"]))
    return tuple(found)


def _check_text(reading: Reading) -> None:
    if is_blank(reading.source.body) and reading.source.kind is not PRESS:
        sentence = gettext("The item has no text. Write it below the header, after an empty line.")
        line = max(reading.source.header.body_line - 1, 1)
        reading.findings.append(Finding(reading.source.shown, line, 1, "D015", sentence))
