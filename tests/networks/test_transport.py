"""Requests leave once, with one deadline, and say whether the network can have read them."""

import threading

import pytest
from flask import Flask, Response, redirect, request

from networks.errors import NotAnswered
from networks.transport import LARGEST_ANSWER, Timeouts, Transport, is_loopback
from standins.serving import serving_plainly


@pytest.fixture
def server():
    """A server with every bad habit; gives its address and what it was asked."""
    app = Flask("bad")
    asked = []
    stop = threading.Event()

    def drip():
        while not stop.wait(0.05):
            yield b" "

    @app.before_request
    def note():
        asked.append((request.full_path, request.headers.get("Authorization")))

    answers = {
        "moved": lambda: redirect("/data"),
        "data": lambda: {"id": "1"},
        "list": lambda: "[1]",
        "html": lambda: "<p>Bakım</p>",
        "drip": lambda: Response(drip()),
        "huge": lambda: b"x" * (LARGEST_ANSWER + 1),
    }
    for name, answer in answers.items():
        app.add_url_rule(f"/{name}", name, answer, methods=["GET", "POST"])
    with serving_plainly(app) as url:
        yield url, asked
        stop.set()


@pytest.fixture
def transport(server):
    opened = Transport(server[0], "gizli", Timeouts(connect=0.2, answer=0.4))
    yield opened
    opened.close()


def test_the_token_travels_in_a_header_and_never_in_the_address(transport, server):
    transport.get("/data", {"limit": 1})

    assert server[1] == [("/data?limit=1", "Bearer gizli")]


def test_a_redirect_is_not_followed(transport, server):
    reply = transport.post("/moved", data={"message": "Kar"})

    assert reply.status == 302
    assert len(server[1]) == 1


@pytest.mark.parametrize("path", ["/drip", "/huge"])
def test_an_answer_without_end_is_no_answer(transport, path):
    with pytest.raises(NotAnswered) as error:
        transport.get(path)

    assert not error.value.is_sure


def test_a_server_that_is_not_there_has_certainly_not_read_anything():
    nobody = Transport("http://127.0.0.1:9", "gizli", Timeouts())

    with pytest.raises(NotAnswered) as error:
        nobody.post("/data")
    nobody.close()

    assert error.value.is_sure


@pytest.mark.parametrize("path", ["/html", "/list"])
def test_what_is_no_json_object_reads_as_an_empty_one(transport, path):
    assert transport.get(path).mapping() == {}


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8100/facebook", True),
        ("http://[::1]/", True),
        ("http://localhost:1", True),
        ("https://graph.facebook.com", False),
        ("http://127.0.0.1.example.com", False),
        ("https://localhost.example", False),
        ("", False),
    ],
)
def test_only_addresses_of_this_machine_are_loopback(url, here):
    assert is_loopback(url) is here
