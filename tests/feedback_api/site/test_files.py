from dataclasses import replace

import pytest

PAGES = {
    "index.html": "<h1>Ana sayfa</h1>",
    "haberler/2026/11/kar/index.html": "<h1>Kar</h1>",
    "rss/tum.rss": "<rss/>",
    "rss/tum.atom": "<feed/>",
    "rss/tum.json": "{}",
    "rss/etkinlikler.ics": "BEGIN:VCALENDAR",
    "rss.xml": "<rss/>",
    "atom.xml": "<feed/>",
    "feed/index.xml": "<rss/>",
    "acik-veri/kurumlar.csv": "a;b",
    "gorseller/kar-1a2b3c4d5e6f-640.avif": "not really",
    "sitemap.xml": "<urlset/>",
    "robots.txt": "User-agent: *",
    "tema/site.css": "a{}",
    ".meydan/redirects.tsv": "/eski/\t/haberler/2026/11/kar/\n/kotu/\t//evil.example/\n",
    ".meydan/gone.tsv": "/haberler/2026/10/yanlis/\tYanlış bilgi <b>vardı</b>.\n",
    ".meydan/search.db": "not public",
}


class Visitor:
    """Reads each answer to its end, as browsers do."""

    def __init__(self, client):
        self.client = client

    def get(self, address, **given):
        return self.client.get(address, buffered=True, **given)


@pytest.fixture
def visitor(app, tmp_path):
    for name, content in PAGES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not yours", encoding="utf-8")
    return Visitor(app.test_client())


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/haberler/2026/11/kar/", "text/html; charset=utf-8"),
        ("/rss/tum.rss", "application/xml; charset=utf-8"),
        ("/rss/tum.atom", "application/xml; charset=utf-8"),
        ("/rss/tum.json", "application/feed+json; charset=utf-8"),
        ("/rss/etkinlikler.ics", "text/calendar; charset=utf-8"),
        ("/rss.xml", "application/xml; charset=utf-8"),
        ("/atom.xml", "application/xml; charset=utf-8"),
        ("/feed/", "application/xml; charset=utf-8"),
        ("/acik-veri/kurumlar.csv", "text/csv; charset=utf-8"),
        ("/gorseller/kar-1a2b3c4d5e6f-640.avif", "image/avif"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/tema/site.css", "text/css; charset=utf-8"),
    ],
)
def test_each_file_has_its_own_type(visitor, address, kind):
    answer = visitor.get(address)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)


def test_a_page_that_has_not_changed_is_not_sent_again(visitor):
    tag = visitor.get("/").headers["ETag"]

    answer = visitor.get("/", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data) == (304, b"")


def test_pages_are_asked_for_again_and_styles_and_pictures_are_kept_for_ever(visitor):
    assert visitor.get("/").headers["Cache-Control"] == "no-cache"
    for address in ("/tema/site.css?v=1a2b3c4d", "/gorseller/kar-1a2b3c4d5e6f-640.avif"):
        assert "immutable" in visitor.get(address).headers["Cache-Control"]


def test_styles_are_there_before_the_site_is_built(visitor):
    assert visitor.get("/tema/tema.css").status_code == 200
    assert "--paper" in visitor.get("/tema/form.css").text
    assert visitor.get("/tema/wordmark.svg").content_type == "image/svg+xml; charset=utf-8"


def test_an_address_without_its_slash_leads_to_the_page(visitor):
    answer = visitor.get("/haberler/2026/11/kar")

    assert (answer.status_code, answer.location) == (301, "/haberler/2026/11/kar/")


@pytest.mark.parametrize("address", ["/eski/", "/eski"])
def test_a_moved_address_leads_to_the_new_one(visitor, address):
    answer = visitor.get(address)

    assert (answer.status_code, answer.location) == (301, "/haberler/2026/11/kar/")


def test_no_redirect_leads_to_another_host(visitor):
    assert visitor.get("/kotu/").status_code == 404


def test_a_withdrawn_address_says_why(visitor):
    answer = visitor.get("/haberler/2026/10/yanlis/")

    assert answer.status_code == 410
    assert "Yanlış bilgi &lt;b&gt;vardı&lt;/b&gt;." in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/haberler/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/haberler/..\\..\\secret.txt",
        "//etc/passwd",
        "/%00",
        "/index.html%00.css",
        "/.meydan/search.db",
        "/.meydan/redirects.tsv",
        "/%2emeydan/gone.tsv",
        "/tema/../../secret.txt",
        "/tema/..%2f..%2fsecret.txt",
        "/tema//etc/passwd",
        "/tema/%2fetc/passwd",
        "/" + "a" * 5000,
        "/" + "a/" * 2000,
        "/yok",
    ],
)
def test_nothing_but_the_site_is_served(visitor, address):
    answer = visitor.get(address, follow_redirects=True)

    assert answer.status_code == 404
    assert "not yours" not in answer.text
    assert "<h1>" in answer.text


def test_a_month_without_items_is_answered_with_where_to_go_on(visitor):
    answer = visitor.get("/haberler/2019/01/")

    assert answer.status_code == 404
    assert 'action="/ara/"' in answer.text
    assert 'href="/duyurular/"' in answer.text


@pytest.mark.parametrize("address", ["/masa/", "/beyaz-masa/", "/cozum-masasi/", "/masa"])
def test_the_old_names_of_the_desk_lead_to_the_form(visitor, address):
    answer = visitor.get(address, follow_redirects=True)

    assert answer.request.path == "/basvuru/"


def test_the_service_s_own_pages_are_not_hidden_by_the_site(visitor):
    assert visitor.get("/basvuru", follow_redirects=True).status_code == 200
    assert visitor.get("/healthz").json == {"alive": True}
    assert visitor.get("/readyz").status_code == 200


@pytest.mark.parametrize("address", ["/", "/yok/", "/basvuru/", "/tema/site.css", "/api/basvuru"])
def test_every_answer_carries_the_security_headers(visitor, address):
    headers = visitor.get(address).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Permissions-Policy" in headers


@pytest.mark.parametrize("name", ["tum.atom", "tum.json", "tum.rss"])
def test_a_feed_names_its_hub_and_itself_in_its_header(visitor, app, name):
    parts = app.extensions["meydan"]
    settings = replace(parts.settings, websub_hub="https://hub.example/")
    app.extensions["meydan"] = replace(parts, settings=settings)

    link = visitor.get(f"/rss/{name}").headers["Link"]

    itself = f"http://127.0.0.1:8000/rss/{name}"
    assert link == f'<https://hub.example/>; rel="hub", <{itself}>; rel="self"'
    assert "Link" not in visitor.get("/rss/etkinlikler.ics").headers
    assert "Link" not in visitor.get("/").headers


def test_without_a_hub_no_feed_names_one(visitor):
    assert "Link" not in visitor.get("/rss/tum.atom").headers
