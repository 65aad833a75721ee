"""Every page of the desk sends strangers away, whatever they ask and however."""

import pytest

from feedback_api import create_app
from feedback_api.desk import desk
from tests.feedback_api.clerks import make_clerk, make_desk
from tests.feedback_api.conftest import app, compiled_templates, empty_tables, service, tables

__all__ = ["app", "compiled_templates", "empty_tables", "service", "tables"]

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
OPEN = {"/personel/giris/"}


def list_addresses(service):
    """Every address below /personel/, with something in its places, and the methods it serves."""
    made = service.url_map.bind("127.0.0.1")
    addresses = {}
    for rule in service.url_map.iter_rules():
        if rule.rule.startswith("/personel/") and rule.rule not in OPEN:
            address = made.build(rule.endpoint, dict.fromkeys(rule.arguments, "x"))
            addresses.setdefault(address, set()).update(rule.methods)
    return addresses


def is_let_in(client, address, method, served):
    """Whether the service shows the caller anything of what is behind the address."""
    answer = client.open(address, method=method)
    if answer.status_code == 303:
        return "/personel/giris/" not in answer.location
    if method not in served:
        return answer.status_code not in {401, 404, 405}
    return answer.status_code != 401


def list_unguarded(client, service):
    return [
        (method, address)
        for address, served in list_addresses(service).items()
        for method in METHODS
        if is_let_in(client, address, method, served)
    ]


def test_the_desk_has_pages_to_guard(app):
    assert len(list_addresses(app)) >= 7


def test_strangers_see_no_page_of_the_desk(app):
    assert list_unguarded(app.test_client(), app) == []


def test_a_cookie_that_we_did_not_give_opens_nothing(app):
    client = app.test_client()
    client.set_cookie("meydan-desk", "x" * 43)

    assert list_unguarded(client, app) == []


def test_a_clerk_is_let_in_where_strangers_are_not(app, tables):
    clerk = make_desk(app, tables, make_clerk(tables))

    assert ("GET", "/personel/") in list_unguarded(clerk.client, app)


def test_without_the_guard_this_rule_would_notice(tables, tmp_path, monkeypatch):
    monkeypatch.setitem(desk.before_request_funcs, None, [])
    unguarded = create_app({"DATABASE": tables, "SITE_FOLDER": str(tmp_path)})

    assert list_unguarded(unguarded.test_client(), unguarded)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_another_site_can_make_a_clerk_do_nothing(app, tables, method):
    clerk = make_desk(app, tables, make_clerk(tables)).client

    answers = {
        clerk.open(address, method=method, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        for address in list_addresses(app)
    }

    assert answers <= {403, 405}
