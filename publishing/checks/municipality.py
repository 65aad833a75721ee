"""What the municipality says of others must be looked at again from time to time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from publishing.checks.site import Site
from publishing.findings import Finding, Level
from text.dates import day_of
from text.language import ngettext

_GOOD_FOR = timedelta(days=180)
_NAMED = 3  # of the records in one sentence


def old_facts(site: Site) -> Iterator[Finding]:
    """One finding for each file: all of its records are usually looked at on one day."""
    town = site.settings.municipality
    today = day_of(site.at, town.time_zone)
    institutions = [(each.slug, each.checked_on) for each in town.institutions]
    jobs = [(job.code, job.checked_on) for job in town.jobs]
    yield from _look(town.folder / "institutions.toml", institutions, today, site)
    yield from _look(town.folder / "jobs.toml", jobs, today, site)


def _look(
    path: Path, records: Iterable[tuple[str, date]], today: date, site: Site
) -> Iterator[Finding]:
    old = [name for name, checked_on in records if today - checked_on > _GOOD_FOR]
    if not old:
        return
    sentence = ngettext(
        "%(num)s record was last checked more than 180 days ago (%(names)s). See whether it is "
        "still right, then renew its “checked_on”.",
        "%(num)s records were last checked more than 180 days ago (%(names)s). See whether they "
        "are still right, then renew their “checked_on”.",
        len(old),
        names=", ".join(old[:_NAMED]) + (" …" if len(old) > _NAMED else ""),
    )
    line = _line_of(path, old[0])
    yield Finding(site.settings.shown(path), line, 1, "D084", sentence, Level.WARNING)


def _line_of(path: Path, name: str) -> int:
    """Where the record's table begins: `[elektrik-dagitim]`, `[elektrik.jobs.sokak-lambasi]`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = (f"[{name}]", f".{name}]")
    return next((n for n, line in enumerate(lines, start=1) if line.endswith(heads)), 1)
