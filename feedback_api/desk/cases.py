"""The list of cases, with the filters in its address so that it can be kept and sent on."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from feedback_api.desk import facts, words
from feedback_api.desk.blueprints import desk
from feedback_api.desk.forms import by_name
from feedback_api.models.requests import Channel, ServiceRequest
from feedback_api.parts import now, parts
from feedback_api.queries import casework as queries
from feedback_api.queries.casework import Filters, Group
from municipality import Municipality
from text.cleaning import clean_line
from text.counting import shorten
from text.dates import day_of

Word = TypeVar("Word", bound=StrEnum)

LONGEST_SEARCH = 200
LONGEST_PAGE_NUMBER = 6  # digits
SUMMARY = 110  # characters


@dataclass(frozen=True)
class Row:
    """A case as it stands in the list."""

    reference: str
    category: str
    summary: str
    place: str
    unit: str
    clerk: str
    status: str
    tone: str
    deadline: words.Deadline
    service_request: ServiceRequest


@desk.get("/")
def case_list() -> ResponseReturnValue:
    filters = read_filters(request.args)
    municipality = parts().municipality
    today = day_of(now(), municipality.time_zone)
    with parts().database.reading() as session:
        found = queries.list_cases(session, filters, clerk=g.clerk, today=today)
        clerks = queries.find_names_by_id(session, (case.clerk_id for case in found.cases))
    return render_template(
        "personel/liste.html",
        rows=[_row(case, clerks, municipality, today) for case in found.cases],
        found=found,
        filters=filters,
        groups=[
            (words.group_label(group), found.counts[group], _address(filters, group=group), group)
            for group in Group
        ],
        choices=_choices(municipality),
        pages=[
            (page, _address(filters, page=page)) for page in pages_to_show(found.page, found.pages)
        ],
        is_narrowed=filters != Filters(group=filters.group, page=filters.page),
        clear_url=url_for("desk.case_list", durum=filters.group),
    )


def read_filters(args: MultiDict[str, str]) -> Filters:
    """What the address asks for; what it cannot mean narrows nothing."""
    page = args.get("sayfa", "1")
    is_number = page.isascii() and page.isdigit() and len(page) <= LONGEST_PAGE_NUMBER
    return Filters(
        group=_one_of(Group, args.get("durum")) or Group.OPEN,
        unit=_slug(args.get("birim")),
        category=_slug(args.get("konu")),
        district=_slug(args.get("ilce")),
        channel=_one_of(Channel, args.get("kanal")),
        text=clean_line(args.get("ara", "")[:LONGEST_SEARCH]),
        page=int(page) if is_number else 1,
    )


def pages_to_show(page: int, pages: int) -> list[int]:
    """The first, the last, and those around this one."""
    return sorted({1, pages, *(near for near in range(page - 2, page + 3) if 1 <= near <= pages)})


def _row(
    case: ServiceRequest, clerks: dict[int, str], municipality: Municipality, today: date
) -> Row:
    return Row(
        reference=case.reference,
        category=facts.category_name(case.category, municipality),
        # Of a text without end only the beginning is measured.
        summary=shorten(" ".join(case.description[: SUMMARY * 4].split()), SUMMARY),
        place=facts.place_of(case, municipality),
        unit=facts.unit_name(case.unit, municipality),
        clerk=clerks.get(case.clerk_id or 0, ""),
        status=words.status_label(case.status),
        tone=words.status_tone(case.status),
        deadline=words.say_deadline(case, today),
        service_request=case,
    )


def _address(filters: Filters, **changed: Any) -> str:
    """The list under the same filters but for what changed; another pile begins on page 1."""
    wanted = replace(filters, **{"page": 1, **changed})
    return url_for(
        "desk.case_list",
        durum=wanted.group if wanted.group != Group.OPEN else None,
        birim=wanted.unit,
        konu=wanted.category,
        ilce=wanted.district,
        kanal=wanted.channel,
        ara=wanted.text or None,
        sayfa=wanted.page if wanted.page > 1 else None,
    )


def _choices(municipality: Municipality) -> dict[str, list[tuple[str, str]]]:
    units = [unit for unit in municipality.units if g.clerk.can_see(unit.slug)]
    return {
        "birim": [(one.value, one.label) for one in by_name(units, "slug")],
        "konu": [(one.value, one.label) for one in by_name(municipality.categories, "code")],
        "ilce": [(one.value, one.label) for one in by_name(municipality.districts, "slug")],
        "kanal": [(channel.value, words.channel_label(channel)) for channel in Channel],
    }


def _one_of(kind: type[Word], value: str | None) -> Word | None:
    return kind(value) if value in set(kind) else None


def _slug(value: str | None) -> str | None:
    return clean_line(value[:LONGEST_SEARCH]) or None if value else None
