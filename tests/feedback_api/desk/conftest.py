"""Clerks at their browsers."""

import pytest

from tests.feedback_api.clerks import make_clerk, make_desk


@pytest.fixture
def clerk(tables):
    """Ayşe, who sees every unit."""
    return make_clerk(tables, "ayse", display_name="Ayşe Yıldız")


@pytest.fixture
def desk(app, tables, clerk):
    """Ayşe's browser, signed in."""
    return make_desk(app, tables, clerk)


@pytest.fixture
def colleague(app, tables):
    """The browser of Can, who sees every unit too."""
    return make_desk(app, tables, make_clerk(tables, "can", display_name="Can Işık"))
