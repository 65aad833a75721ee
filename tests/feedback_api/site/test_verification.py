"""Whoever doubts a post in the municipality's name hears whether it is ours."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from networks.models import Delivery, LedgerOpening, State
from networks.steps import move
from tests.moments import NOON
from tests.networks.factories import LINK, make_plan, plan

ADDRESS = "https://www.facebook.com/belediye/posts/555"
TEXT = f"Hınıs'ta yarın su <b>kesintisi</b> var.\nSaat 10.00'da başlar.\n\n{LINK}"


def post(database, *, state=State.ACCEPTED, url=ADDRESS, **facts):
    facts = {"text": TEXT, "is_sample": True, "due_at": NOON - timedelta(hours=1)} | facts
    plan(database, make_plan(**facts), at=facts["due_at"])
    with database.transaction() as session:
        sent = session.query(Delivery).order_by(Delivery.id.desc()).first()
        sent.remote_url, sent.sent_at = url, facts["due_at"]
        move(session, sent, state, at=NOON, reason=None)


def ask(app, question, prefix="", **options):
    address = f"{prefix}/dogrula/ara/"
    return app.test_client().get(address, query_string={"q": question, **options})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (ADDRESS, "Evet, bu paylaşım bizim."),
        (TEXT, "Evet, bu sözler bizim."),
        (LINK, "Evet, bu adresi biz paylaştık."),
        ("HINIS kesinti", "Bu sözcüklerin geçtiği paylaşımlarımız"),
    ],
)
def test_a_post_of_ours_is_shown_as_it_was_posted(app, tables, question, answer):
    post(tables)

    shown = ask(app, question)

    assert shown.status_code == 200
    assert answer in shown.text
    assert "su &lt;b&gt;kesintisi&lt;/b&gt; var.<br>Saat 10.00" in shown.text
    assert f'href="{ADDRESS}"' in shown.text
    assert "Facebook: Erzurum Büyükşehir Belediyesi" in shown.text
    assert "Örnek" in shown.text
    assert '<meta name="robots" content="noindex">' in shown.text


def test_who_finds_nothing_reads_what_that_means_and_what_it_does_not(app, tables):
    with tables.transaction() as session:
        session.add(LedgerOpening(id=1, at=NOON - timedelta(days=30), by="x"))
    post(tables)

    shown = ask(app, "Belediyeden 5.000 lira hediye kazandınız, IBAN numaranızı yazın")
    english = ask(app, "You have won", prefix="/en")

    assert shown.status_code == 200
    assert "Kayıtlarımızda böyle bir paylaşım yok." in shown.text
    assert "25 Ekim 2026 gününden eskiyse" in shown.text
    assert "153 numarasını arayın" in shown.text
    assert "We have no such post on record." in english.text


def test_a_post_that_was_removed_is_shown_as_removed_and_leads_nowhere(app, tables):
    post(tables, state=State.DELETED)

    shown = ask(app, ADDRESS).text

    assert "Evet, bu paylaşım bizimdi; sonradan kaldırıldı." in shown
    assert "Sonradan kaldırıldı: 24 Kasım 2026 12.00" in shown
    assert f'href="{ADDRESS}"' not in shown


def test_an_address_of_our_site_and_of_our_account_is_known(app, tables, tmp_path):
    (tmp_path / "site" / "haberler").mkdir(parents=True)
    (tmp_path / "site" / "haberler" / "index.html").write_text("haberler")
    made = app.extensions["meydan"]
    [facebook, *others] = made.municipality.accounts
    confirmed = replace(facebook, address="https://www.facebook.com/erzurum.example/")
    town = replace(made.municipality, accounts=(confirmed, *others))
    app.extensions["meydan"] = replace(made, municipality=town)
    site = made.settings.site_url

    answers = [
        ask(app, question).text
        for question in (f"{site}/haberler/", f"{site}/yok/", "m.facebook.com/erzurum.example")
    ]

    assert "Evet, bu sayfa bizim sitemizde." in answers[0]
    assert "böyle bir paylaşım yok" in answers[1]
    assert "Evet, bu hesap bizim." in answers[2]


@pytest.mark.parametrize(
    ("question", "status", "answer"),
    [
        ("", 200, "Gördüğünüzü yapıştırın"),
        ("\0\u200b", 200, "Gördüğünüzü yapıştırın"),
        ('"', 422, "aranacak sözcük yok"),
        ("*", 422, "aranacak sözcük yok"),
        ("\U0001f600\U0001f468\u200d\U0001f469", 422, "aranacak sözcük yok"),
        ("a" * 10_000, 422, "1.000 karakterden uzun"),
        ("'; DROP TABLE delivery; --", 200, "böyle bir paylaşım yok"),
        ("%%%_uzay\0", 200, "böyle bir paylaşım yok"),
        ("https://[", 200, "böyle bir paylaşım yok"),
        ("<script>alert(1)</script>", 200, "böyle bir paylaşım yok"),
    ],
)
def test_whatever_is_asked_is_answered_with_a_sentence(app, tables, question, status, answer):
    post(tables)

    shown = ask(app, question)

    assert shown.status_code == status
    assert answer in shown.text
    assert "<script>" not in shown.text


@pytest.mark.parametrize("number", ["0", "-1", "999", "zzz", "9" * 50])
def test_a_page_that_is_not_there_leads_to_the_first(app, tables, number):
    post(tables)

    assert "kesintisi" in ask(app, "", sayfa=number).text


def test_the_record_is_turned_page_by_page(app, tables):
    for number in range(45):
        post(tables, uid=f"uid-{number}", text=f"Kar {number}.")

    pages = [ask(app, "kar", sayfa=number).text for number in (1, 2, 3)]

    assert [page.count("<article") for page in pages] == [20, 20, 5]
    assert 'href="/dogrula/ara/?q=kar&amp;sayfa=3"' in pages[1]
    assert "sayfa=4" not in pages[2]


def test_a_record_that_cannot_be_read_is_no_empty_one(app, tables):
    with tables.transaction() as session:
        session.execute(text("ALTER TABLE delivery RENAME TO gone"))

    shown = ask(app, "kar")

    assert shown.status_code == 503
    assert "Paylaşım kaydımıza şu anda bakılamıyor." in shown.text
    assert "153 numarasını arayın" in shown.text
