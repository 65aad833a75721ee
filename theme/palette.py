"""The colours of the site in each of its looks: the theme's own, and a municipality's over them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import tinycss2

from theme.contrast import Colour, contrast, read_colour
from theme.environment import STATIC

_WISHES = {"prefers-color-scheme:dark": "dark", "prefers-contrast:more": "more"}
LOOKS: Mapping[str, frozenset[str]] = {
    "light": frozenset(),
    "dark": frozenset({"dark"}),
    "light, more contrast": frozenset({"more"}),
    "dark, more contrast": frozenset({"dark", "more"}),
}


class Pair(NamedTuple):
    """Two colours that meet on a page, and the contrast that WCAG asks of them (1.4.3, 1.4.11)."""

    front: str  # a property, or a colour that never changes
    back: str
    least: float


TEXT, EDGE = 4.5, 3.0
_GROUNDS = ("--paper", "--ground", "--tint")
PAIRS = (
    *(Pair(front, back, TEXT) for front in ("--ink", "--soft", "--link") for back in _GROUNDS),
    *(Pair(front, "--paper", TEXT) for front in ("--good", "--warn", "--bad")),
    *(Pair(front, "--ground", TEXT) for front in ("--good", "--warn", "--bad")),
    Pair("--brand-ink", "--brand", TEXT),
    Pair("--deep-ink", "--deep", TEXT),
    Pair("#fff", "--alarm", TEXT),
    *(Pair("--edge", back, EDGE) for back in ("--paper", "--ground")),
    *(Pair("--focus", back, EDGE) for back in _GROUNDS),
)
COLOURS = frozenset(name for pair in PAIRS for name in pair[:2] if name[0] == "-") | {"--line"}


@dataclass(frozen=True)
class Property:
    name: str  # "--brand"
    value: str
    line: int
    column: int
    wishes: frozenset[str]  # of the reader, under which it holds


class Stray(NamedTuple):
    """What stands in a stylesheet beside the properties of :root."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Sheet:
    properties: tuple[Property, ...]
    strays: tuple[Stray, ...]
    addresses: tuple[Stray, ...]  # all that it would load


class Shade(NamedTuple):
    """What a name stands for in one look: the colour, and the properties that lead to it."""

    colour: Colour | None
    by: tuple[Property, ...]


def read_sheet(css: str) -> Sheet:
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    parts = list(_read_rules(rules, frozenset()))
    return Sheet(
        tuple(part for part in parts if isinstance(part, Property)),
        tuple(part for part in parts if isinstance(part, Stray)),
        tuple(_addresses(rules)),
    )


@cache
def site_sheet() -> Sheet:
    """The properties that the theme itself sets; everything else in it is a stray here."""
    return read_sheet((STATIC / "site.css").read_text(encoding="utf-8"))


class Palette:
    """The properties of one look; a later sheet goes before an earlier one."""

    def __init__(self, sheets: Iterable[Sheet], wishes: frozenset[str]) -> None:
        self._named = {
            declared.name: declared
            for sheet in sheets
            for declared in sheet.properties
            if declared.wishes <= wishes
        }

    def shade(self, name: str) -> Shade:
        if not name.startswith("--"):
            return Shade(read_colour(name), ())
        by: list[Property] = []
        while (declared := self._named.get(name)) is not None and declared not in by:
            by.append(declared)
            name = _referred(declared.value)
            if not name:
                return Shade(read_colour(declared.value), tuple(by))
        return Shade(None, tuple(by))

    def contrast(self, pair: Pair) -> float | None:
        """None where one of the two is no colour."""
        front, back = self.shade(pair.front).colour, self.shade(pair.back).colour
        return contrast(front, back) if front and back else None


def _read_rules(rules: Sequence[Any], wishes: frozenset[str]) -> Iterator[Property | Stray]:
    for rule in rules:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            yield from _read_properties(rule.content, wishes)
        elif (inside := _wishes_of(rule)) is not None:
            content = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield from _read_rules(content, wishes | inside)
        else:
            yield _stray(rule)


def _read_properties(content: Sequence[Any], wishes: frozenset[str]) -> Iterator[Property | Stray]:
    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration" and part.name.startswith("--"):
            value = tinycss2.serialize(part.value).strip()
            yield Property(part.name, value, part.source_line, part.source_column, wishes)
        else:
            yield _stray(part)


def _wishes_of(rule: Any) -> frozenset[str] | None:
    """What a reader must wish for the rules inside; None if the rule is not of this kind."""
    if rule.type != "at-rule" or rule.content is None:
        return None
    prelude = "".join(tinycss2.serialize(rule.prelude).split())
    if rule.lower_at_keyword == "layer":
        return frozenset()
    parts = [part.strip("()") for part in prelude.lower().replace(")and(", ")|(").split("|")]
    if rule.lower_at_keyword != "media" or not all(part in _WISHES for part in parts):
        return None
    return frozenset(_WISHES[part] for part in parts)


def _stray(node: Any) -> Stray:
    if node.type == "error":
        return Stray(node.message, node.source_line, node.source_column)
    return Stray(tinycss2.serialize([node]).strip(), node.source_line, node.source_column)


def _addresses(tokens: Iterable[Any]) -> Iterator[Stray]:
    for token in tokens:
        if token.type == "url":
            yield Stray(token.value, token.source_line, token.source_column)
        elif token.type == "function" and token.lower_name == "url":
            inside = tinycss2.serialize(token.arguments).strip().strip("\"'")
            yield Stray(inside, token.source_line, token.source_column)
        else:
            yield from _addresses(getattr(token, "prelude", None) or ())
            yield from _addresses(getattr(token, "content", None) or ())


def _referred(value: str) -> str:
    """`--brand` of `var(--brand)`, else nothing."""
    is_reference = value.startswith("var(") and value.endswith(")")
    return value[4:-1].strip() if is_reference else ""
