"""The sample site, really built, once."""

from dataclasses import replace

import pytest

from publishing.engine import build
from publishing.settings import load_settings
from tests.moments import NOON
from tests.site.reading import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory, drawn_pictures):
    folder = tmp_path_factory.mktemp("site")
    settings = replace(load_settings({}), output=folder / "output", var=folder / "var")
    settings.var.mkdir()
    (settings.var / "pictures").symlink_to(drawn_pictures)
    build(settings, output=settings.output, at=NOON)
    return Site(settings.output)
