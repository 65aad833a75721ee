"""Reads jobs.toml: what citizens want done, and whose job it is."""

from collections.abc import Iterator, Mapping

from municipality.model import Category, Institution, Job, Subject
from municipality.source import Source
from municipality.table import Table
from text.language import gettext

Institutions = Mapping[str, Institution] | None  # None: their file could not be read
Categories = Mapping[str, Category] | None


def read_subjects(
    source: Source,
    languages: tuple[str, ...],
    institutions: Institutions,
    categories: Categories,
) -> tuple[Subject, ...]:
    # Jobs and institutions are anchors of one page.
    taken = set(institutions or ())
    subjects = []
    for code, table in Table(source).tables():
        name = table.words("name", languages)
        jobs = table.table("jobs")
        found = tuple(_jobs(jobs, languages, institutions, categories, taken))
        subjects.append(Subject(code, name, found))
    return tuple(subjects)


def _jobs(
    jobs: Table,
    languages: tuple[str, ...],
    institutions: Institutions,
    categories: Categories,
    taken: set[str],
) -> Iterator[Job]:
    for code, table in jobs.tables():
        if code in taken:
            sentence = gettext(
                "“%(code)s” stands on the page twice: choose another short name.", code=code
            )
            jobs.find(code, sentence)
        taken.add(code)
        yield _job(code, table, languages, institutions, categories)


def _job(
    code: str,
    table: Table,
    languages: tuple[str, ...],
    institutions: Institutions,
    categories: Categories,
) -> Job:
    category = table.optional_one_of("category", categories)
    institution = table.optional_one_of("institution", institutions)
    if not table.has("institution") and not table.has("category"):
        sentence = gettext(
            "Whose job is this? Write “institution”, or “category” if requests about it come to us."
        )
        table.find("question", sentence)
    institution = institution or (category.institution if category else None)
    return Job(
        code=code,
        question=table.words("question", languages),
        institution=institution,
        category=category,
        checked_on=table.day("checked_on"),
        explanation=table.optional_words("explanation", languages),
        emergency=table.truth("emergency") or bool(institution and institution.emergency),
    )
