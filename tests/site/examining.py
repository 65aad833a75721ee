"""Looks at a page in Chromium as people see and use it, and keeps what was looked at."""

import re
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python.base

WIDTHS = (320, 360, 1280)
SCHEMES = ("light", "dark")
LOOKS = tuple((width, scheme) for width in WIDTHS for scheme in SCHEMES)
# By turns: two pages that follow each other are seen in every look between them.
HALVES = (LOOKS[0], LOOKS[3], LOOKS[4]), (LOOKS[1], LOOKS[2], LOOKS[5])
MOST_TABS = 200

_SCRIPT = Path(__file__).with_name("examine.js").read_text(encoding="utf-8")
# One script for both: each page is asked for both, and they live no longer than the page.
_AXE = axe_playwright_python.base.AXE_SCRIPT
_READY = "() => typeof examine === 'object'"

_turns = cycle(HALVES)

# (page, width, scheme) -> what was found; the accessibility statement is made from it.
EXAMINED = {}
TOOLS = {"axe-core": re.search(r"axe v([\d.]+)", _AXE)[1]}


def examine_all_looks():
    """From now on each page is examined in all of them, which takes twice as long."""
    global _turns
    _turns = cycle([LOOKS])


def examine(page, looks=None, *, keep=True):
    """What is wrong with the open page in the looks, or in half of all looks, by turns.

    `keep` is for the statement.
    """
    found = []
    looks = looks or next(_turns)
    TOOLS["Chromium"] = page.context.browser.version
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        problems = _ask(page, "examine.violations()")
        problems += _ask(page, "examine.overflow()") + _ask(page, "examine.smallTargets()")
        address = urlsplit(page.url).path
        if keep:
            EXAMINED.setdefault((address, width, scheme), []).extend(problems)
        found += [(address, width, scheme, problem) for problem in problems]
    return found


def examine_narrow(page):
    """What does not fit into 320 pixels, and what a finger cannot hit there."""
    page.set_viewport_size({"width": 320, "height": 800})
    return _ask(page, "examine.overflow()") + _ask(page, "examine.smallTargets()")


def examine_spacing(page):
    """What is lost at 320 pixels, and what when the text is spaced out (WCAG 1.4.10, 1.4.12)."""
    page.set_viewport_size({"width": 320, "height": 800})
    problems = _ask(page, "examine.overflow()") + _ask(page, "examine.overlaps()")
    problems += _ask(page, "examine.spacedOut()")
    return [(urlsplit(page.url).path, problem) for problem in problems]


def walk(page):
    """Press Tab to the end of the page: (the names in their order, what was wrong on the way)."""
    names, problems, places = [], [], [-1]
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = _ask(page, "examine.focus()")
        if focus is None or focus["place"] in places:
            return names, problems
        if focus["place"] < places[-1]:
            problems.append(f"out of order: {focus['name']}")
        places.append(focus["place"])
        names.append(focus["name"])
        problems += focus["problems"]
    return names, [*problems, "the page has no end"]


def _ask(page, question):
    if not page.evaluate(_READY):
        page.evaluate(f"{_AXE}; {_SCRIPT}; globalThis.examine = examine; undefined")
    return page.evaluate(question)
