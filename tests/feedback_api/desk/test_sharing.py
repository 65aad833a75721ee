"""Sharing at the desk: what goes out, its proof, and what waits for a person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from municipality.model import Way
from networks import deciding, planning
from networks.models import AccountTrouble, Delivery, Purpose, State
from networks.planning import PlannedPicture
from tests.moments import NOON
from tests.networks.factories import make_plan

TEXT = "Kar <b>temizliği</b> sürüyor"


def plan(tables, **facts):
    usual = {"text": TEXT, "title": "Kar temizliği", "length": 28, "length_limit": 280}
    with tables.transaction() as session:
        planning.plan(session, [make_plan(**(usual | facts))], at=NOON)
    return find(tables).id


def hold(tables, **facts):
    """What a clerk must post by hand."""
    return plan(tables, account="x", via=Way.PERSON, state=State.HELD, reason="Elle", **facts)


def find(tables):
    with tables.reading() as session:
        return session.scalars(select(Delivery).order_by(Delivery.id.desc())).first()


def act(desk, number, name, **changed):
    desk.open(f"/personel/paylasim/{number}/")
    return desk.send(f"/personel/paylasim/{number}/{name}/", **changed)


def test_a_waiting_post_is_shown_as_it_will_look_with_its_count(desk, tables):
    hold(tables, cost=200)

    page = desk.open("/personel/paylasim/").text

    assert "Kar &lt;b&gt;temizliği&lt;/b&gt; sürüyor" in page
    assert "28 karakter (en çok 280)" in page
    assert "0,20 ABD doları" in page
    assert "Elle" in page


def test_what_a_person_posts_is_ready_to_copy_and_confirmed_with_its_address(desk, tables):
    picture = PlannedPicture("var/kar.jpg", "Karda ekip", "/gorseller/kar.jpg", 10, 10)
    number = hold(tables)
    with tables.transaction() as session:
        session.get(Delivery, number).media = [vars(picture)]

    page = desk.open(f"/personel/paylasim/{number}/").text
    answer = act(desk, number, "onay", **{"onay-url": "https://x.example/1"})

    assert "<textarea" in page
    assert "/gorseller/kar.jpg" in page
    assert "Not edildi" in answer.text
    assert find(tables).state is State.ACCEPTED
    assert find(tables).remote_url == "https://x.example/1"


def test_an_address_that_is_none_comes_back_with_the_form(desk, tables):
    number = hold(tables)

    answer = act(desk, number, "onay", **{"onay-url": "javascript:alert(1)"})

    assert answer.status_code == 422
    assert "https://… biçiminde yazın." in answer.text
    assert find(tables).state is State.HELD


def test_two_clerks_cannot_decide_the_same_thing(desk, colleague, tables):
    number = hold(tables)
    colleague.open(f"/personel/paylasim/{number}/")
    act(desk, number, "onay")

    answer = colleague.send(f"/personel/paylasim/{number}/onay/")

    assert answer.status_code == 409
    assert "başka biri karar vermiş" in answer.text


def test_what_a_network_refused_goes_out_again_when_a_clerk_says_so(desk, tables):
    number = plan(tables, state=State.REJECTED, reason="Facebook kabul etmedi.")

    page = desk.open("/personel/paylasim/").text
    act(desk, number, "gonder")

    assert "Facebook kabul etmedi." in page
    assert find(tables).state is State.PLANNED
    assert find(tables).next_at == NOON


def test_a_digest_is_released_and_keeps_its_hour(desk, tables):
    evening = NOON + timedelta(hours=6)
    number = plan(tables, uid="digest-2026-11-24", state=State.HELD, due_at=evening)

    page = desk.open(f"/personel/paylasim/{number}/").text
    act(desk, number, "gonder")

    assert "Serbest bırak" in page
    assert (find(tables).state, find(tables).due_at) == (State.PLANNED, evening)


def test_a_clerk_keeps_something_from_being_shared_and_says_why(desk, tables):
    number = plan(tables)

    without = act(desk, number, "vazgec")
    act(desk, number, "vazgec", **{"vazgec-reason": "Yanlış içerik."})

    assert without.status_code == 422
    assert (find(tables).state, find(tables).reason) == (State.SKIPPED, "Yanlış içerik.")
    assert "Yanlış içerik." in desk.open("/personel/paylasim/?durum=paylasilmayan").text


def test_a_deletion_that_a_person_made_takes_the_post_along(desk, tables):
    plan(tables, account="x", via=Way.PERSON, state=State.ACCEPTED)
    number = hold(tables, purpose=Purpose.DELETE, revision=2, text="")

    page = desk.open(f"/personel/paylasim/{number}/").text
    act(desk, number, "onay")

    assert "Sildim" in page
    with tables.reading() as session:
        post = session.scalars(select(Delivery).where(Delivery.purpose == Purpose.POST)).one()
    assert post.state is State.DELETED


def test_the_proof_names_who_decided(desk, tables):
    number = hold(tables)
    act(desk, number, "onay")

    page = desk.open(f"/personel/paylasim/{number}/").text

    assert "Ayşe Yıldız" in page


def test_a_clerk_stops_all_sharing_with_a_reason_and_another_starts_it(desk, colleague, tables):
    desk.open("/personel/paylasim/")
    nothing = desk.send("/personel/paylasim/durdur/")
    desk.open("/personel/paylasim/")
    desk.send("/personel/paylasim/durdur/", reason="Hesap ele geçirildi.")
    stopped = colleague.open("/personel/paylasim/").text
    colleague.send("/personel/paylasim/baslat/")

    assert nothing.status_code == 422
    assert "Ayşe Yıldız durdurdu: Hesap ele geçirildi." in stopped
    with tables.reading() as session:
        assert deciding.find_stop(session) is None


def test_an_account_in_trouble_is_tried_again_at_once(desk, tables):
    with tables.transaction() as session:
        trouble = AccountTrouble(
            account="facebook", failures=3, paused_until=NOON + timedelta(hours=1), reason="Anahtar"
        )
        session.add(trouble)
    page = desk.open("/personel/paylasim/").text

    desk.send("/personel/paylasim/hesap/facebook/")

    assert "Anahtar" in page
    with tables.reading() as session:
        assert session.get(AccountTrouble, "facebook") is None


@pytest.mark.parametrize(
    "address",
    ["", "?durum=sirada", "?durum=paylasilan&hesap=x", "?durum=yok&sayfa=²", "?sayfa=999999"],
)
def test_a_desk_without_posts_says_so(desk, address):
    page = desk.open(f"/personel/paylasim/{address}")

    assert page.status_code == 200
    assert "Burada bir şey yok." in page.text
    assert "hafta içi" in page.text


def test_many_posts_are_told_page_by_page(desk, tables):
    for number in range(35):
        hold(tables, uid=f"uid-{number}", title=f"İçerik {number}")

    page = desk.open("/personel/paylasim/?sayfa=2").text

    assert page.count('class="post"') == 5


def test_what_is_not_there_is_not_found(desk):
    assert desk.open("/personel/paylasim/7/").status_code == 404
