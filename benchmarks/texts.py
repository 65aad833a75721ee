"""Items without end, in Turkish: the same for the same number, on every machine."""

import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

from publishing.settings import ROOT
from search.index import Document

NEWEST = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Istanbul"))
YEARS = 12
LENGTH = (10, 30)  # sentences of an item, about 100 to 400 words
SUBJECTS = 2  # items of the sample content whose sentences it takes
KINDS = ("news", "news", "news", "announcement", "event", "update", "answer")

_SENTENCE = re.compile(r"[^.!?\n|#]{30,}[.!?]")


def documents(number: int) -> Iterator[Document]:
    """Texts out of the sample content's sentences, the newest first.

    A real site has many words that stand in few texts: each text gets names of its own.
    """
    chance = random.Random(number)
    subjects, names = _subjects(), _names()
    step = timedelta(days=365 * YEARS) / number
    for place in range(number):
        told = [sentence for each in chance.choices(subjects, k=SUBJECTS) for sentence in each]
        body = chance.choices(told, k=chance.randint(*LENGTH))
        own = chance.choices(names, k=6)
        title = " ".join(chance.choice(told).split()[:5])
        yield Document(
            url=f"/haberler/{place}/",
            language="tr",
            kind=chance.choice(KINDS),
            title=f"{own[0].title()} mahallesinde {title}",
            summary=body[0],
            body=" ".join([*body, *own]),
            published_at=NEWEST - place * step,
        )


@cache
def _subjects() -> list[list[str]]:
    """The sentences of each item of the sample content."""
    files = sorted((ROOT / "content").rglob("*.md"))
    texts = (file.read_text(encoding="utf-8").partition("\n\n")[2] for file in files)
    found = ([sentence.strip() for sentence in _SENTENCE.findall(text)] for text in texts)
    return [sentences for sentences in found if sentences]


@cache
def _names() -> list[str]:
    syllables = ("kar", "de", "lik", "ova", "yay", "sel", "gün", "ba", "çay", "tepe", "öz", "ışı")
    return ["".join(parts) for parts in product(syllables, repeat=3)]
