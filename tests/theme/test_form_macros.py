import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    MultipleFileField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput

from tests.theme.pages import environment_of


class ReportForm(Form):
    topic = RadioField(
        "Konu nedir?",
        choices=[SelectChoice("kar", "Kar küreme"), SelectChoice("buz", "Buzlanma")],
        validators=[InputRequired("Konuyu seçin.")],
    )
    text = TextAreaField("Ne oldu?", validators=[InputRequired("Ne olduğunu yazın.")])
    email = StringField("E-posta", validators=[Optional()])
    pictures = MultipleFileField("Fotoğraflar", validators=[Optional()])
    consent = BooleanField("Beni arayabilirsiniz")
    days = SelectMultipleField(
        "Günler", choices=[SelectChoice("sali", "Salı")], option_widget=CheckboxInput()
    )


@pytest.fixture
def form():
    return ReportForm()


@pytest.fixture
def sent_back():
    form = ReportForm(MultiDict({"email": "a@example.org", "text": ""}))
    form.validate()
    return form


@pytest.fixture
def show(erzurum):
    """Renders one call of a macro of form.html."""

    def render(call, **values):
        source = '{% import "components/form.html" as forms %}{{ forms.' + call + " }}"
        return environment_of(erzurum).from_string(source).render(**values)

    return render


def test_the_summary_links_to_each_field_in_error(show, sent_back):
    html = show("error_summary(form)", form=sent_back)

    assert 'tabindex="-1"' in html
    assert '<a href="#topic-0">Konuyu seçin.</a>' in html
    assert '<a href="#text">Ne olduğunu yazın.</a>' in html


def test_a_form_without_errors_has_no_summary(show, form):
    assert show("error_summary(form)", form=form).strip() == ""


def test_a_field_is_tied_to_its_hint_and_its_error(show, sent_back):
    html = show("textarea(form.text, hint='Nerede?', limit=3000)", form=sent_back)

    assert 'aria-describedby="text-hint text-error text-limit"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="error" id="text-error"><strong>Hata:</strong> Ne olduğunu yazın.</p>' in html
    assert "En çok 3000 karakter yazabilirsiniz." in html


def test_a_field_without_hint_or_error_describes_nothing(show, form):
    html = show("field(form.email)", form=form)

    assert "aria-describedby" not in html
    assert "aria-invalid" not in html


def test_only_what_may_stay_empty_is_called_optional(show, form):
    assert "(isteğe bağlı)" in show("field(form.email)", form=form)
    assert "(isteğe bağlı)" not in show("textarea(form.text)", form=form)


def test_attributes_reach_the_control(show, form):
    html = show("field(form.email, attributes={'autocomplete': 'email'})", form=form)

    assert 'autocomplete="email"' in html


def test_each_choice_may_have_a_hint_of_its_own(show, form):
    html = show("radios(form.topic, hints={'buz': 'Kaldırımda da'})", form=form)

    assert "<legend>Konu nedir?</legend>" in html
    assert 'id="topic-1-hint">Kaldırımda da</p>' in html
    assert html.count("aria-describedby") == 1


def test_the_question_of_a_step_may_be_its_title(show, form):
    html = show("radios(form.topic, is_title=true)", form=form)

    assert "<legend><h1>Konu nedir?</h1></legend>" in html


def test_several_may_be_ticked(show, form):
    html = show("checkboxes(form.days)", form=form)

    assert 'type="checkbox"' in html
    assert "<legend>Günler</legend>" in html


def test_a_single_tick_has_its_words_beside_it(show, form):
    html = show("checkbox(form.consent, hint='Yalnız bu başvuru için')", form=form)

    assert '<label for="consent">Beni arayabilirsiniz</label>' in html
    assert 'aria-describedby="consent-hint"' in html


def test_pictures_that_arrived_are_shown_and_can_be_removed(show, form):
    html = show("files(form.pictures, kept=[('7', 'yol.jpg', '/f/7')])", form=form)

    assert '<img src="/f/7" alt=""' in html
    assert 'name="remove" value="7" formnovalidate>Kaldır' in html


def test_what_a_citizen_typed_is_escaped(show):
    form = ReportForm(MultiDict({"text": "</textarea><script>"}))

    html = show("textarea(form.text)", form=form)

    assert "<script>" not in html
