"""What a network cannot do is a question for a person, never a second post and never silence."""

import pytest

from networks.models import Purpose, State
from standins.stage import Fault
from tests.networks.factories import make_plan, plan, running_peer, send
from tests.networks.test_corrections import find, make_correction

UNABLE = [
    *(("x", purpose) for purpose in (Purpose.UPDATE, Purpose.REPLY)),
    *(("instagram", purpose) for purpose in (Purpose.UPDATE, Purpose.REPLY, Purpose.DELETE)),
]


@pytest.mark.parametrize(("peer", "purpose"), UNABLE, indirect=["peer"])
def test_a_correction_that_the_network_cannot_make_is_put_before_a_person(
    ledger_database, riverbend, peer, clock, purpose
):
    plan(ledger_database, make_plan(peer.network))
    send(ledger_database, riverbend, peer, clock=clock)
    plan(ledger_database, make_correction(peer.network, purpose))

    send(ledger_database, riverbend, peer, clock=clock)

    assert find(ledger_database, purpose).state is State.HELD
    assert peer.copies == 1


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.LOST])
def test_a_reply_that_cannot_be_looked_up_is_asked_about_once(
    ledger_database, riverbend, clock, fault
):
    with running_peer("telegram", clock=clock) as peer:
        plan(ledger_database, make_plan("telegram"))
        send(ledger_database, riverbend, peer, clock=clock)
        plan(ledger_database, make_correction("telegram", Purpose.REPLY))
        peer.stage.fail("send", fault)
        for _round in range(3):
            send(ledger_database, riverbend, peer, clock=clock)

    assert find(ledger_database, Purpose.REPLY).state is State.HELD
    assert peer.stage.count("send") == 2
