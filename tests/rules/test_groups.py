"""Tests of one group share what took long to make, so they must run in one process."""

import os

import pytest


@pytest.mark.xdist_group("rules")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="all runs in one process")
def test_the_marks_of_groups_reach_the_scheduler(request):
    # pytest-xdist says so by a suffix, and says nothing where it cannot (3.8 under pytest 9.2).
    assert request.node.nodeid.endswith("@rules")
