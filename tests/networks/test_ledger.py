"""The ledger gives each delivery to one sender, and refuses those who come too late."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from database.migrations import downgrade, upgrade
from municipality.model import Way
from networks import deciding, ledger, planning, tidying
from networks.errors import LeaseLost
from networks.holder import Holder, is_gone, this_process
from networks.models import Delivery, DeliveryStep, State
from networks.protocol import Accepted
from tests.moments import NOON
from tests.networks.factories import LEDGER, LONG_AFTER, make_plan, only, plan

LEASE = timedelta(minutes=10)


def claim(database, *, at=NOON, by=None):
    with database.transaction() as session:
        return ledger.claim_next(session, "facebook", by=by or this_process(), at=at, lease=LEASE)


def take_over(database, *, at=NOON):
    with database.transaction() as session:
        tidying.take_over_gone(session, by=this_process(), at=at)


def intend(database, claimed, *, at=NOON):
    with database.transaction() as session:
        return ledger.intend(
            session, claimed, anchor="1", payload_hash="0" * 64, at=at, lease=LEASE
        )


def make_dead_holder():
    return replace(this_process(), started="0")


def test_planning_the_same_post_again_changes_nothing(any_ledger):
    plan(any_ledger, make_plan(text="önce"))

    plan(any_ledger, make_plan(text="sonra"))

    assert only(any_ledger).text == "önce"


def test_the_database_itself_refuses_a_second_row(any_ledger):
    plan(any_ledger, make_plan())
    copy = text(
        "INSERT INTO delivery (uid, account, purpose, revision, via, title, text, language, media,"
        " is_sample, due_at, planned_at, state, next_at, fence, attempt_no, looks) SELECT uid,"
        " account, purpose, revision, via, title, text, language, media, is_sample, due_at,"
        " planned_at, state, next_at, fence, attempt_no, looks FROM delivery"
    )

    refused = pytest.raises(IntegrityError, match=r"delivery_is_made_once|delivery\.uid")
    with refused, any_ledger.transaction() as session:
        session.execute(copy)


def test_eight_claims_at_once_take_eight_deliveries(any_ledger):
    plan(any_ledger, *(make_plan(uid=str(number)) for number in range(8)))

    with ThreadPoolExecutor(8) as threads:
        claims = list(threads.map(lambda _: claim(any_ledger), range(8)))

    taken = {each.key for each in claims if each}
    assert len(taken) == sum(each is not None for each in claims)
    assert claim(any_ledger) is None or len(taken) < 8


def test_a_claim_of_a_process_that_is_gone_is_free_at_once(any_ledger):
    plan(any_ledger, make_plan())
    claim(any_ledger, by=make_dead_holder())

    take_over(any_ledger)

    assert only(any_ledger).state is State.PLANNED
    assert claim(any_ledger).fence == 2


def test_an_intention_of_a_process_that_is_gone_is_unknown_never_planned(any_ledger):
    plan(any_ledger, make_plan())
    intend(any_ledger, claim(any_ledger, by=make_dead_holder()))

    take_over(any_ledger)

    assert only(any_ledger).state is State.UNKNOWN
    assert claim(any_ledger).is_unknown


def test_a_lease_of_another_host_is_respected_until_it_runs_out(any_ledger):
    plan(any_ledger, make_plan())
    intend(any_ledger, claim(any_ledger, by=Holder("elsewhere", 1, "1")))

    take_over(any_ledger)
    before = only(any_ledger).state
    take_over(any_ledger, at=NOON + LONG_AFTER)

    assert (before, only(any_ledger).state) == (State.INTENDED, State.UNKNOWN)


def test_whoever_lost_the_lease_can_neither_intend_nor_settle(any_ledger):
    plan(any_ledger, make_plan())
    late = claim(any_ledger)
    take_over(any_ledger, at=NOON + LONG_AFTER)
    claim(any_ledger, at=NOON + LONG_AFTER)

    with pytest.raises(LeaseLost):
        intend(any_ledger, late)
    with pytest.raises(LeaseLost), any_ledger.transaction() as session:
        ledger.settle(session, late, Accepted("1", None), at=NOON, next_at=NOON)

    assert only(any_ledger).state is State.CLAIMED


def test_what_a_person_says_about_a_held_post_is_kept_with_the_name(any_ledger):
    plan(any_ledger, make_plan(account="x", via=Way.PERSON, state=State.HELD))
    held = only(any_ledger)

    with any_ledger.transaction() as session:
        deciding.confirm(session, held.id, url="https://x.example/1", by="Ada", at=NOON)

    with any_ledger.reading() as session:
        [step] = session.scalars(select(DeliveryStep)).all()
    assert only(any_ledger).state is State.ACCEPTED
    assert step.facts["decided_by"] == "Ada"


def test_the_ledger_is_closed_until_sharing_begins(any_ledger):
    with any_ledger.transaction() as session:
        before = planning.is_open(session)
        planning.open_ledger(session, by="test", at=NOON)
        planning.open_ledger(session, by="test", at=NOON)

    with any_ledger.reading() as session:
        assert (before, planning.is_open(session)) == (False, True)


def test_the_migrations_make_the_tables_of_the_models_and_take_them_away(any_ledger):
    plan(any_ledger, make_plan())
    claim(any_ledger)
    columns = {column["name"] for column in inspect(any_ledger.engine).get_columns("delivery")}

    downgrade(any_ledger, LEDGER)
    tables = inspect(any_ledger.engine).get_table_names()
    upgrade(any_ledger, LEDGER)

    assert columns == {column.name for column in Delivery.__table__.columns}
    assert "delivery" not in tables
    assert "delivery_step" not in tables
    assert claim(any_ledger) is None


def test_what_was_shared_before_survives_the_newer_tables_and_the_way_back(any_database):
    upgrade(any_database, LEDGER, "0001")
    old = text(
        "INSERT INTO delivery (uid, account, purpose, revision, via, title, text, language, media,"
        " is_sample, due_at, planned_at, state, next_at, fence, attempt_no, looks) VALUES ('uid-1',"
        " 'facebook', 'post', 0, 'api', 'Kar', 'Kar', 'tr', '[]', :no, :at, :at, 'accepted', :at,"
        " 1, 1, 0)"
    )
    with any_database.transaction() as session:
        session.execute(old, {"at": "2026-11-24 09:00:00", "no": False})

    upgrade(any_database, LEDGER)
    after = only(any_database)
    downgrade(any_database, LEDGER, "0001")

    assert (after.state, after.item_revision, after.is_urgent) == (State.ACCEPTED, None, False)
    with any_database.reading() as session:
        assert session.execute(text("SELECT uid, state FROM delivery")).one() == (
            "uid-1",
            "accepted",
        )


def test_this_process_lives_and_others_with_its_number_do_not():
    ours = this_process()

    assert not is_gone(str(ours), ours)
    assert is_gone(str(replace(ours, started="1")), ours)
    assert is_gone(str(replace(ours, pid=2**22 - 1)), ours)
    assert not is_gone(str(replace(ours, host="elsewhere", started="1")), ours)
