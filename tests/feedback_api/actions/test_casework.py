import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback_api.actions import casework
from feedback_api.errors import (
    CaseChanged,
    CaseNotFound,
    NothingToChange,
    ReasonMissing,
    StatusNotAllowed,
)
from feedback_api.models.outbox import OutgoingEmail
from feedback_api.models.requests import EventKind, Status
from tests.feedback_api.clerks import last_line, make_clerk, read_case
from tests.feedback_api.factories import make_receipt
from tests.moments import NOON

LATER = NOON + timedelta(hours=1)


def act(database, what, reference, *words, by, **given):
    """Do it as a clerk who has just opened the case."""
    given.setdefault("seen", last_line(database, reference, by))
    with database.transaction() as session:
        return what(session, reference, *words, by=by, at=LATER, **given)


def list_mails(database, template="change"):
    with database.reading() as session:
        query = select(OutgoingEmail).where(OutgoingEmail.template == template)
        return list(session.scalars(query))


def unit_of(municipality, slug):
    return next(unit for unit in municipality.units if unit.slug == slug)


def category_of(municipality, code):
    return next(category for category in municipality.categories if category.code == code)


def test_a_clerk_who_takes_a_request_begins_to_look_into_it(any_tables):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables).reference

    act(any_tables, casework.take, reference, by=clerk)

    case = read_case(any_tables, reference, clerk)
    assert (case.status, case.clerk_id) == (Status.IN_PROGRESS, clerk.id)


def test_taking_a_request_that_waits_does_not_move_it(tables):
    clerk = make_clerk(tables)
    reference = make_receipt(tables).reference
    act(tables, casework.ask, reference, "Hangi sokak?", by=clerk)

    act(tables, casework.take, reference, by=clerk)

    assert read_case(tables, reference, clerk).status is Status.WAITING_FOR_CITIZEN


def test_a_request_that_is_left_belongs_to_nobody(tables):
    clerk = make_clerk(tables)
    reference = make_receipt(tables).reference
    act(tables, casework.take, reference, by=clerk)

    act(tables, casework.release, reference, by=clerk)

    assert read_case(tables, reference, clerk).clerk_id is None


def test_an_answer_closes_the_request_and_queues_its_mail(any_tables):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables, reply_by="email", email="ayse@example.org").reference

    act(any_tables, casework.answer, reference, Status.RESOLVED, "Yol açıldı.", by=clerk)

    case = read_case(any_tables, reference, clerk)
    assert (case.status, case.answer, case.closed_at) == (Status.RESOLVED, "Yol açıldı.", LATER)
    assert [mail.event_id for mail in list_mails(any_tables)] == [case.history[-1].id]


def test_an_answer_to_somebody_without_an_address_queues_no_mail(tables):
    clerk = make_clerk(tables)
    reference = make_receipt(tables).reference

    act(tables, casework.answer, reference, Status.ANSWERED, "Bilgi şudur.", by=clerk)

    assert list_mails(tables) == []


def test_a_refusal_without_a_reason_is_not_sent(tables):
    clerk = make_clerk(tables)
    reference = make_receipt(tables).reference

    with pytest.raises(ReasonMissing):
        act(tables, casework.answer, reference, Status.DECLINED, "Olmaz.", by=clerk)

    assert read_case(tables, reference, clerk).status.is_open


def test_the_citizen_reads_the_reason_of_a_refusal(any_tables):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables).reference

    act(
        any_tables,
        casework.answer,
        reference,
        Status.DECLINED,
        "Bu yıl yapamıyoruz.",
        reason="Programda yok.",
        by=clerk,
    )

    case = read_case(any_tables, reference, clerk)
    assert case.history[-1].text == "Bu yıl yapamıyoruz.\n\nGerekçe: Programda yok."
    assert case.history[-1].is_public


def test_the_second_of_two_clerks_who_answer_changes_nothing(any_tables):
    first, second = make_clerk(any_tables, "ayse"), make_clerk(any_tables, "can")
    reference = make_receipt(any_tables).reference
    seen = last_line(any_tables, reference, second)
    act(any_tables, casework.answer, reference, Status.RESOLVED, "Yapıldı.", by=first)

    with pytest.raises(CaseChanged):
        act(
            any_tables,
            casework.answer,
            reference,
            Status.ANSWERED,
            "Bilgi.",
            by=second,
            seen=seen,
        )

    assert read_case(any_tables, reference, first).answer == "Yapıldı."


def test_of_clerks_who_answer_at_the_same_moment_one_wins(any_tables):
    clerks = [make_clerk(any_tables, name) for name in ("ayse", "can", "derya", "ela")]
    reference = make_receipt(any_tables).reference
    seen = last_line(any_tables, reference, clerks[0])
    ready = threading.Barrier(len(clerks))
    results = []

    def answer(clerk):
        ready.wait()
        try:
            act(
                any_tables,
                casework.answer,
                reference,
                Status.RESOLVED,
                clerk.username,
                by=clerk,
                seen=seen,
            )
            results.append(clerk.username)
        except CaseChanged:
            results.append(None)

    threads = [threading.Thread(target=answer, args=(clerk,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winners = [name for name in results if name]
    case = read_case(any_tables, reference, clerks[0])
    assert winners == [case.answer]
    assert sum(event.status is Status.RESOLVED for event in case.history) == 1


def test_what_a_citizen_added_meanwhile_is_read_before_answering(any_tables):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables).reference
    seen = last_line(any_tables, reference, clerk)
    with any_tables.transaction() as session:
        case = casework.queries.get_case(session, reference, clerk=clerk)
        case.record(EventKind.FROM_CITIZEN, by="citizen", at=LATER, text="Adres değişti.")

    with pytest.raises(CaseChanged):
        act(any_tables, casework.answer, reference, Status.RESOLVED, "Bitti.", by=clerk, seen=seen)


def test_a_note_is_for_clerks_only_and_overwrites_nothing(any_tables):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables).reference

    for _ in range(2):  # a double click
        with any_tables.transaction() as session:
            casework.write_note(session, reference, "Ekibi aradım.", by=clerk, at=LATER)

    notes = [
        event
        for event in read_case(any_tables, reference, clerk).history
        if event.kind is EventKind.NOTE
    ]
    assert [(note.text, note.is_public) for note in notes] == [("Ekibi aradım.", False)]


def test_a_request_given_to_another_unit_is_nobodys_there_yet(any_tables, erzurum):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables, category="zabita").reference
    act(any_tables, casework.take, reference, by=clerk)

    act(
        any_tables,
        casework.route,
        reference,
        unit=unit_of(erzurum, "ulasim"),
        category=category_of(erzurum, "zabita"),
        by=clerk,
    )

    case = read_case(any_tables, reference, clerk)
    assert (case.unit, case.clerk_id, case.status) == ("ulasim", None, Status.ROUTED)
    assert case.history[-1].text == "Ulaşım Dairesi"


def test_another_category_does_not_move_the_promised_day(tables, erzurum):
    clerk = make_clerk(tables)
    reference = make_receipt(tables, category="zabita").reference
    before = read_case(tables, reference, clerk).deadline_on

    act(
        tables,
        casework.route,
        reference,
        unit=unit_of(erzurum, "zabita"),
        category=category_of(erzurum, "kar-kureme"),
        by=clerk,
    )

    case = read_case(tables, reference, clerk)
    assert (case.category, case.deadline_on) == ("kar-kureme", before)


def test_routing_to_where_the_request_is_already_is_refused(tables, erzurum):
    clerk = make_clerk(tables)
    reference = make_receipt(tables, category="zabita").reference

    with pytest.raises(NothingToChange):
        act(
            tables,
            casework.route,
            reference,
            unit=unit_of(erzurum, "zabita"),
            category=category_of(erzurum, "zabita"),
            by=clerk,
        )


def test_a_referral_stays_open_and_tells_the_citizen_to_whom(any_tables, erzurum):
    clerk = make_clerk(any_tables)
    reference = make_receipt(any_tables, reply_by="email", email="ayse@example.org").reference
    institution = erzurum.institutions[0]

    act(any_tables, casework.refer, reference, institution, note="Kayıt no: 12", by=clerk)

    case = read_case(any_tables, reference, clerk)
    assert case.status.is_open
    assert case.history[-1].text == f"{institution.name}\n\nKayıt no: 12"
    assert len(list_mails(any_tables)) == 1


def test_a_closed_request_is_opened_again_only_with_a_reason(tables):
    clerk = make_clerk(tables)
    reference = make_receipt(tables).reference
    act(tables, casework.answer, reference, Status.RESOLVED, "Bitti.", by=clerk)

    with pytest.raises(ReasonMissing):
        act(tables, casework.change_status, reference, Status.IN_PROGRESS, by=clerk)
    act(
        tables,
        casework.change_status,
        reference,
        Status.IN_PROGRESS,
        reason="İş bozulmuş.",
        by=clerk,
    )

    case = read_case(tables, reference, clerk)
    assert (case.status, case.closed_at) == (Status.IN_PROGRESS, None)


def test_a_closed_request_is_not_answered_twice(tables):
    clerk = make_clerk(tables)
    reference = make_receipt(tables).reference
    act(tables, casework.answer, reference, Status.RESOLVED, "Bitti.", by=clerk)

    with pytest.raises(StatusNotAllowed):
        act(tables, casework.answer, reference, Status.ANSWERED, "Yine.", by=clerk)


def test_a_unit_cannot_act_on_the_requests_of_another(any_tables):
    clerk = make_clerk(any_tables, units=["ulasim"])
    everyones = make_clerk(any_tables, "can")
    reference = make_receipt(any_tables, category="zabita").reference
    seen = last_line(any_tables, reference, everyones)

    with pytest.raises(CaseNotFound):
        act(any_tables, casework.take, reference, by=clerk, seen=seen)
