"""HTML in a text must not run programs or load things from elsewhere."""

import re
from collections.abc import Iterator

from publishing.checks.site import Site
from publishing.findings import Finding
from publishing.reading.source import Source
from text.language import gettext

_TAG = re.compile(r"<(?P<tag>[a-zA-Z][\w-]*)(?P<rest>[^<>]*)")
_FORBIDDEN = {
    "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "img", "input",
    "link", "math", "meta", "object", "script", "select", "style", "svg", "textarea", "video",
}  # fmt: skip
_RUNS_CODE = re.compile(r"\bon[a-z]+\s*=|javascript\s*:", re.IGNORECASE)


def dangerous_html(source: Source, site: Site) -> Iterator[Finding]:
    for match in _TAG.finditer(source.prose):
        tag = match["tag"].lower()
        if tag in _FORBIDDEN or _RUNS_CODE.search(match["rest"]):
            sentence = gettext(
                "“<%(tag)s>” is not allowed in a text. Delete it; pictures and links are written "
                "in Markdown.",
                tag=tag,
            )
            yield source.finding("D062", sentence, offset=match.start())
