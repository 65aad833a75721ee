"""Puts nodes into a script element, in the same bytes each time."""

import json
from collections.abc import Sequence

from markupsafe import Markup

Node = dict[str, object]

# Inside a script element no sign may be one of HTML's, and no line one that JavaScript ends.
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def write_json_ld(nodes: Sequence[Node]) -> Markup:
    """One JSON-LD document, to stand in `<script type="application/ld+json">`."""
    document = {"@context": "https://schema.org", "@graph": nodes}
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_ESCAPED))  # noqa: S704 (nothing of HTML is left in it)


def without_empty(node: Node) -> Node:
    """Only what says something: an item leaves most of its optional fields empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}
