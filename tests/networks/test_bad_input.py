"""Whatever an editor types arrives as typed and fits; whatever one network does, others go on."""

from contextlib import ExitStack
from dataclasses import replace

import pytest

from networks.accounts import open_measure
from networks.composing import compose
from networks.models import State
from networks.protocol import Facts
from networks.sending import send_due
from standins.networks import STAND_INS
from standins.stage import Fault
from tests.networks.factories import (
    LINK,
    PATIENT,
    list_all,
    make_plan,
    plan,
    running_peer,
    send,
)

HARD = {
    "marks": "5 < 6 & 7 > 6 <b>kar</b> &amp; {title} %(x)s \\n",
    "everyone": "@everyone @here #kar",
    "direction": "Kar\u202e te\u200bmizliği \u2066x\u2069",
    "letters": "I\u0307spir do\u0306ğa g\u0306",
    "endless": "ş" * 4000,
    "long": "Kar temizliği " * 285,
    "families": "👨‍👩‍👧‍👦" * 300,
}


def test_a_hard_title_arrives_as_it_was_composed_and_is_never_refused(
    ledger_database, riverbend, peer, clock
):
    measure = open_measure(peer.account, peer.environ)
    for name, title in HARD.items():
        facts = Facts(title, "Özet & özet <i>", f"{LINK}{name}/")
        text = compose(facts, limit=measure.limit, length=measure.length)
        another = make_plan(peer.network, uid=name, title=title, text=text, link=facts.link)
        plan(ledger_database, another)

        send(ledger_database, riverbend, peer, clock=clock)

        assert peer.stage.posts[-1].text.startswith(text), name
        assert facts.link in text
        assert not set("\u202e\u200b\u2066\u2069") & set(text)
    states = {delivery.state for delivery in list_all(ledger_database)}
    assert states == {State.ACCEPTED}


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.EMPTY, Fault.POLITE, Fault.LOST])
@pytest.mark.parametrize("step", ["send", "listing"])
def test_one_networks_trouble_holds_up_no_other(ledger_database, riverbend, clock, fault, step):
    plan(ledger_database, *(make_plan(network) for network in STAND_INS))
    with ExitStack() as stack:
        peers = [stack.enter_context(running_peer(each, clock=clock)) for each in STAND_INS]
        troubled = next(peer for peer in peers if peer.network == "x")
        troubled.stage.fail(step, fault, times=20)
        environ = {name: value for peer in peers for name, value in peer.environ.items()}
        everybody = replace(riverbend, accounts=tuple(peer.account for peer in peers))

        send_due(
            ledger_database,
            everybody,
            at=clock.now(),
            environ=environ,
            clock=clock,
            rules=PATIENT,
        )
        copies = {peer.network: peer.copies for peer in peers if peer is not troubled}

    assert copies == dict.fromkeys(copies, 1)
    states = {each.account: each.state for each in list_all(ledger_database)}
    assert {states[network] for network in copies} == {State.ACCEPTED}
