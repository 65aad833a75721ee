"""Reads where an item is to be shared, and in which words."""

from municipality import Municipality
from publishing.findings import Finding
from publishing.reading.header import Entry
from publishing.reading.keys import split_argument
from publishing.reading.values import Reading
from text.cleaning import clean_line
from text.language import gettext
from text.turkish import fold

_NOWHERE = {"yok", "none", "no", "hayir"}


def read_accounts(reading: Reading, town: Municipality) -> tuple[str, ...] | None:
    """Slugs of accounts; empty for nowhere, None where the editor left it to the rules."""
    entry = reading.entry("share")
    if entry is None:
        return None
    if fold(clean_line(entry.value)) in _NOWHERE:
        return ()
    options: dict[str, tuple[str, ...]] = {}
    for account in town.accounts:
        # A network's name stands for all its accounts, unless it is an account's own name.
        options[account.network] = (*options.get(account.network, ()), account.slug)
    options.update({account.slug: (account.slug,) for account in town.accounts})
    groups = reading.choices("share", options, gettext("account"), "D037")
    return tuple(dict.fromkeys(slug for group in groups for slug in group))


def read_share_texts(reading: Reading, town: Municipality) -> dict[str | None, str]:
    """The text by network or account; under None the one for all."""
    known = {name: name for each in town.accounts for name in (each.network, each.slug)}
    texts: dict[str | None, str] = {}
    for entry in reading.entries("share_text"):
        argument = split_argument(entry.name)[1]
        if argument is None:
            texts[None] = clean_line(entry.value)
            continue
        name = {fold(each): each for each in known}.get(fold(argument))
        if name is None:
            _refuse_network(reading, entry, argument, sorted(known))
        else:
            texts[name] = clean_line(entry.value)
    return texts


def _refuse_network(reading: Reading, entry: Entry, name: str, known: list[str]) -> None:
    sentence = gettext(
        "There is no %(what)s “%(value)s”. Write one of: %(choices)s.",
        what=gettext("account"),
        value=name,
        choices=", ".join(known) or "–",
    )
    shown = reading.source.shown
    reading.findings.append(Finding(shown, entry.line, entry.key_column, "D037", sentence))
