import gzip

import brotli
import pytest

PAGE = "<p>Su kesintisi</p>" * 100


@pytest.fixture
def visitor(app, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE)
    (folder / "robots.txt").write_text("User-agent: *")
    (folder / "kar.png").write_bytes(b"\x89PNG" * 1000)
    return app.test_client()


def get(visitor, address, encodings, **headers):
    return visitor.get(address, headers={"Accept-Encoding": encodings, **headers}, buffered=True)


@pytest.mark.parametrize(
    ("encodings", "name", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_is_sent_as_the_browser_can_unpack_it(visitor, encodings, name, unpack):
    answer = get(visitor, "/", encodings)

    assert answer.headers.get("Content-Encoding") == name
    assert unpack(answer.data).decode() == PAGE
    assert answer.content_length == len(answer.data)
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_packed_page_that_has_not_changed_is_not_sent_again(visitor):
    tag = get(visitor, "/", "br").headers["ETag"]

    again = get(visitor, "/", "br", **{"If-None-Match": tag})

    assert tag.startswith("W/")
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ["/kar.png", "/robots.txt"])
def test_what_would_not_shrink_is_left_as_it_is(visitor, address):
    assert "Content-Encoding" not in get(visitor, address, "br").headers


def test_a_part_of_a_page_is_sent_as_it_is(visitor):
    answer = get(visitor, "/", "br", Range="bytes=0-2")

    assert (answer.status_code, answer.data) == (206, b"<p>")


def test_a_page_can_be_asked_for_without_its_body(visitor):
    answer = visitor.head("/", headers={"Accept-Encoding": "br"}, buffered=True)

    assert (answer.status_code, answer.data) == (200, b"")


def test_a_page_with_a_token_is_not_packed(visitor):
    answer = get(visitor, "/basvuru/", "br")

    assert "csrf_token" in answer.text
    assert "Content-Encoding" not in answer.headers


def test_what_was_searched_for_is_sent_packed(visitor):
    assert get(visitor, "/ara/?q=kar", "br").headers["Content-Encoding"] == "br"
