"""All projects as data: a table for spreadsheets, a list for programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from municipality import Municipality
from publishing.item_page import ItemPage
from publishing.items import Project
from publishing.reading.keys import BY_CODE
from publishing.vocabulary import Stage
from text.dates import day_of
from text.language import current_language, gettext

Value = str | int | float | bool | list[str] | None


def project_table(projects: Iterable[ItemPage], *, municipality: Municipality) -> bytes:
    """As the spreadsheets of the page's language open it by a double click.

    That of Turkey splits cells at semicolons and writes decimals with a comma; both take UTF-8
    for what it is only after a byte order mark.
    """
    is_turkish = current_language() == "tr"
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";" if is_turkish else ",")
    writer.writerow([_heading(name) for name in _FIELDS])
    for project in projects:
        facts = dict(_facts(project, municipality))
        writer.writerow([_cell(facts[name], is_turkish) for name in _FIELDS])
    return lines.getvalue().encode("utf-8-sig")


def project_list(projects: Iterable[ItemPage], *, municipality: Municipality) -> bytes:
    """The same facts; their names and the stages are the same English words in every language."""
    rows = [dict(_facts(project, municipality)) for project in projects]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


_FIELDS = (
    *("title", "stage", "percent", "measured_on", "budget", "contract_price", "spent", "funding"),
    *("contractor", "tender_number", "starts", "due", "ends", "districts", "place"),
    *("latitude", "longitude", "unit", "address", "sample"),
)


def _facts(project: ItemPage, municipality: Municipality) -> Iterator[tuple[str, Value]]:
    item, facts, progress = project.item, project.item.facts, project.progress
    if not isinstance(facts, Project):
        return
    yield "title", item.title
    yield "stage", facts.stage
    yield "percent", progress.percent if progress else None
    yield "measured_on", _day(progress.measured_at if progress else None, municipality)
    for name in ("budget", "contract_price", "spent", "funding", "contractor", "tender_number"):
        yield name, getattr(facts, name)
    for name in ("starts", "due", "ends"):
        yield name, _day(getattr(facts, name), municipality)
    yield "districts", [district.name for district in item.districts]
    yield "place", facts.place
    latitude, longitude = item.location or (None, None)
    yield "latitude", latitude
    yield "longitude", longitude
    yield "unit", str(item.unit.name) if item.unit else None
    yield "address", project.absolute_url
    yield "sample", item.sample


def _heading(name: str) -> str:
    own = {
        "latitude": gettext("Latitude"),
        "longitude": gettext("Longitude"),
        "address": gettext("Web address"),
    }
    return own.get(name) or str(BY_CODE[name])


def _day(value: date | None, municipality: Municipality) -> str | None:
    if isinstance(value, datetime):
        value = day_of(value, municipality.time_zone)
    return value.isoformat() if value else None


def _cell(value: Value, is_turkish: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(value)
        case Stage():
            return value.label
        case float():
            return str(value).replace(".", ",") if is_turkish else str(value)
    return str(value)
