"""What the municipality does, and whose job everything else is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from municipality.model import Job
from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World
from publishing.item_page import ItemPage
from publishing.items import Answer
from text.language import current_language
from text.turkish import sort_key, upper

_ANSWERS = 3  # that the page of a service shows


def service_sheets(world: World, language: str) -> Iterator[Sheet]:
    town = world.municipality
    yield fixed(world, "/hizmetler/", "site/services", language)
    answers = _answers_by_category(world, language)
    for category in town.services:
        address = f"/hizmetler/{category.code}/"
        about_it = answers.get(category.code, ())[:_ANSWERS]
        yield fixed(world, address, "site/service", language, category=category, answers=about_it)
    yield fixed(world, "/hizmet-standartlari/", "site/standards", language)
    letters = group_by_letter(town.jobs)
    yield fixed(world, "/kimin-gorevi/", "site/whose_job", language, letters=letters)


def group_by_letter(jobs: Sequence[Job]) -> list[tuple[str, list[Job]]]:
    """The questions from A to Z, under their first letters; in Turkish Ç follows C."""
    capital = upper if current_language() == "tr" else str.upper

    def first_letter(job: Job) -> str:
        return capital(str(job.question)[:1])

    ordered = sorted(jobs, key=lambda job: sort_key(str(job.question)))
    return [(letter, list(found)) for letter, found in groupby(ordered, key=first_letter)]


def _answers_by_category(world: World, language: str) -> Mapping[str, Sequence[ItemPage]]:
    found: dict[str, list[ItemPage]] = defaultdict(list)
    for page in world.listed("answers", language):
        facts = page.item.facts
        if isinstance(facts, Answer) and facts.category:
            found[facts.category.code].append(page)
    return found
