"""One demo that all journeys go through."""

import pytest

from deploy.demo.running import running_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory, drawn_pictures):
    folder = tmp_path_factory.mktemp("demo") / "demo"
    with running_demo(folder, pictures=drawn_pictures) as running:
        yield running
