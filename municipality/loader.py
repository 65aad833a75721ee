"""Builds a municipality from the files of its folder, or says everything that is wrong in them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from municipality.accessibility import read_accessibility
from municipality.districts import read_districts
from municipality.errors import Finding, MunicipalityError
from municipality.hours import live_hours, posting_hours
from municipality.jobs import read_subjects
from municipality.model import (
    Account,
    Category,
    Clock,
    Complaints,
    Contact,
    ExtraQuestion,
    Institution,
    Municipality,
    Unit,
    Way,
    Words,
)
from municipality.posts import read_posts
from municipality.source import Source, read_source
from municipality.table import SLUG, Table
from text.language import gettext, is_language

FILES = ("identity", "units", "districts", "institutions", "categories", "jobs", "accounts")
OPTIONAL = ("posts", "accessibility", "accessibility-tests")
OUR_FOLDER = Path(__file__).parent

TELEPHONE = r"[0-9+() ]+"
EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
WEB = r"https?://\S+"
VARIABLE = r"[A-Z][A-Z0-9_]*"


def load(folder: Path | None = None) -> Municipality:
    """The municipality in `folder`: by default the one that `MUNICIPALITY_FOLDER` names, else ours.

    A relative `MUNICIPALITY_FOLDER` starts at the root of the repository.
    The same object as long as no file of the folder changes.
    Raises MunicipalityError, which tells all mistakes of all files at once.
    """
    folder = folder or OUR_FOLDER.parent / (os.environ.get("MUNICIPALITY_FOLDER") or OUR_FOLDER)
    if not folder.is_dir():
        raise MunicipalityError(
            [Finding(folder, 1, gettext("There is no such folder: correct MUNICIPALITY_FOLDER."))]
        )
    return _load(folder, tuple(_stamps(folder)))


@lru_cache(maxsize=4)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Municipality:
    files = [*FILES, *(name for name in OPTIONAL if (folder / f"{name}.toml").is_file())]
    sources = {name: read_source(folder / f"{name}.toml") for name in files}
    municipality = _build(folder, sources) if sources["identity"].is_readable else None
    findings = [
        finding
        for source in sources.values()
        for finding in sorted(source.findings, key=lambda finding: finding.line)
    ]
    findings += [
        Finding(folder / name, 1, gettext("This file is missing: put it back."))
        for name in ("wordmark.svg", "tema.css")
        if not (folder / name).is_file()
    ]
    if municipality is None or findings:
        raise MunicipalityError(findings)
    return municipality


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What changes with every file of the folder: name, moment of change (ns), size."""
    for file in sorted(folder.iterdir()):
        # An editor's temporary file may be gone again.
        with suppress(OSError):
            facts = file.stat()
            yield file.name, facts.st_mtime_ns, facts.st_size


def _build(folder: Path, sources: Mapping[str, Source]) -> Municipality | None:
    identity = Table(sources["identity"])
    languages = _languages(identity)
    if not languages:
        return None
    units = _units(sources["units"], languages)
    institutions = _institutions(sources["institutions"], languages)
    categories = _categories(
        sources["categories"],
        languages,
        units if sources["units"].is_readable else None,
        institutions if sources["institutions"].is_readable else None,
    )
    accounts = _accounts(sources["accounts"], languages)
    municipality = Municipality(
        name=identity.words("name", languages),
        short_name=identity.words("short_name", languages),
        slogan=identity.words("slogan", languages),
        languages=languages,
        time_zone=_time_zone(identity),
        country=identity.text("country", like="[A-Z]{2}", example='"TR"'),
        reference_prefix=identity.text("reference_prefix", like="[A-Z]{1,4}", example='"EBB"'),
        contact=_contact(identity.table("contact"), languages),
        folder=folder,
        wordmark=folder / "wordmark.svg",
        theme=folder / "tema.css",
        districts=read_districts(sources["districts"]),
        units=tuple(units.values()),
        categories=categories,
        institutions=tuple(institutions.values()),
        accounts=accounts,
        posts=read_posts(sources.get("posts"), accounts),
        subjects=read_subjects(
            sources["jobs"],
            languages,
            institutions if sources["institutions"].is_readable else None,
            {category.code: category for category in categories}
            if sources["categories"].is_readable
            else None,
        ),
        complaints=_complaints(identity, languages),
        accessibility=read_accessibility(
            sources.get("accessibility"), sources.get("accessibility-tests"), languages
        ),
        sample=identity.truth("sample"),
    )
    identity.close()
    return municipality


def _languages(identity: Table) -> tuple[str, ...]:
    """None at all if one is wrong: each text would be asked for in a language that is none."""
    languages = tuple(dict.fromkeys(identity.texts("languages")))
    unknown = [code for code in languages if not is_language(code)]
    for code in unknown:
        sentence = gettext(
            "No language has the code “%(code)s”: write it like tr or en.", code=code
        )
        identity.find("languages", sentence)
    return () if unknown else languages


def _time_zone(identity: Table) -> str:
    name = identity.text("time_zone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # OSError: “Europe” alone is a folder of the zone database.
        sentence = gettext(
            "No time zone is called “%(name)s”: write it like Europe/Istanbul.", name=name
        )
        identity.find("time_zone", sentence)
    return name


def _contact(table: Table, languages: tuple[str, ...]) -> Contact:
    contact = Contact(
        telephone=table.optional_text("telephone", like=TELEPHONE, example='"153"'),
        email=table.optional_text("email", like=EMAIL, example='"bilgi@example.bel.tr"'),
        address=table.optional_words("address", languages),
        live_hours=live_hours(table),
    )
    table.close()
    return contact


def _complaints(identity: Table, languages: tuple[str, ...]) -> Complaints | None:
    if not identity.has("complaints"):
        return None
    table = identity.table("complaints")
    complaints = Complaints(table.words("first", languages), table.words("second", languages))
    table.close()
    return complaints


def _units(source: Source, languages: tuple[str, ...]) -> dict[str, Unit]:
    table = Table(source)
    units = {slug: Unit(slug, table.words(slug, languages)) for slug in table.slugs()}
    if source.is_readable and not units:
        source.find((), gettext("There is no unit: write at least the one that answers requests."))
    return units


def _institutions(source: Source, languages: tuple[str, ...]) -> dict[str, Institution]:
    return {
        slug: Institution(
            slug=slug,
            name=table.words("name", languages),
            answers_for=table.words("answers_for", languages),
            telephone=table.optional_text("telephone", like=TELEPHONE, example='"186"'),
            web=table.optional_text("web", like=WEB, example='"https://www.example.gov.tr"'),
            checked_on=table.day("checked_on"),
            affiliate=table.truth("affiliate"),
            emergency=table.truth("emergency"),
        )
        for slug, table in Table(source).tables()
    }


def _categories(
    source: Source,
    languages: tuple[str, ...],
    units: Mapping[str, Unit] | None,
    institutions: Mapping[str, Institution] | None,
) -> tuple[Category, ...]:
    categories = tuple(
        Category(
            code=code,
            name=table.words("name", languages),
            question=table.words("question", languages),
            unit=table.one_of("unit", units, Unit("", Words())),
            clock=table.one_of("clock", {clock.value: clock for clock in Clock}, Clock.PETITION),
            promised_days=table.number("promised_days"),
            extra_questions=_extra_questions(table, languages),
            institution=table.optional_one_of("institution", institutions),
            urgent=table.truth("urgent"),
            needs=table.optional_words("needs", languages),
            cost=table.optional_words("cost", languages),
        )
        for code, table in Table(source).tables()
    )
    if source.is_readable and not categories:
        source.find((), gettext("There is no category: write at least one, like [other]."))
    return categories


def _extra_questions(category: Table, languages: tuple[str, ...]) -> tuple[ExtraQuestion, ...]:
    if not category.has("extra_questions"):
        return ()
    return tuple(
        ExtraQuestion(
            code=code,
            question=table.words("question", languages),
            required=table.truth("required"),
            choices=_choices(table, languages),
        )
        for code, table in category.table("extra_questions").tables()
    )


def _choices(question: Table, languages: tuple[str, ...]) -> tuple[tuple[str, Words], ...]:
    if not question.has("choices"):
        return ()
    table = question.table("choices")
    return tuple((code, table.words(code, languages)) for code in table.slugs())


def _accounts(source: Source, languages: tuple[str, ...]) -> tuple[Account, ...]:
    return tuple(_account(slug, table, languages) for slug, table in Table(source).tables())


def _account(slug: str, table: Table, languages: tuple[str, ...]) -> Account:
    via = table.one_of("via", {way.value: way for way in Way}, Way.PERSON)
    token_variable = table.optional_text(
        "token_variable", like=VARIABLE, example='"FACEBOOK_PAGE_TOKEN"'
    )
    if via is Way.API and token_variable is None:
        sentence = gettext(
            "An account that we post to needs “token_variable”: the name of the setting that "
            "holds its token, such as FACEBOOK_PAGE_TOKEN."
        )
        table.find("via", sentence)
    return Account(
        slug=slug,
        network=table.text("network", like=SLUG, example='"facebook"'),
        via=via,
        name=table.text("name"),
        address=table.optional_text("address", like=WEB, example='"https://www.example.bel.tr"'),
        language=table.one_of("language", {code: code for code in languages}, languages[0]),
        settings=_settings(table),
        token_variable=token_variable,
        hours=posting_hours(table),
    )


def _settings(account: Table) -> Mapping[str, str]:
    if not account.has("settings"):
        return {}
    table = account.table("settings")
    return {key: table.text(key) for key in table.names()}
