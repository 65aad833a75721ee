"""How soon a slow telephone shows what matters: 400 kbit/s, 400 ms, a sixth of the CPU."""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx

from deploy.demo import browser
from deploy.demo.place import ROOT
from deploy.demo.running import running_demo

RUNS = 5
MOST_SECONDS = 2.5  # until the largest part is painted
NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
TIMES_SLOWER = 6
# The page's own observers, from its first moment on.
OBSERVE = """
window.seen = { lcp: 0, cls: 0 };
const watch = (type, note) => new PerformanceObserver(
  (list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { seen.cls += entry.value; });
"""


def run() -> Iterator[str]:
    if browser.CHROMIUM is None:
        yield "no Chromium on this machine: run `make browser`"
        return
    # Redrawing the pictures takes longest, so they are kept from one run to the next.
    pictures = ROOT / "var" / "bench" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        running_demo(Path(folder) / "demo", pictures=pictures) as demo,
        browser.running() as chromium,
    ):
        news = httpx.get(f"{demo.url}/haberler/").text
        found = re.search(r'href="(/haberler/\d{4}/\d{2}/[^/"]+/)"', news)
        pages = {"home": "/", "list": "/haberler/", "article": found[1] if found else "/haberler/"}
        for name, address in pages.items():
            seen = [_look(chromium, demo.url + address) for _ in range(RUNS)]
            lcp = [seconds for seconds, _ in seen]
            shift = max(shift for _, shift in seen)
            verdict = "" if median(lcp) <= MOST_SECONDS and shift == 0 else "  ABOVE"
            yield (
                f"{name:<8} largest paint {median(lcp):.2f} s (worst of {RUNS}: {max(lcp):.2f}, "
                f"at most {MOST_SECONDS}), layout shift {shift:.3f} (0){verdict}"
            )


def _look(chromium: browser.Browser, address: str) -> tuple[float, float]:
    """(seconds to the largest paint, layout shift) of a first visit."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True
    )
    try:
        page = context.new_page()
        protocol = context.new_cdp_session(page)
        protocol.send("Network.enable")
        protocol.send("Network.emulateNetworkConditions", NETWORK)
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
        page.add_init_script(OBSERVE)
        page.goto(address, wait_until="networkidle", timeout=60_000)
        seen: dict[str, float] = page.evaluate("window.seen")
    finally:
        context.close()
    return seen["lcp"] / 1000, seen["cls"]
