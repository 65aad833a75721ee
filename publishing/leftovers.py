"""Text that a template of `new` put there for the editor to replace."""

import re

# `[Buraya özeti yazın]`, `[Write the summary here]`; a link's words are followed by its address.
_PLACEHOLDER = re.compile(
    r"\[(?:Buraya|buraya|Write|write)\b[^\[\]\n]{0,200}\](?!\()|lorem ipsum", re.IGNORECASE
)


def find_leftover(text: str, start: int = 0) -> re.Match[str] | None:
    return _PLACEHOLDER.search(text, start)


def placeholder(words: str) -> str:
    """`words` as a placeholder that checks will find; they begin with “Buraya” or “Write”."""
    return f"[{words}]"
