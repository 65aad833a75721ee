"""Google's Lighthouse, as a slow telephone sees the pages."""

import json
import os
import re
import subprocess
from pathlib import Path

import httpx

from deploy.demo import browser

PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
# Another program on the machine can only make a page look slower than it is.
TRIES = 3
# These must not be found by search engines, which is half of what the category asks.
HIDDEN = {"form", "tracking", "search"}


def examine_with_lighthouse(url, folder, say):
    """A sentence for each category below 100 and each page."""
    problems = []
    for name, address in list_addresses(url).items():
        wanted = [c for c in CATEGORIES if not (c == "seo" and name in HIDDEN)]
        scores, failed = examine_one(f"{url}{address}", wanted, folder / f"{name}.json")
        say(f"  {name:<14}" + "  ".join(f"{c} {score}" for c, score in scores.items()))
        problems += [
            f"{address}: {category} is {score}, not 100 ({', '.join(failed[category])})"
            for category, score in scores.items()
            if score < 100
        ]
    return problems


def list_addresses(url):
    """{name: address}: of each kind of item the first of its list."""

    def first_of(section):
        page = httpx.get(f"{url}/{section}/").text
        return re.search(rf'href="(/{section}/\d{{4}}/\d{{2}}/[^/"]+/)"', page)[1]

    return {
        "home": "/",
        "list": "/haberler/",
        "article": first_of("haberler"),
        "project": first_of("projeler"),
        "announcement": first_of("duyurular"),
        "form": "/basvuru/",
        "tracking": "/basvuru/takip/",
        "search": "/ara/?q=kar",
    }


def examine_one(url, categories, report):
    """({category: score}, {category: what did not pass}); the best of a few tries."""
    best = dict.fromkeys(categories, 0)
    failed = {name: ["Lighthouse itself, which says why above"] for name in categories}
    for _ in range(TRIES):
        # It loses the trace of a page now and then, and asks to be run again.
        if not run(url, categories, report):
            continue
        result = json.loads(report.read_text(encoding="utf-8"))
        for name in categories:
            category = result["categories"][name]
            score = round((category["score"] or 0) * 100)
            if score > best[name]:
                best[name], failed[name] = score, list_failed(category, result["audits"])
        if set(best.values()) == {100}:
            break
    return best, failed


def list_failed(category, audits):
    counted = [reference["id"] for reference in category["auditRefs"] if reference["weight"]]
    return [name for name in counted if (audits[name]["score"] or 0) < 1]


def run(url, categories, report):
    """True if it came to a result."""
    done = subprocess.run(
        [
            str(PROGRAM),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={FLAGS}",
            f"--only-categories={','.join(categories)}",
        ],
        env={**os.environ, "CHROME_PATH": browser.CHROMIUM},
        check=False,
    )
    return done.returncode == 0
