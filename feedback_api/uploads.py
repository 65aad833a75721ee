"""Receives files of any size without keeping more of them than we would use."""

import io
from tempfile import SpooledTemporaryFile

LARGEST_FILE = 15 * 1024 * 1024
KEPT_IN_MEMORY = 512 * 1024


class CappedFile(SpooledTemporaryFile[bytes]):
    """Drops what comes after LARGEST_FILE and remembers that it did.

    A file that is too large gets a sentence beside its field. Were it refused with the whole body,
    everything else that the person typed would be lost with it.
    """

    def __init__(self) -> None:
        super().__init__(max_size=KEPT_IN_MEMORY, mode="w+b")
        self.is_too_large = False
        self._size = 0

    def write(self, content: bytes) -> int:  # type: ignore[override]
        room = LARGEST_FILE - self._size
        self._size += len(content)
        if len(content) > room:
            self.is_too_large = True
            super().write(content[: max(room, 0)])
        else:
            super().write(content)
        return len(content)

    def content(self) -> bytes:
        self.seek(0, io.SEEK_SET)
        return self.read()
