"""Reads the translations of messages, and keeps them compiled as Python keeps its modules."""

import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

CATALOGUES = Path(__file__).parent.parent / "theme" / "translations"

Sources = Mapping[Path, bytes]


@cache
def read_catalogue(language: str, folder: Path = CATALOGUES) -> NullTranslations:
    """All `.po` files of `folder / language` as one; without any, messages stand for themselves."""
    sources = {path: path.read_bytes() for path in sorted((folder / language).glob("*.po"))}
    if not sources:
        return NullTranslations()
    kept = folder / language / "__pycache__" / _name_of(sources)
    # Its name says what it was made of, so it is never an old one; but a disk can lose a part.
    with suppress(OSError, struct.error, ValueError):
        return GNUTranslations(BytesIO(kept.read_bytes()))
    compiled = _compile(sources, language)
    if not sys.dont_write_bytecode:
        _keep(compiled, kept)
    return GNUTranslations(BytesIO(compiled))


def _name_of(sources: Sources) -> str:
    digest = sha256()
    for path, source in sources.items():
        digest.update(f"{path.name} {len(source)}\n".encode() + source)
    return f"{digest.hexdigest()[:16]}.mo"


def _compile(sources: Sources, language: str) -> bytes:
    from babel.messages import Catalog  # seldom, and slow to read
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=language)
    for source in sources.values():
        for message in read_po(BytesIO(source), locale=language):
            if message.id:
                merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    return compiled.getvalue()


def _keep(compiled: bytes, place: Path) -> None:
    """Best effort: whoever may not write here compiles at each start."""
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        earlier = list(place.parent.glob("*.mo"))
        with NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(compiled)
        Path(file.name).replace(place)  # whoever reads it now sees all of it or nothing
        for path in earlier:
            if path != place:
                path.unlink(missing_ok=True)
