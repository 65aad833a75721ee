"""What the search page shows: its results, the filters that narrow them, the pages of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from municipality import Municipality
from search.results import Filters, Hit, Match, Results
from text.language import current_language, gettext, lazy_gettext

PAGE = 20
# So many numbers stand on each side of the present page's; the first and the last always do.
PAGES_AROUND = 2

# Every kind of page that the index has, in the order of the filter.
KINDS: Mapping[str, object] = {
    "announcement": lazy_gettext("Announcements"),
    "news": lazy_gettext("News"),
    "notice": lazy_gettext("Notices"),
    "project": lazy_gettext("Projects"),
    "update": lazy_gettext("News of projects"),
    "event": lazy_gettext("Events"),
    "answer": lazy_gettext("Questions and answers"),
    "press": lazy_gettext("In the press"),
    "service": lazy_gettext("Services"),
    "job": lazy_gettext("Whose job is it?"),
    "district": lazy_gettext("Districts"),
    "page": lazy_gettext("Pages"),
}


@dataclass(frozen=True)
class Choice:
    words: str
    count: int  # of pages that it would leave
    url: str
    is_current: bool


@dataclass(frozen=True)
class FilterGroup:
    title: str
    url_without: str
    choices: Sequence[Choice]

    @property
    def is_open(self) -> bool:
        """True if nothing of it is chosen."""
        return not any(choice.is_current for choice in self.choices)


@dataclass(frozen=True)
class SearchPage:
    question: str
    filters: Filters
    number: int
    results: Results
    municipality: Municipality
    is_cut: bool = False  # more was typed than is searched for

    @property
    def url(self) -> str:
        """The same question without filters."""
        return self.url_of(filters=Filters())

    @property
    def suggestion_url(self) -> str:
        return self.url_of(question=self.results.suggestion or "", filters=Filters())

    @property
    def alternate_url(self) -> str | None:
        """The same question in the other language."""
        others = [code for code in self.municipality.languages if code != current_language()]
        return self.url_of(language=others[0]) if others else None

    def url_of(
        self,
        *,
        question: str | None = None,
        filters: Filters | None = None,
        number: int = 1,
        language: str | None = None,
    ) -> str:
        """The address of this search with other values; from its first page unless `number`."""
        chosen = self.filters if filters is None else filters
        asked = {
            "q": self.question if question is None else question,
            "tur": chosen.kind,
            "yil": chosen.year,
            "ilce": chosen.district,
            "sayfa": number if number > 1 else None,
        }
        address = self.municipality.path("/ara/", language or current_language())
        given = {name: value for name, value in asked.items() if value}
        return f"{address}?{urlencode(given)}" if given else address

    @property
    def sections(self) -> Iterator[tuple[bool, list[Hit]]]:
        """The results of this page: those with every word as typed, and those without."""
        for is_whole, hits in groupby(self.results.hits, key=lambda hit: hit.is_whole):
            yield is_whole or self.results.match is not Match.WHOLE, list(hits)

    @property
    def chosen(self) -> list[str]:
        """The filters that are on, in words."""
        return [
            choice.words
            for group in self.filter_groups
            for choice in group.choices
            if choice.is_current
        ]

    @property
    def kind_names(self) -> Mapping[str, object]:
        return KINDS

    @property
    def district_names(self) -> Mapping[str, str]:
        """By slug; a district that the municipality no longer has keeps its slug."""
        names = {slug: slug for hit in self.results.hits for slug in hit.districts}
        return names | dict(self._districts)

    @property
    def filter_groups(self) -> list[FilterGroup]:
        """Every filter that would leave something, and those that are on."""
        now, counts = self.filters, self.results
        years = set(counts.years) | ({now.year} if now.year else set())
        return [
            self._group(
                gettext("Kind"),
                replace(now, kind=None),
                (
                    (replace(now, kind=code), str(words), counts.kinds.get(code, 0))
                    for code, words in KINDS.items()
                ),
            ),
            self._group(
                gettext("Year"),
                replace(now, year=None),
                (
                    (replace(now, year=year), str(year), counts.years.get(year, 0))
                    for year in sorted(years, reverse=True)
                ),
            ),
            self._group(
                gettext("District"),
                replace(now, district=None),
                (
                    (replace(now, district=slug), name, counts.districts.get(slug, 0))
                    for slug, name in self._districts
                ),
            ),
        ]

    @property
    def _districts(self) -> list[tuple[str, str]]:
        return [(district.slug, district.name) for district in self.municipality.districts]

    def _group(
        self, title: str, without: Filters, entries: Iterable[tuple[Filters, str, int]]
    ) -> FilterGroup:
        choices = [
            Choice(words, count, self.url_of(filters=filters), filters == self.filters)
            for filters, words, count in entries
            if count or filters == self.filters
        ]
        return FilterGroup(title, self.url_of(filters=without), choices)

    @property
    def pages(self) -> list[tuple[int, str]]:
        """(number, address) of the first, the last and those around this one; none of one page."""
        last = -(-self.results.total // PAGE)
        if last < 2:
            return []
        around = range(
            max(1, self.number - PAGES_AROUND), min(last, self.number + PAGES_AROUND) + 1
        )
        return [(number, self.url_of(number=number)) for number in sorted({1, *around, last})]
