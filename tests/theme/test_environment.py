import pytest
from jinja2 import UndefinedError

from publishing.kinds import (
    ANNOUNCEMENT,
    ANSWER,
    DISTRICT_SECTIONS,
    EVENT,
    NEWS,
    NOTICE_SECTIONS,
    PRESS,
    PROJECT,
)
from tests.theme.pages import make_page, render_item
from text.language import speaking
from theme.environment import environment, static_address, static_bytes, static_file
from theme.filters import SECTIONS


def test_what_an_editor_wrote_is_escaped(erzurum):
    html = render_item(erzurum, make_page(title="A <b>bold</b> & title"))

    assert "<h1>A &lt;b&gt;bold&lt;/b&gt; &amp; title</h1>" in html


def test_a_name_that_nobody_gave_is_an_error(erzurum):
    template = environment(erzurum).from_string("{{ tittle }}")

    with pytest.raises(UndefinedError):
        template.render()


def test_messages_follow_the_language_of_the_page(erzurum):
    template = environment(erzurum).from_string('{{ gettext("Search") }}')

    with speaking("tr"):
        turkish = template.render()
    with speaking("en"):
        english = template.render()

    assert (turkish, english) == ("Ara", "Search")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("site.css", "theme/static/site.css"),
        ("tema.css", "municipality/tema.css"),
        ("wordmark.svg", "municipality/wordmark.svg"),
    ],
)
def test_a_static_address_leads_to_its_file(erzurum, name, file):
    assert static_file(name, erzurum).as_posix().endswith(file)
    assert static_address(name, erzurum).startswith(f"/tema/{name}?v=")


@pytest.mark.parametrize("name", ["content.css", "form.css", "desk.css"])
def test_a_stylesheet_is_served_with_what_it_stands_on(erzurum, name):
    served = static_bytes(name, erzurum)

    assert served.startswith(static_file("site.css", erzurum).read_bytes())
    assert served.endswith(static_file(name, erzurum).read_bytes())


def test_a_changed_stylesheet_gets_a_new_address(erzurum, tmp_path):
    theme = tmp_path / "tema.css"
    theme.write_text(":root { --brand: #000 }")
    municipality = erzurum.__class__(**{**vars(erzurum), "theme": theme})
    before = static_address("tema.css", municipality)

    theme.write_text(":root { --brand: #00f; --link: #00f }")

    assert static_address("tema.css", municipality) != before


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_menu_leads_where_the_site_puts_its_lists(language):
    built = {
        "news": NEWS.section(language),
        "announcements": ANNOUNCEMENT.section(language),
        "notices": NOTICE_SECTIONS[language],
        "projects": PROJECT.section(language),
        "events": EVENT.section(language),
        "press": PRESS.section(language),
        "answers": ANSWER.section(language),
        "districts": DISTRICT_SECTIONS[language],
    }

    assert {code: names[language].strip("/") for code, names in SECTIONS.items()} == built


def test_the_first_language_of_a_municipality_has_no_prefix(riverbend):
    shown = environment(riverbend).from_string('{{ "/ara/" | path }} {{ "news" | section }}')

    with speaking("en"):
        english = shown.render()

    assert riverbend.language == "en"
    assert english == "/ara/ /news/"


def test_one_template_serves_every_language(erzurum):
    shown = environment(erzurum).from_string('{{ "/ara/" | path }} {{ "news" | section }}')

    with speaking("tr"):
        turkish = shown.render()
    with speaking("en"):
        english = shown.render()

    assert turkish == "/ara/ /haberler/"
    assert english == "/en/ara/ /en/news/"


def test_what_all_pages_have_is_drawn_once_for_each_key_and_language(erzurum):
    drawn = []
    template = environment(erzurum).from_string(
        "{% call once('foot', here) %}{{ draw(here) }}{{ gettext('Home') }}{% endcall %}"
    )

    def show(language, here):
        with speaking(language):
            return template.render(here=here, draw=lambda here: drawn.append(here) or here)

    shown = [show("tr", "/a/"), show("tr", "/a/"), show("tr", "/b/"), show("en", "/a/")]

    assert shown == ["/a/Ana sayfa", "/a/Ana sayfa", "/b/Ana sayfa", "/a/Home"]
    assert drawn == ["/a/", "/b/", "/a/"]
