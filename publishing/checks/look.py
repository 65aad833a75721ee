"""A municipality's colours must be readable in every look of the site, and load nothing."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from babel.numbers import format_decimal

from publishing.checks.site import Site
from publishing.findings import Finding
from text.language import current_language, gettext
from text.nearest import nearest
from theme.contrast import Colour, contrast, nearest_colour, write_colour
from theme.palette import (
    COLOURS,
    LOOKS,
    PAIRS,
    Pair,
    Palette,
    Property,
    Sheet,
    read_sheet,
    site_sheet,
)

_LARGEST = 1024  # bytes: every page waits for it
_SHOWN_LENGTH = 60


def faulty_theme(site: Site) -> Iterator[Finding]:
    """What is wrong with tema.css."""
    file = site.settings.municipality.theme
    shown = site.settings.shown(file)
    data = file.read_bytes()
    if len(data) > _LARGEST:
        sentence = gettext(
            "The file has %(size)s bytes, and every page waits for it. Shorten it to %(most)s.",
            size=len(data),
            most=_LARGEST,
        )
        yield Finding(shown, 1, 1, "D100", sentence)
    sheet = read_sheet(data.decode("utf-8", errors="replace"))
    yield from _strangers(sheet, shown)
    yield from _unreadable(sheet, shown)
    yield from _without_dark(sheet, shown)
    yield from _too_pale(sheet, shown)


def _strangers(sheet: Sheet, shown: Path) -> Iterator[Finding]:
    """What the contrast cannot be computed of, or would make a reader's browser call elsewhere."""
    for text, line, column in sheet.strays:
        sentence = gettext(
            "“%(text)s” cannot stand in this file. It holds only properties of :root such as "
            "“--link: #0a5a78;”, for the dark look inside @media (prefers-color-scheme: dark).",
            text=_short(text),
        )
        yield Finding(shown, line, column, "D101", sentence)
    for address, line, column in sheet.addresses:
        if not address.startswith("data:"):
            sentence = gettext(
                "“%(address)s” would be loaded from elsewhere. Write the picture itself here, as "
                'url("data:image/svg+xml,…"), or “none”.',
                address=_short(address),
            )
            yield Finding(shown, line, column, "D102", sentence)
    known = {declared.name for declared in site_sheet().properties}
    for declared in sheet.properties:
        if declared.name not in known:
            yield _at(declared, shown, "D103", _offer_name(declared.name, known))


def _unreadable(sheet: Sheet, shown: Path) -> Iterator[Finding]:
    for declared in sheet.properties:
        if declared.name not in COLOURS:
            continue
        if Palette([site_sheet(), sheet], declared.wishes).shade(declared.name).colour is None:
            sentence = gettext(
                "“%(value)s” is no colour that we can read. Write it with six digits and without "
                "transparency, such as #0b4458.",
                value=_short(declared.value),
            )
            yield _at(declared, shown, "D104", sentence)


def _without_dark(sheet: Sheet, shown: Path) -> Iterator[Finding]:
    colours = [declared for declared in sheet.properties if declared.name in COLOURS]
    if colours and not any("dark" in declared.wishes for declared in colours):
        sentence = gettext(
            "The dark look has no colours of its own. Add “@media (prefers-color-scheme: dark) "
            "{ :root { %(name)s: …; } }” with a colour for each that stands here.",
            name=colours[0].name,
        )
        yield _at(colours[0], shown, "D105", sentence)


def _too_pale(sheet: Sheet, shown: Path) -> Iterator[Finding]:
    said: set[tuple[Property, Pair]] = set()
    for look, wishes in LOOKS.items():
        palette = Palette([site_sheet(), sheet], wishes)
        for declared, pair in _worst_pairs(palette, sheet).items():
            # More contrast changes few colours: the same mistake need not be said again.
            if (declared, pair) not in said:
                said.add((declared, pair))
                yield _at(declared, shown, "D106", _say_contrast(look, pair, palette, declared))


def _worst_pairs(palette: Palette, sheet: Sheet) -> dict[Property, Pair]:
    """The pair that fails by most, for each property of the sheet that makes one fail."""
    shares = {pair: (palette.contrast(pair) or pair.least) / pair.least for pair in PAIRS}
    worst: dict[Property, Pair] = {}
    for pair in sorted(PAIRS, key=lambda pair: shares[pair]):
        declared = _cause(pair, palette, sheet)
        if declared and shares[pair] < 1:
            worst.setdefault(declared, pair)
    return worst


def _cause(pair: Pair, palette: Palette, sheet: Sheet) -> Property | None:
    """The property of this sheet that one of the two colours comes from, the front's first."""
    for name in (pair.front, pair.back):
        for declared in palette.shade(name).by:
            if declared in sheet.properties:
                return declared
    return None


def _say_contrast(look: str, pair: Pair, palette: Palette, declared: Property) -> str:
    front, back = palette.shade(pair.front).colour, palette.shade(pair.back).colour
    if front is None or back is None:
        raise ValueError(pair)
    values = {
        "look": _look_in_words(look),
        "front": _named(pair.front, write_colour(front)),
        "back": _named(pair.back, write_colour(back)),
        "ratio": _decimal(int(contrast(front, back) * 100) / 100),
        "least": _decimal(pair.least),
        "instead": f"{declared.name}: {_find_better(pair, palette, declared)};",
    }
    if "dark" in LOOKS[look] and "dark" not in declared.wishes:
        return gettext(
            "%(look)s the contrast between %(front)s and %(back)s is %(ratio)s, and at least "
            "%(least)s is needed. Inside @media (prefers-color-scheme: dark) write “%(instead)s”.",
            **values,
        )
    return gettext(
        "%(look)s the contrast between %(front)s and %(back)s is %(ratio)s, and at least "
        "%(least)s is needed. Write “%(instead)s” here.",
        **values,
    )


def _find_better(pair: Pair, palette: Palette, declared: Property) -> str:
    """The nearest colour with which every pair of this property passes, else this pair."""
    present = palette.shade(declared.name).colour
    touched = [other for other in PAIRS if _involves(other, palette, declared)]
    for pairs in (touched, [pair]):
        found = present and nearest_colour(present, partial(_passes, pairs, palette, declared))
        if found:
            return write_colour(found)
    return "…"


def _passes(pairs: Iterable[Pair], palette: Palette, declared: Property, colour: Colour) -> bool:
    """Whether the pairs would pass if the property were of this colour."""
    return all(
        contrast(colour, other) >= pair.least
        for pair in pairs
        for other in _others(pair, palette, declared)
    )


def _involves(pair: Pair, palette: Palette, declared: Property) -> bool:
    return any(declared in palette.shade(name).by for name in pair[:2])


def _others(pair: Pair, palette: Palette, declared: Property) -> list[Colour]:
    """The colours of the pair that this property does not decide."""
    shades = [palette.shade(name) for name in (pair.front, pair.back)]
    return [shade.colour for shade in shades if shade.colour and declared not in shade.by]


def _offer_name(name: str, known: set[str]) -> str:
    meant = nearest(name, known)
    if meant:
        return gettext(
            "The look has no property “%(name)s”; did you mean “%(meant)s”?", name=name, meant=meant
        )
    return gettext(
        "The look has no property “%(name)s”. There are: %(known)s.",
        name=name,
        known=", ".join(sorted(known)),
    )


def _look_in_words(look: str) -> str:
    return {
        "light": gettext("In the light look"),
        "dark": gettext("In the dark look"),
        "light, more contrast": gettext("In the light look with more contrast"),
        "dark, more contrast": gettext("In the dark look with more contrast"),
    }[look]


def _at(declared: Property, shown: Path, code: str, sentence: str) -> Finding:
    return Finding(shown, declared.line, declared.column, code, sentence)


def _named(name: str, colour: str) -> str:
    return f"{name} ({colour})" if name.startswith("--") else colour


def _decimal(number: float) -> str:
    return format_decimal(number, format="0.0#", locale=current_language())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[:_SHOWN_LENGTH]}…"
