"""What the municipality posted can be looked up, and what it never said is not found."""

from datetime import timedelta

import pytest

from municipality.model import Way
from networks import deciding
from networks.models import Delivery, LedgerOpening, Purpose, State
from networks.posts import LONGEST_QUESTION
from networks.record import find_beginning, list_newest_posts
from networks.record_search import Match, find_page_path, find_posts, is_same_address
from networks.steps import move
from tests.moments import NOON
from tests.networks.factories import LINK, list_all, make_plan, plan

POST = "https://www.facebook.com/belediye/posts/555"
CUT = f"Hınıs'ta 26 Kasım'da su kesintisi var, ÇAĞRI merkezi 153.\n\n{LINK}"


def post(database, account="facebook", *, url=POST, state=State.ACCEPTED, at=NOON, **facts):
    """A post as the ledger holds it after it was sent at `at`; gives its id."""
    plan(database, make_plan(account, due_at=at, **facts), at=at)
    with database.transaction() as session:
        sent = session.query(Delivery).order_by(Delivery.id.desc()).first()
        sent.remote_url, sent.sent_at = url, at
        move(session, sent, state, at=at, reason=None)
        return sent.id


def look(database, question, *, at=NOON, **options):
    with database.reading() as session:
        return find_posts(session, question, at=at, **options)


def newest(database, *, at=NOON):
    with database.reading() as session:
        return list_newest_posts(session, at=at, limit=10)


@pytest.mark.parametrize(
    ("question", "match"),
    [
        ("KESINTI hinis", Match.WORDS),
        ("cagri", Match.WORDS),
        ("26 kasımda su", Match.NOTHING),
        ("Hınıs’ta 26 Kasım’da su kesintisi var", Match.TEXT),
        ("Hınıs'ta 26 Kasım'da su kesintisi va…", Match.TEXT),
        (CUT, Match.TEXT),
        (f"{CUT}?fbclid=xyz", Match.TEXT),
        # What networks show of a link.
        ("merkezi 153. example.org/haberler/2026/1…", Match.TEXT),
        (CUT.replace("153", "154"), Match.NOTHING),
        (CUT.replace("example.org", "example.com"), Match.NOTHING),
        ("su kesintisi 15", Match.NOTHING),
        (POST, Match.POST),
        ("m.facebook.com/belediye/posts/555/?mibextid=abc", Match.POST),
        (f"{POST}6", Match.NOTHING),
        (LINK, Match.PAGE),
        ("http://example.org/haberler/2026/11/kar?utm_source=x", Match.PAGE),
        ("https://www.example.org/", Match.NOTHING),
        ("https://example.org.evil.example/haberler/2026/11/kar/", Match.NOTHING),
        ("https://[/haberler", Match.NOTHING),
        ("%", Match.NO_WORD),
        ("___", Match.NO_WORD),
        ("'; DROP TABLE delivery; --", Match.NOTHING),
        ("\U0001f600 ❄", Match.NO_WORD),
        ("a" * (LONGEST_QUESTION + 1), Match.TOO_LONG),
    ],
)
def test_a_question_finds_what_was_posted_and_nothing_else(ledger_database, question, match):
    post(ledger_database, text=CUT)

    found = look(ledger_database, question)

    assert found.match is match
    assert [each.text for each in found.posts] == ([CUT] if match in FOUND else [])


FOUND = (Match.POST, Match.PAGE, Match.TEXT, Match.WORDS)


def test_both_databases_find_the_same(any_ledger):
    post(any_ledger, text=CUT)
    post(any_ledger, uid="uid-2", url=None, text="IĞDIR yolu açık. 100%_'ü")

    asked = ["KESİNTİSİ cağri", "iğdır YOLU", POST.upper(), LINK, "100% _", "ğdır", "yol_"]
    found = [look(any_ledger, question) for question in asked]

    assert [each.match for each in found] == [
        *(Match.WORDS, Match.WORDS, Match.NOTHING, Match.PAGE, Match.WORDS),
        *(Match.NOTHING, Match.WORDS),
    ]


@pytest.mark.parametrize("state", [*State])
def test_only_what_has_appeared_is_in_the_record(ledger_database, state):
    post(ledger_database, state=state)

    assert bool(newest(ledger_database)) == (state in {State.ACCEPTED, State.DELETED})


def test_what_an_outside_service_posts_is_in_the_record_from_its_hour_on(ledger_database):
    later = NOON + timedelta(hours=1)
    plan(ledger_database, make_plan("linkedin", via=Way.FEED, due_at=later))

    assert newest(ledger_database) == []
    [post] = newest(ledger_database, at=later)
    assert post.is_passed_on


def test_an_edited_post_is_found_by_both_texts_and_listed_once(any_ledger):
    corrected_at = NOON + timedelta(hours=2)
    post(any_ledger, text="Kesinti 27 Kasım'da")
    edit = {"purpose": Purpose.UPDATE, "revision": 1, "at": corrected_at}
    post(any_ledger, text="Kesinti 28 Kasım'da", **edit)

    found = [
        look(any_ledger, question, at=corrected_at).posts
        for question in ("27 Kasım", "28 Kasım", "kesinti")
    ]

    assert found[0] == found[1] == found[2] == newest(any_ledger, at=corrected_at)
    [shown] = found[0]
    assert (shown.text, shown.earlier_texts) == ("Kesinti 28 Kasım'da", ("Kesinti 27 Kasım'da",))
    assert (shown.posted_at, shown.corrected_at) == (NOON, corrected_at)


def test_a_correction_below_a_post_is_a_post_of_its_own(ledger_database):
    post(ledger_database, text="Kesinti 27 Kasım'da")
    reply = {"purpose": Purpose.REPLY, "revision": 1, "at": NOON + timedelta(hours=1)}
    post(ledger_database, text="Düzeltme: kesinti 28 Kasım'da", **reply)

    shown = newest(ledger_database, at=NOON + timedelta(hours=1))

    assert [(each.is_correction, each.corrected_at) for each in shown] == [
        (True, None),
        (False, None),
    ]


def test_a_withdrawn_post_stays_in_the_record_with_the_moment_of_its_end(any_ledger):
    withdrawn_at = NOON + timedelta(days=1)
    post(any_ledger)
    reply = post(any_ledger, text="Düzeltme", purpose=Purpose.REPLY, revision=1)
    removal = post(any_ledger, state=State.HELD, purpose=Purpose.DELETE, revision=2)
    with any_ledger.transaction() as session:
        session.get(Delivery, removal).sent_at = None
        deciding.confirm(session, removal, url=None, by="görevli", at=withdrawn_at)

    assert reply
    assert [each.deleted_at for each in newest(any_ledger)] == [withdrawn_at, withdrawn_at]


def test_what_a_clerk_posted_has_the_moment_of_the_confirmation(ledger_database):
    plan(ledger_database, make_plan("x", via=Way.PERSON, state=State.HELD))
    [waiting] = list_all(ledger_database)
    confirmed_at = NOON + timedelta(minutes=5)
    with ledger_database.transaction() as session:
        deciding.confirm(session, waiting.id, url="https://x.com/b/1", by="x", at=confirmed_at)

    found = look(ledger_database, "https://twitter.com/b/1?s=20", at=confirmed_at)

    assert found.match is Match.POST
    assert [each.posted_at for each in newest(ledger_database, at=confirmed_at)] == [confirmed_at]


def test_pages_of_results_follow_each_other_newest_first(any_ledger):
    for number in range(5):
        moment = NOON + timedelta(minutes=number)
        post(any_ledger, uid=f"uid-{number}", text=f"Kar {number}", at=moment)
    at = NOON + timedelta(hours=1)

    pages = [look(any_ledger, "kar", at=at, offset=start, limit=2) for start in (0, 2, 4, 6)]

    texts = [[each.text for each in page.posts] for page in pages]
    assert texts == [["Kar 4", "Kar 3"], ["Kar 2", "Kar 1"], ["Kar 0"], []]
    assert [page.has_more for page in pages] == [True, True, False, False]


def test_the_record_knows_when_it_began(ledger_database):
    with ledger_database.transaction() as session:
        before = find_beginning(session)
        session.add(LedgerOpening(id=1, at=NOON, by="x"))
        session.flush()

        assert (before, find_beginning(session)) == (None, NOON)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("https://www.example.org/kar/?fbclid=1", "kar/"),
        ("example.org", ""),
        ("https://example.org@evil.example/kar/", None),
        ("https://example.org.evil.example/kar/", None),
        ("example.org kar", None),
        ("kar", None),
    ],
)
def test_a_page_is_ours_if_the_address_leads_to_our_site(question, path):
    assert find_page_path(question, "https://www.example.org") == path


def test_an_account_is_known_with_and_without_what_apps_add():
    assert is_same_address("https://www.facebook.com/belediye/", "m.facebook.com/belediye?fbclid=1")
    assert not is_same_address("https://facebook.com/belediye", "https://facebook.com/belediye2")
