"""A content folder for every test that wants one."""

import pytest

from tests.publishing.content_files import make_settings


@pytest.fixture
def settings(tmp_path, erzurum):
    return make_settings(tmp_path, erzurum)
