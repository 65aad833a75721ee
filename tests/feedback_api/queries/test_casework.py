from datetime import timedelta

import pytest

from feedback_api.actions import casework
from feedback_api.errors import CaseNotFound
from feedback_api.models.requests import Channel, Status
from feedback_api.queries.casework import PAGE_SIZE, Filters, Group, get_case, list_cases
from tests.feedback_api.clerks import last_line, make_clerk
from tests.feedback_api.factories import make_receipt
from tests.moments import NOON

TODAY = NOON.date()


def list_for(database, clerk, **filters):
    with database.reading() as session:
        return list_cases(session, Filters(**filters), clerk=clerk, today=TODAY)


def references(found):
    return [case.reference for case in found.cases]


def do(database, action, reference, *words, by):
    seen = last_line(database, reference, by)
    with database.transaction() as session:
        action(session, reference, *words, by=by, seen=seen, at=NOON)


def test_every_pile_counts_its_own(any_tables):
    clerk = make_clerk(any_tables)
    late = make_receipt(any_tables, at=NOON - timedelta(days=60)).reference
    mine, asked, closed = (make_receipt(any_tables).reference for _ in range(3))
    do(any_tables, casework.take, mine, by=clerk)
    do(any_tables, casework.ask, asked, "Nerede?", by=clerk)
    do(any_tables, casework.answer, closed, Status.RESOLVED, "Bitti.", by=clerk)

    found = list_for(any_tables, clerk, group=Group.OVERDUE)

    assert references(found) == [late]
    assert found.counts == {
        Group.OPEN: 3,
        Group.OVERDUE: 1,
        Group.MINE: 1,
        Group.UNASSIGNED: 2,
        Group.WAITING: 1,
        Group.ALL: 4,
    }


def test_open_cases_stand_before_closed_ones_and_the_earliest_deadline_first(any_tables):
    clerk = make_clerk(any_tables)
    closed = make_receipt(any_tables, at=NOON - timedelta(days=90)).reference
    do(any_tables, casework.answer, closed, Status.RESOLVED, "Bitti.", by=clerk)
    later = make_receipt(any_tables, category="zabita").reference
    sooner = make_receipt(any_tables, category="zabita", at=NOON - timedelta(days=2)).reference

    found = list_for(any_tables, clerk, group=Group.ALL)

    assert references(found) == [sooner, later, closed]


@pytest.mark.parametrize(
    "filters",
    [
        {"unit": "zabita"},
        {"category": "zabita"},
        {"district": "hinis"},
        {"channel": Channel.TELEPHONE},
        {"text": "çUKUR hinis"},
    ],
    ids=lambda filters: next(iter(filters)),
)
def test_each_filter_narrows_the_list(tables, filters):
    clerk = make_clerk(tables)
    wanted = make_receipt(
        tables,
        category="zabita",
        district="hinis",
        place="Hınıs girişi",
        description="Büyük bir çukur",
        channel=Channel.TELEPHONE,
    ).reference
    make_receipt(tables, category="durak", district="olur", description="Durak kırık")

    assert references(list_for(tables, clerk, **filters)) == [wanted]


def test_a_clerk_of_a_unit_counts_and_sees_only_its_requests(any_tables):
    clerk = make_clerk(any_tables, units=["zabita"])
    ours = make_receipt(any_tables, category="zabita").reference
    theirs = make_receipt(any_tables, category="durak").reference

    found = list_for(any_tables, clerk, group=Group.ALL)

    assert references(found) == [ours]
    assert found.counts[Group.ALL] == 1
    with any_tables.reading() as session, pytest.raises(CaseNotFound):
        get_case(session, theirs, clerk=clerk)


def test_a_page_past_the_end_is_the_last_one(tables):
    clerk = make_clerk(tables)
    for _ in range(PAGE_SIZE + 1):
        make_receipt(tables)

    found = list_for(tables, clerk, page=999)

    assert (found.page, found.pages, len(found.cases)) == (2, 2, 1)
