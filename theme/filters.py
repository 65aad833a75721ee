"""How the templates say days, hours, numbers and addresses, in the language of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from municipality import District, Municipality
from municipality.hours import say_live_hours
from text.dates import day_of, say_day, say_moment, say_month
from text.language import current_language
from text.languages import say_language
from text.turkish import hyphenate, upper

# Where the lists of items live; a language that is not here reads the English address.
SECTIONS: dict[str, dict[str, str]] = {
    "news": {"tr": "/haberler/", "en": "/news/"},
    "announcements": {"tr": "/duyurular/", "en": "/announcements/"},
    "notices": {"tr": "/ilanlar/", "en": "/notices/"},
    "projects": {"tr": "/projeler/", "en": "/projects/"},
    "events": {"tr": "/etkinlikler/", "en": "/events/"},
    "press": {"tr": "/basinda/", "en": "/press/"},
    "answers": {"tr": "/sorular/", "en": "/answers/"},
    "districts": {"tr": "/ilceler/", "en": "/districts/"},
}


def filters(municipality: Municipality) -> dict[str, Callable[..., str]]:
    """Every filter of the theme, by the name that templates use."""
    calendar = Calendar(municipality.time_zone)

    def path(address: str) -> str:
        """`/ara/` in the language of the page."""
        return municipality.path(address, current_language())

    def section(code: str) -> str:
        """The address of a kind's list in the language of the page."""
        names = SECTIONS[code]
        return path(names.get(current_language(), names["en"]))

    def district_url(district: District) -> str:
        """The page of everything in that district."""
        return f"{section('districts')}{district.slug}/"

    def hyphenated(name: str) -> str:
        """A proper name of the municipality, which may break where its language allows it."""
        return hyphenate(name) if municipality.language == "tr" else name

    return {
        "path": path,
        "section": section,
        "district_url": district_url,
        "hyphenated": hyphenated,
        "foreign": foreign,
        "day": calendar.day,
        "moment": calendar.moment,
        "span": calendar.span,
        "hour": calendar.hour,
        "iso": calendar.iso,
        "day_number": calendar.day_number,
        "month_short": calendar.month_short,
        "weekday": calendar.weekday,
        "month_name": month_name,
        "sentence": sentence,
        "hours": say_live_hours,
        "number": number,
        "percent": percent,
        "language_name": say_language,
        "own_language_name": own_language_name,
    }


@dataclass(frozen=True)
class Calendar:
    """Says moments in the municipality's time zone; a date without an hour is said as a day."""

    zone: str

    def day(self, value: date) -> str:
        """`24 Kasım 2026`."""
        return say_day(self._local(value), current_language())

    def moment(self, value: date) -> str:
        """`24 Kasım 2026 14.30`."""
        if not isinstance(value, datetime):
            return self.day(value)
        return say_moment(value, current_language(), self.zone)

    def hour(self, value: datetime) -> str:
        """`14.30` in Turkish, `14:30` elsewhere."""
        return self.moment(value).rsplit(" ", 1)[-1]

    def span(self, starts: date, ends: date | None) -> str:
        """From when to when; the day is said once if it is one day, and so is the year."""
        if ends is None or ends == starts:
            return self.moment(starts)
        if not isinstance(starts, datetime) or not isinstance(ends, datetime):
            return f"{self.moment(starts)} – {self.moment(ends)}"
        first, last = self._local(starts), self._local(ends)
        if first == last:
            return f"{self.moment(starts)} – {self.hour(ends)}"
        year = "" if first.year == last.year else " y"
        begins = say_moment(starts, current_language(), self.zone, year=year)
        return f"{begins} – {self.moment(ends)}"

    def iso(self, value: date) -> str:
        """RFC 3339 with the municipality's offset, or a calendar day."""
        if not isinstance(value, datetime):
            return value.isoformat()
        return value.astimezone(ZoneInfo(self.zone)).isoformat(timespec="seconds")

    def day_number(self, value: date) -> str:
        return str(self._local(value).day)

    def month_short(self, value: date) -> str:
        """`Kas`."""
        return format_date(self._local(value), "LLL", locale=current_language())

    def weekday(self, value: date) -> str:
        """`Salı`."""
        return format_date(self._local(value), "EEEE", locale=current_language())

    def _local(self, value: date) -> date:
        return day_of(value, self.zone) if isinstance(value, datetime) else value


def month_name(month: tuple[int, int]) -> str:
    """(2026, 11) is `Kasım 2026`."""
    return say_month(*month, current_language())


def sentence(words: str) -> str:
    """The words with a capital first letter, by the rules of the language: `İhalede`."""
    capital = upper(words[:1]) if current_language() == "tr" else words[:1].upper()
    return capital + words[1:]


def foreign(language: str, is_link: bool = True) -> str:
    """The attributes of words in another language than their page's; nothing in the same."""
    if language == current_language():
        return ""
    said = Markup(' lang="{0}" hreflang="{0}"') if is_link else Markup(' lang="{0}"')
    return said.format(language)


def number(value: float) -> str:
    """`1.250` in Turkish."""
    return format_decimal(value, locale=current_language())


def percent(value: float) -> str:
    """35 is `%35` in Turkish, `35%` in English."""
    return format_percent(value / 100, locale=current_language())


def own_language_name(code: str) -> str:
    """A language's name in itself, for the link that leads to it."""
    return Locale.parse(code).get_language_name(code) or code
