"""Tests of one group share what took long to make, so they must run in one process."""

import pytest


@pytest.mark.xdist_group("rules")
def test_the_marks_of_groups_reach_the_scheduler(request):
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("this run has no groups: `make test` has")

    # pytest-xdist says so by a suffix, and says nothing where it cannot (3.8 under pytest 9.2).
    assert request.node.nodeid.endswith("@rules")
