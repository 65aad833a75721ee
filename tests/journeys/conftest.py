"""One demo that all journeys go through."""

import pytest

from deploy.demo.running import running_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    with running_demo(tmp_path_factory.mktemp("demo") / "demo") as running:
        yield running
