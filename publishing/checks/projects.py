"""What tells of a project must lead to one."""

from collections.abc import Iterator

from publishing.checks.site import Site
from publishing.findings import Finding
from publishing.items import Update
from publishing.kinds import PROJECT, UPDATE
from text.language import gettext
from text.nearest import nearest


def lost_updates(site: Site) -> Iterator[Finding]:
    folders = {item.folder for item in site.items if item.kind == PROJECT}
    # A faulty project has findings of its own; that its updates are lost would be noise.
    folders |= {path.parent for path in site.faulty}
    for item in site.items:
        if isinstance(item.facts, Update) and item.facts.project not in folders:
            sentence = gettext(
                "There is no project that this update could belong to: “%(folder)s” has no "
                "metin.md. Move the folder “%(updates)s” into the project's own folder.",
                folder=site.settings.shown(item.facts.project),
                updates=UPDATE.folder,
            )
            yield Finding(site.settings.shown(item.path), 1, 1, "D065", sentence)


def unknown_projects(site: Site) -> Iterator[Finding]:
    names = sorted({item.name for item in site.items if item.kind == PROJECT})
    known = {*names, *site.faulty_slugs}
    for item in site.items:
        entry = site.sources[item.path].entry("project")
        if entry and item.about and item.about not in known:
            sentence = _say_unknown(item.about, nearest(item.about[:200], names))
            yield site.sources[item.path].finding_at(entry, "D066", sentence)


def _say_unknown(name: str, close: str | None) -> str:
    if close:
        return gettext(
            "There is no project “%(name)s”; did you mean “%(nearest)s”?",
            name=name[:100],
            nearest=close,
        )
    return gettext(
        "There is no project “%(name)s”. Write the name of its folder, such as kent-meydani.",
        name=name[:100],
    )
