"""The facts of one municipality, frozen once they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path

from text.language import current_language


class Words(dict[str, str]):
    """One text in several languages: `str()` gives the current language, else the first."""

    def __str__(self) -> str:
        return self.get(current_language()) or next(iter(self.values()))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


class Way(StrEnum):
    """How what we share reaches an account."""

    API = "api"  # our own client sends it
    FEED = "feed"  # an outside service re-posts our sharing feed
    PERSON = "person"  # a clerk copies it and confirms


class Clock(StrEnum):
    """Which legal clock a category runs on when the citizen chooses the formal track."""

    PETITION = "petition"  # law 3071 art. 7: 30 days
    INFORMATION = "information"  # law 4982 art. 11: 15 working days
    PERSONAL_DATA = "personal_data"  # law 6698 art. 13: 30 days


@dataclass(frozen=True)
class District:
    slug: str  # "hinis"
    name: str  # "Hınıs"
    # Column and row of its tile on the map, from the upper left; all districts have one, or none.
    tile: tuple[int, int] | None = None


@dataclass(frozen=True)
class Unit:
    slug: str
    name: Words


@dataclass(frozen=True)
class Institution:
    """Another body that answers for what is not ours (or our own affiliate, `affiliate=True`)."""

    slug: str
    name: Words
    answers_for: Words
    telephone: str | None  # only a national short number that is certain, such as "186"
    web: str | None
    checked_on: date
    affiliate: bool = False  # the water administration: its requests stay on our desk
    emergency: bool = False  # whoever needs it calls at once and fills in no form


@dataclass(frozen=True)
class ExtraQuestion:
    """A question asked only for one category, such as the number of a bus line."""

    code: str
    question: Words
    required: bool
    choices: tuple[tuple[str, Words], ...] = ()  # (code, words); empty: free text


@dataclass(frozen=True)
class Category:
    """A kind of request; Open311 shows `code` as its service_code."""

    code: str  # ASCII slug without dots: "kar-kureme"
    name: Words  # "Kar küreme"
    question: Words  # as a citizen says it: "Yolumuz karla kaplı"
    unit: Unit
    clock: Clock
    promised_days: int
    extra_questions: tuple[ExtraQuestion, ...] = ()
    institution: Institution | None = None  # whose job it is when it is not ours
    urgent: bool = False  # show "call 112/153" beside it
    needs: Words | None = None  # what must be told or shown besides what the form asks
    cost: Words | None = None  # None: it is free of charge

    @property
    def is_ours(self) -> bool:
        """Whether it stays on our desk: nobody else's job, or that of our own affiliate."""
        return self.institution is None or self.institution.affiliate


@dataclass(frozen=True)
class Digest:
    """The day's items in one post."""

    at: time
    least: int  # items: of fewer none is made
    by_clerk: bool  # a clerk releases it; else it goes out by itself


@dataclass(frozen=True)
class PostingHours:
    """When an account posts, by the municipality's own clock."""

    # By weekday, 0 is Monday. Empty: at any hour.
    windows: Mapping[int, tuple[time, ...]] = field(default_factory=dict, hash=False)
    most_a_day: int | None = None  # of what waits for a window
    most_an_hour: int = 10  # whatever went wrong, no flood
    quiet: tuple[time, time] | None = None  # from and until, over midnight as well
    digest: Digest | None = None


@dataclass(frozen=True)
class Job:
    """Something that citizens want done, and whose job it is."""

    code: str  # "sokak-lambasi": its anchor on “Whose job is it?”
    question: Words  # "Sokak lambası yanmıyor"
    institution: Institution | None  # None: it is our own job
    category: Category | None  # under which we take a request about it
    checked_on: date
    explanation: Words | None = None
    emergency: bool = False  # whoever needs it calls at once and fills in no form

    @property
    def is_ours(self) -> bool:
        return self.institution is None or self.institution.affiliate


@dataclass(frozen=True)
class Subject:
    """A shelf of “Whose job is it?”, such as roads or water."""

    code: str
    name: Words
    jobs: tuple[Job, ...]


@dataclass(frozen=True)
class Complaints:
    """Where to turn if a service is not given in the time promised (regulation 2009/15169)."""

    first: Words
    second: Words


@dataclass(frozen=True)
class Defect:
    """Something about the site that is known to stand in somebody's way."""

    what: Words
    instead: Words  # what we do until it is mended


@dataclass(frozen=True)
class TestRun:
    """The last run of the tests of accessibility, as `make statement` wrote it down."""

    __test__ = False  # for pytest, which takes every Test… for one

    tested_on: date
    pages: int
    examinations: int  # pages in all of their widths and colour schemes
    widths: str  # "320, 360, 1280"
    violations: int
    passed: int  # tests
    failed: int
    tools: tuple[tuple[str, str], ...]  # name and version


@dataclass(frozen=True)
class Accessibility:
    """What the accessibility statement says of this site."""

    answer_days: int | None = None  # working days
    defects: tuple[Defect, ...] = ()
    run: TestRun | None = None


@dataclass(frozen=True)
class Account:
    """One social account of the municipality."""

    slug: str  # "facebook", "x-baskan"; names the sharing feed and the delivery
    network: str  # "facebook", "mastodon", "x" ...
    via: Way
    name: str
    address: str | None  # the public page of the account
    language: str
    # What the network needs: page id, instance ... (no secrets).
    settings: Mapping[str, str] = field(hash=False)
    token_variable: str | None  # the environment variable that holds the token
    hours: PostingHours = PostingHours()


@dataclass(frozen=True)
class Contact:
    telephone: str | None  # "153"
    email: str | None
    address: Words | None
    # When people are there to answer: by weekday, 0 is Monday.
    live_hours: Mapping[int, tuple[time, time]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Municipality:
    name: Words  # "Erzurum Büyükşehir Belediyesi"
    short_name: Words  # "Erzurum"
    slogan: Words
    languages: tuple[str, ...]  # first is the main one; its pages have no language prefix
    time_zone: str  # "Europe/Istanbul"
    country: str  # ISO 3166-1, for holidays and telephone numbers: "TR"
    reference_prefix: str  # "EBB": begins every request number
    contact: Contact
    folder: Path  # where all of this was read
    wordmark: Path
    theme: Path  # tema.css
    districts: tuple[District, ...]
    units: tuple[Unit, ...]
    categories: tuple[Category, ...]
    institutions: tuple[Institution, ...]
    accounts: tuple[Account, ...]
    # Templates of posts, by network or account and by kind of item (municipality/posts.py).
    posts: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    subjects: tuple[Subject, ...] = ()
    complaints: Complaints | None = None
    accessibility: Accessibility = Accessibility()
    sample: bool = False  # times and duties are not confirmed yet: their pages say so

    @property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(job for subject in self.subjects for job in subject.jobs)

    @property
    def services(self) -> tuple[Category, ...]:
        """What we and our affiliates do for citizens."""
        return tuple(category for category in self.categories if category.is_ours)

    def wordmark_in(self, language: str) -> Path:
        """`wordmark.en.svg` where the municipality has one, else the only one."""
        own = self.wordmark.with_suffix(f".{language}.svg")
        return own if own.is_file() else self.wordmark

    @property
    def wordmarks(self) -> tuple[Path, ...]:
        """Each of them once, the main language's first."""
        return tuple(dict.fromkeys(self.wordmark_in(language) for language in self.languages))

    @property
    def language(self) -> str:
        return self.languages[0]

    def path(self, address: str, language: str) -> str:
        """`/ara/` as it is in `language`: every language but the first has its prefix."""
        return address if language == self.language else f"/{language}{address}"
