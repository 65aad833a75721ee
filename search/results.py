"""What a search gives: pages, how well they answer, and how many more filters would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Match(StrEnum):
    """How the pages that were found answer the question."""

    WHOLE = "whole"  # the best of them have every word of it as it was typed
    FORMS = "forms"  # they have every word, but at least one in another form
    SOME = "some"  # no page has every word; these have some
    NOTHING = "nothing"
    NO_WORD = "no_word"  # the question itself has none: `"`, `***`, an emoji


@dataclass(frozen=True)
class Filters:
    """What narrows the pages found; None narrows nothing."""

    kind: str | None = None
    year: int | None = None
    district: str | None = None  # its slug


@dataclass(frozen=True)
class Hit:
    url: str
    kind: str
    title: str
    summary: str
    published_at: datetime | None
    districts: tuple[str, ...]  # their slugs
    is_over: bool  # what it announces has ended
    is_cancelled: bool
    is_sample: bool
    is_whole: bool  # it has every word as it was typed


@dataclass(frozen=True)
class Results:
    hits: Sequence[Hit] = ()  # of the page that was asked for
    total: int = 0  # of all pages that pass the filters
    match: Match = Match.NOTHING
    suggestion: str | None = None  # the question as it may have been meant
    # How many pages each filter would leave, the other filters being as they are.
    kinds: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    districts: Mapping[str, int] = field(default_factory=dict)
