"""Templates compiled once: for this process, and in a folder for the next one."""

from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

_kept: dict[str, bytes] = {}


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja checks each against its template's text, so an edited template is compiled anew."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        # A preview builds the site again and again.
        if bucket.key in _kept:
            bucket.bytecode_from_string(_kept[bucket.key])
        else:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _kept[bucket.key] = bucket.bytecode_to_string()
        super().dump_bytecode(bucket)
