import pytest
from sqlalchemy import select

from feedback_api.actions import limits
from feedback_api.models.drafts import Attempt
from feedback_api.models.opinions import Opinion
from feedback_api.site.opinions import LARGEST_BODY
from tests.feedback_api.browsing import Citizen
from tests.moments import NOON

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def reader(app, tmp_path):
    """A browser that keeps no cookies, on a site of two pages."""
    for page in ("hizmetler", "en/hizmetler"):
        folder = tmp_path / "site" / page
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("<h1>Hizmetler</h1>", encoding="utf-8")
    return Citizen(app.test_client(use_cookies=False))


def say(reader, answer="hayir", page="/hizmetler/", language="", headers=OURS, **more):
    data = {"sayfa": page, "yanit": answer, "web": "", **more}
    given = {name: value for name, value in data.items() if value is not None}
    reader.answer = reader.client.post(
        f"{language}/geri-bildirim/", data=given, headers=headers, follow_redirects=True
    )
    return reader.answer


def read_opinions(tables):
    with tables.reading() as session:
        rows = session.scalars(select(Opinion).order_by(Opinion.id)).all()
        return [(row.page, row.was_useful, row.comment) for row in rows]


def test_a_yes_is_noted_and_thanked_for(reader, tables):
    answer = say(reader, "evet")

    assert answer.status_code == 200
    assert read_opinions(tables) == [("/hizmetler/", True, None)]
    assert "Teşekkür ederiz" in answer.text
    assert '<a href="/hizmetler/">Sayfaya dön</a>' in answer.text
    assert "Ne eksikti?" not in answer.text


def test_after_a_no_one_may_say_what_was_missing(reader, tables):
    say(reader, "hayir")

    answer = reader.send("/geri-bildirim/eksik/", comment="Saatler yok.")

    assert read_opinions(tables) == [("/hizmetler/", False, "Saatler yok.")]
    assert answer.status_code == 200
    assert "Ne eksikti?" not in answer.text
    assert '<a href="/hizmetler/">' in answer.text


def test_english_pages_are_answered_in_english(reader, tables):
    answer = say(reader, page="/en/hizmetler/", language="/en")
    said = reader.send("/en/geri-bildirim/eksik/", comment="My number is 0532 123 45 67")

    assert "What was missing?" in answer.text
    assert '<a href="/en/hizmetler/">Back to the page</a>' in said.text
    assert read_opinions(tables) == [("/en/hizmetler/", False, "My number is [hidden]")]


def test_nothing_that_says_who_it_was_is_kept(reader, tables):
    say(reader, "evet")

    columns = set(Opinion.__table__.columns.keys())
    with tables.reading() as session:
        subjects = session.scalars(select(Attempt.subject)).all()
    assert columns == {"id", "page", "was_useful", "comment", "at"}
    assert "127.0.0.1" not in "".join(subjects)
    assert "Set-Cookie" not in reader.answer.headers


def test_what_was_searched_for_is_not_kept(reader, tables):
    say(reader, "evet", page="/ara/?q=komşum")

    assert read_opinions(tables) == [("/ara/", True, None)]


def test_the_search_page_asks_too_and_a_form_does_not(reader):
    question = 'action="/geri-bildirim/"'

    assert question in reader.open("/ara/?q=kar").text
    assert '<input type="hidden" name="sayfa" value="/ara/">' in reader.answer.text
    assert question not in reader.open("/basvuru/").text
    assert question not in reader.open("/yok/").text


@pytest.mark.parametrize(
    "page",
    [
        None,
        "",
        "hizmetler/",
        "/yok/",
        "/hizmetler",
        "//evil.example/hizmetler/",
        "https://evil.example/hizmetler/",
        "/\\evil.example/",
        "/hizmetler/\x00",
        "/../hizmetler/",
        "/personel/",
        "/basvuru/kontrol/",
        "/.meydan/",
        "/" + "a/" * 5000,
    ],
)
def test_an_opinion_on_what_is_no_page_of_ours_is_not_taken(reader, tables, page):
    answer = say(reader, page=page)

    assert answer.status_code == 422
    assert "Hangi sayfadan söz ettiğinizi anlayamadık" in answer.text
    assert read_opinions(tables) == []


@pytest.mark.parametrize("answer", [None, "", "belki", "evet\x00"])
def test_neither_yes_nor_no_is_no_answer(reader, tables, answer):
    assert say(reader, answer).status_code == 422
    assert "“Evet” ya da “Hayır”ı seçin" in reader.answer.text
    assert read_opinions(tables) == []


def test_a_program_that_fills_in_every_field_is_told_so(reader, tables):
    assert say(reader, web="https://spam.example").status_code == 422
    assert "gizli bir alan" in reader.answer.text
    assert read_opinions(tables) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({}, 200),
    ],
)
def test_another_site_cannot_answer_for_its_readers(reader, headers, status):
    assert say(reader, "evet", headers=headers).status_code == status


def test_whoever_answers_without_end_is_stopped_for_a_while(reader, tables):
    secret_key = reader.client.application.config["SECRET_KEY"]
    subject = limits.subject_of(limits.OPINIONS, "127.0.0.1", secret_key=secret_key, at=NOON)
    with tables.transaction() as session:
        for _ in range(limits.OPINIONS.most):
            limits.count_attempt(session, subject, at=NOON)

    answer = say(reader, "evet")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1800"
    assert "30 dakika sonra" in answer.text
    assert read_opinions(tables) == []


def test_ten_thousand_characters_come_back_to_be_shortened(reader, tables):
    say(reader)
    text = "uzun " * 2000

    answer = reader.send("/geri-bildirim/eksik/", comment=text)

    assert answer.status_code == 422
    assert "en çok 1000 karakter" in answer.text
    assert reader.form("/geri-bildirim/eksik/").fields["comment"].strip() == text.strip()
    reader.send("/geri-bildirim/eksik/", comment="kısa")
    assert read_opinions(tables) == [("/hizmetler/", False, "kısa")]


def test_a_flood_is_not_read(reader, tables):
    answer = say(reader, more="x" * LARGEST_BODY)

    assert answer.status_code == 413
    assert "daha kısa yazın" in answer.text
    assert read_opinions(tables) == []


@pytest.mark.parametrize("token", [None, "", "1", "IjEi.forged", "MQ.ZnJvbSBub3doZXJl"])
def test_a_comment_needs_the_answer_that_it_belongs_to(reader, tables, token):
    say(reader)

    answer = reader.send("/geri-bildirim/eksik/", no=token, comment="başkasının sözü")

    assert answer.status_code == 409
    assert read_opinions(tables) == [("/hizmetler/", False, None)]


def test_sending_a_comment_twice_notes_it_once(reader, tables):
    say(reader)
    form = reader.form("/geri-bildirim/eksik/").fields
    data = {**form, "comment": "Saatler yok."}

    answers = [reader.client.post("/geri-bildirim/eksik/", data=data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 409]
    assert read_opinions(tables) == [("/hizmetler/", False, "Saatler yok.")]


def test_the_page_of_thanks_leads_nowhere_else(reader):
    answer = reader.open("/geri-bildirim/?sayfa=https://evil.example/&no=x")

    assert answer.status_code == 200
    assert "evil.example" not in answer.text.partition("<main")[2]
