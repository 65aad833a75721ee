"""Errors that an editor or an administrator can meet, in the words that person will read."""

from pathlib import Path

from text.language import gettext


class PublishError(Exception):
    """Base of the errors that a command shows as one sentence, without a traceback."""


class SettingsMissing(PublishError):
    def __init__(self, names: list[str]) -> None:
        super().__init__(
            gettext(
                "In production these settings have no default; write them in the environment "
                "or in .env: %(names)s.",
                names=", ".join(names),
            )
        )


class FolderMissing(PublishError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            gettext(
                "There is no folder “%(folder)s”. Check CONTENT_FOLDER, or create the folder.",
                folder=folder,
            )
        )
