"""A command in a terminal: its real output, with its colours, as a page."""

import os
import pty
import re
import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

_COLOUR = re.compile("\x1b\\[([0-9;]*)m")
_CLASSES = {"1": "bold", "31": "red", "32": "green", "33": "yellow"}

_PAGE = """<!doctype html>
<meta charset="utf-8">
<style>
  body {{ margin: 0; background: #0b1a21 }}
  pre {{ box-sizing: border-box; width: 900px; margin: 0; padding: 26px 30px 30px; color: #d5e2e8;
    font: 15px/24px "DejaVu Sans Mono", ui-monospace, monospace;
    white-space: pre-wrap; overflow-wrap: anywhere }}
  b {{ color: #fff }}
  i {{ color: #6fb4cf; font-style: normal }}
  .bold {{ font-weight: 700 }}
  .red {{ color: #ff8f86 }}
  .yellow {{ color: #ffcc66 }}
  .green {{ color: #8fd6a3 }}
</style>
<pre>{text}</pre>
"""


def run_in_terminal(words: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> str:
    """What the command writes when a terminal reads it, colours included."""
    reader, writer = pty.openpty()
    with subprocess.Popen(
        words, cwd=folder, env=environment, stdin=writer, stdout=writer, stderr=writer
    ):
        os.close(writer)
        said = _read_to_the_end(reader)
    os.close(reader)
    return said.decode("utf-8").replace("\r\n", "\n")


def as_page(typed: str, said: str) -> str:
    """A dark page of one <pre>: the prompt with what was `typed`, then what was `said`."""
    return _PAGE.format(text=f"<i>$</i> <b>{escape(typed)}</b>\n{_as_html(said.strip())}")


def _read_to_the_end(reader: int) -> bytes:
    said = b""
    while True:
        try:
            piece = os.read(reader, 65536)
        except OSError:  # Linux says so when the last writer has gone; elsewhere it reads nothing
            return said
        if not piece:
            return said
        said += piece


def _as_html(said: str) -> str:
    pieces = _COLOUR.split(said)
    html = escape(pieces[0])
    classes: list[str] = []
    for codes, text in zip(pieces[1::2], pieces[2::2], strict=True):
        is_reset = codes in {"", "0"}
        classes = [] if is_reset else [*classes, *(_CLASSES[code] for code in codes.split(";"))]
        html += f'<span class="{" ".join(classes)}">{escape(text)}</span>'
    return html
