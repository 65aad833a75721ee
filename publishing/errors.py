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


class PathOutside(PublishError):
    def __init__(self, path: Path, content: Path, look: Path) -> None:
        super().__init__(
            gettext(
                "“%(path)s” is neither in the content folder (%(content)s) nor in the "
                "municipality's (%(look)s).",
                path=path,
                content=content,
                look=look,
            )
        )


class PathMissing(PublishError):
    def __init__(self, path: Path) -> None:
        super().__init__(gettext("There is no file or folder “%(path)s”.", path=path))


class KindUnknown(PublishError):
    def __init__(self, name: str, nearest: str | None, kinds: str) -> None:
        if nearest:
            sentence = gettext(
                "There is no kind “%(name)s”; did you mean “%(nearest)s”?",
                name=name,
                nearest=nearest,
            )
        else:
            sentence = gettext(
                "There is no kind “%(name)s”. Write one of: %(kinds)s.", name=name, kinds=kinds
            )
        super().__init__(sentence)


class TitleUnusable(PublishError):
    def __init__(self) -> None:
        super().__init__(
            gettext("No file name can be made of this title; write it with letters or digits.")
        )


class FileExists(PublishError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            gettext(
                "%(path)s is there already. Open that file, or choose another title.", path=path
            )
        )


class ProjectUnknown(PublishError):
    def __init__(self, name: str | None, projects: list[str]) -> None:
        known = ", ".join(projects) or "–"
        if name is None:
            sentence = gettext(
                "Say which project the update is about: `--project NAME`. Projects: %(projects)s.",
                projects=known,
            )
        else:
            sentence = gettext(
                "There is no project “%(name)s”. Projects: %(projects)s.",
                name=name,
                projects=known,
            )
        super().__init__(sentence)


class FolderNotOurs(PublishError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            gettext(
                "“%(folder)s” holds files that no build made; it is not emptied. Choose another "
                "folder.",
                folder=folder,
            )
        )


class PortTaken(PublishError):
    def __init__(self, port: int) -> None:
        super().__init__(
            gettext(
                "Another program listens on port %(port)s. Choose another: `--port %(other)s`.",
                port=port,
                other=port + 1,
            )
        )


class TargetMissing(PublishError):
    def __init__(self, target: str, variable: str) -> None:
        super().__init__(
            gettext(
                "The target “%(target)s” has no address. Set %(variable)s.",
                target=target,
                variable=variable,
            )
        )
