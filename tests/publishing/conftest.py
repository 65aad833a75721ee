"""A content folder for every test that wants one."""

from dataclasses import replace

import pytest

from tests.publishing.content_files import make_settings

DISTRICTS = {"Çat", "Hınıs", "İspir", "Oltu", "Palandöken", "Yakutiye"}
SERVICES = {"kar-kureme", "otobus-seferi", "sokak-lambasi", "su-kesintisi", "diger"}


@pytest.fixture(scope="session")
def town(erzurum):
    """Erzurum with some of its districts and services: each has a page that a build must make."""
    return replace(
        erzurum,
        districts=tuple(each for each in erzurum.districts if each.name in DISTRICTS),
        categories=tuple(each for each in erzurum.categories if each.code in SERVICES),
    )


@pytest.fixture
def settings(tmp_path, town):
    return make_settings(tmp_path, town)
