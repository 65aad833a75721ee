"""The ready configurations of nginx and Caddy say what the service says."""

import pytest

from deploy.demo.place import ROOT
from feedback_api.responses import HEADERS

FILES = sorted((ROOT / "deploy" / "proxy").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_pages_that_the_proxy_sends_carry_the_security_headers_of_the_service(path):
    said = path.read_text(encoding="utf-8")

    assert [name for name, value in HEADERS.items() if f'{name} "{value}"' not in said] == []
    assert "/.meydan/" in said
