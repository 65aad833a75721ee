"""A citizen's browser for tests: it sends the forms of the page it sees, as browsers do."""

from html.parser import HTMLParser
from io import BytesIO

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

STEPS = {
    "topic": "/basvuru/",
    "referral": "/basvuru/baska-kurum/",
    "details": "/basvuru/ayrinti/",
    "contact": "/basvuru/iletisim/",
    "check": "/basvuru/kontrol/",
}


class Form:
    def __init__(self, action):
        self.action = action
        self.fields = {}


class _Reader(HTMLParser):
    """Collects the forms of a page with what stands in their fields, and its sentences."""

    def __init__(self, html):
        super().__init__()
        self.forms = []
        self.errors = []
        self._textarea = self._select = None
        self._in_error = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "input" and self.forms:
            self._read_input(given)
        elif tag == "textarea":
            self._textarea = given["name"]
            self.forms[-1].fields[self._textarea] = ""
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.forms[-1].fields[self._select] = given["value"]
        elif tag == "p" and "error" in given.get("class", "").split():
            self._in_error = True
            self.errors.append("")

    def _read_input(self, given):
        kind = given.get("type", "text")
        if kind in {"radio", "checkbox"} and "checked" not in given:
            return
        if kind not in {"file", "search"} and given.get("name"):
            self.forms[-1].fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            # Browsers leave out the line break that directly follows the tag.
            fields = self.forms[-1].fields
            fields[self._textarea] = fields[self._textarea].removeprefix("\r\n").removeprefix("\n")
            self._textarea = None
        elif tag == "p":
            self._in_error = False

    def handle_data(self, data):
        if self._textarea is not None:
            self.forms[-1].fields[self._textarea] += data
        if self._in_error:
            self.errors[-1] += data


def read_page(html):
    return _Reader(html)


class Citizen:
    """Opens pages and sends their forms; a form keeps what was typed in it before."""

    def __init__(self, client):
        self.client = client
        self.answer = None

    def open(self, address):
        self.answer = self.client.get(address, follow_redirects=True)
        return self.answer

    def send(self, address, /, files=(), follow=True, headers=None, **typed):
        """Send the form of the present page that goes to `address`."""
        fields = {**self.form(address).fields, **typed}
        data = {name: said for name, said in fields.items() if said is not None}
        kind = "application/x-www-form-urlencoded"
        if files:
            data["pictures"] = [FileStorage(BytesIO(content), name) for name, content in files]
            boundary, data = encode_multipart(data)
            kind = f"multipart/form-data; boundary={boundary}"
        self.answer = self.client.post(
            address,
            data=data,
            content_type=kind,
            headers={"Sec-Fetch-Site": "same-origin"} if headers is None else headers,
            follow_redirects=follow,
        )
        return self.answer

    def form(self, address):
        found = [form for form in self.page.forms if form.action.endswith(address)]
        assert found, f"no form to {address} on the page: {self.answer.text[:3000]}"
        return found[-1]

    @property
    def page(self):
        return read_page(self.answer.text)

    def go_to(self, step, language="", **typed):
        """Fill in the steps before `step` with as little as is needed."""
        self.open(f"{language}/basvuru/")
        least = {
            "topic": {"category": typed.get("category", "zabita")},
            "details": {"description": typed.get("description", "Kaldırım işgal edilmiş.")},
            "contact": {
                "track": typed.get("track", "light"),
                "reply_by": typed.get("reply_by", "email"),
                "email": typed.get("email", "ayse@example.org"),
            },
        }
        for name, fields in least.items():
            if name == step:
                break
            self.send(language + STEPS[name], **fields)
        return self.answer

    def send_request(self, **typed):
        """The whole way; the receipt's page."""
        self.go_to("check", **typed)
        return self.send(STEPS["check"])
