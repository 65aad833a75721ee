"""Item pages as the engine gives them to the templates, and the templates rendered with them."""

from datetime import date, timedelta
from pathlib import Path

from markupsafe import Markup

from networks.posts import OfficialPost, name_accounts
from publishing.engine.districts import DistrictShelf, lay_tiles
from publishing.engine.sheets.grouping import Group
from publishing.engine.sheets.services import group_by_letter
from publishing.item_page import (
    Document,
    ItemPage,
    Picture,
    PostLink,
    Progress,
    is_past,
    state_of,
)
from publishing.items import Announcement, Answer, Correction, Event, Item, Press, Project, Update
from publishing.kinds import ANNOUNCEMENT, ANSWER, EVENT, NEWS, PAGE, PRESS, PROJECT, UPDATE
from publishing.vocabulary import AnnouncementType, Severity, Stage
from tests.moments import NOON
from text.language import speaking
from theme.environment import environment

HTML = Markup("<p>Ekipler sahada.</p><h2>Ne yapmalı?</h2><p>153’ü arayın.</p>")
PICTURE = Picture("/gorseller/kar.png", 1200, 800, "Kar küreyen araç", "image/png", 1)


def make_page(kind=NEWS, *, facts=None, **values):
    """An item page; whatever is not of Item (url, html, picture …) goes to the page itself."""
    of_page = {
        name: values.pop(name)
        for name in list(values)
        if name in ItemPage.__dataclass_fields__ and name not in Item.__dataclass_fields__
    }
    item = Item(
        path=Path("/content/haberler/2026/11/kar.md"),
        kind=kind,
        language=values.pop("language", "tr"),
        uid="7f0c2a3e-2f6b-4a52-9d1c-0d6f4f0a1b2c",
        title=values.pop("title", "Kar ekipleri sahada"),
        date=NOON,
        slug="kar",
        address="/haberler/2026/11/kar/",
        facts=facts,
        **values,
    )
    page = {
        "url": item.address,
        "absolute_url": f"https://example.org{item.address}",
        "published_at": NOON,
        "updated_at": NOON,
        "state": state_of(item, NOON, "Europe/Istanbul"),
        "is_past": is_past(item, NOON, "Europe/Istanbul"),
        "type_url": "/duyurular/su/" if kind == ANNOUNCEMENT else None,
        "html": HTML,
    }
    return ItemPage(item, **(page | of_page))


def make_announcement(starts=NOON, ends=NOON + timedelta(hours=8), **values):
    facts = Announcement(
        type=values.pop("type", AnnouncementType.WATER),
        severity=values.pop("severity", Severity.IMPORTANT),
        starts=starts,
        ends=ends,
        cancelled=values.pop("cancelled", None),
        neighbourhoods=("Lalapaşa",),
        how_to_object=values.pop("how_to_object", None),
    )
    return make_page(ANNOUNCEMENT, facts=facts, title="Gece su kesintisi", **values)


def make_project(update, *, stage=Stage.CONSTRUCTION, **values):
    """A project of which everything is known."""
    facts = Project(
        stage=stage,
        stopped_at=Stage.CONSTRUCTION,
        budget="84.500.000 TL",
        contract_price="80.000.000 TL",
        spent="41.000.000 TL",
        funding="Belediye bütçesi",
        contractor="Örnek",
        tender_number="2026/1",
        starts=date(2026, 5, 4),
        due=date(2027, 6, 30),
        ends=date(2027, 6, 25) if stage is Stage.COMPLETED else None,
        place="Kent meydanı",
    )
    told = {
        "location": (39.9, 41.27),
        "progress": Progress(62, NOON),
        "timeline": [update, make_page(UPDATE, facts=update.facts, language="en")],
        "current": [make_announcement()],
        "documents": (Document("İş programı (PDF)", "/i.pdf"),),
        "before": PICTURE,
        "after": PICTURE,
    }
    return make_page(PROJECT, facts=facts, **(told | values))


def make_one_of_each(municipality):
    """(name, page): every kind with all its facts, and every kind with as little as may be."""
    full = {
        "summary": "Ana yollar açık.",
        "tags": (("kar", "/ara/?q=kar"),),
        "districts": municipality.districts,
        "unit": municipality.units[0],
        "picture": PICTURE,
        "corrections": (Correction(date(2026, 11, 24), "120 değil 64 araç."),),
        "related": (make_page(),),
        "updated_at": NOON + timedelta(hours=1),
        "sample": True,
    }
    notice = {"type": AnnouncementType.COUNCIL, "how_to_object": "30 gün içinde itiraz edin."}
    update = make_page(UPDATE, facts=Update(Path("/content/projeler/meydan"), 62))
    event = Event(NOON, "Kent parkı", NOON + timedelta(hours=3), "Ücretsiz", "Hava uygun değil.")
    yield "news", make_page(**full)
    yield "announcement", make_announcement(cancelled="Çalışma ertelendi.", **full)
    yield (
        "notice",
        make_announcement(documents=(Document("Gündem (PDF)", "/g.pdf"),), **notice, **full),
    )
    yield "project", make_project(update, **full)
    yield "late project", make_project(update, is_overdue=True, after=None, **full)
    yield "paused project", make_project(update, stage=Stage.PAUSED, **full)
    yield "cancelled project", make_project(update, stage=Stage.CANCELLED, **full)
    yield "finished project", make_project(update, stage=Stage.COMPLETED, **full)
    yield "update", make_page(UPDATE, facts=Update(Path("/p"), 62), project=make_page(), **full)
    yield "event", make_page(EVENT, facts=event, **full)
    yield "press", make_page(PRESS, facts=Press("Örnek Gazete", "https://example.org"), **full)
    answer = Answer(date(2026, 11, 1), municipality.services[0])
    yield "answer", make_page(ANSWER, facts=answer, **full)
    yield "page", make_page(PAGE, **full)
    yield "bare news", make_page()
    yield "bare announcement", make_announcement()
    yield "bare project", make_page(PROJECT, facts=Project(Stage.PLANNED))
    yield "bare event", make_page(EVENT, facts=Event(NOON, "Kent parkı"))
    yield "bare update", make_page(UPDATE, facts=Update(Path("/p")))
    yield "bare answer", make_page(ANSWER, facts=Answer())
    yield "bare page", make_page(PAGE)


_environments = []


def environment_of(municipality):
    """One environment for each municipality: compiling the templates is what takes long."""
    for known, made in _environments:
        if known is municipality:
            return made
    _environments.append((municipality, environment(municipality)))
    return _environments[-1][1]


def render(municipality, template, *, language=None, **values):
    language = language or municipality.language
    values = {"alerts": (), "alternate_url": None, "page_path": "/bir-sayfa/"} | values
    with speaking(language):
        return (
            environment_of(municipality).get_template(template).render(language=language, **values)
        )


def render_item(municipality, page, **values):
    template = "site/page.html" if page.item.kind == PAGE else "site/item.html"
    links = (PostLink("Facebook", "https://example.org/1"),)
    return render(municipality, template, item=page, **{"shared_at": links} | values)


def list_pages(municipality, language=None):
    """(name, HTML) of every page of the site that the theme draws."""

    def page(name, template, **values):
        return name, render(municipality, template, language=language, **values)

    of_kinds = dict(make_one_of_each(municipality))
    for name, item_page in of_kinds.items():
        yield name, render_item(municipality, item_page, language=language)
    news, announcement, event = of_kinds["news"], of_kinds["announcement"], of_kinds["event"]
    shelves = {
        "announcements": [make_announcement(sample=True), announcement],
        "news": [news, of_kinds["bare news"]],
        "projects": [of_kinds["project"], of_kinds["bare project"]],
        "events": [event, of_kinds["bare event"]],
        "answers": [of_kinds["answer"], of_kinds["bare answer"]],
        "press": [of_kinds["press"]],
    }
    of_home = {name: items for name, items in shelves.items() if name != "announcements"}
    of_home |= {"running": shelves["announcements"], "planned": shelves["announcements"]}
    water = {"water_url": "/duyurular/su/"}
    types = [(AnnouncementType.WATER, 2, "/duyurular/su/")]
    alerts = (make_urgent(),)
    yield page("home", "site/home.html", **of_home, **water, types=types, alerts=alerts)
    yield page("empty home", "site/home.html", **{name: [] for name in of_home}, **water, types=[])
    months = [((2026, 11), "/haberler/2026/11/"), ((2026, 10), "/haberler/2026/10/")]
    for section, items in shelves.items():
        shown = {"section": section, "page_title": "Liste", "months": months, "feed_url": "/rss/x"}
        groups = [Group("Bu hafta", items, "hafta", "23–29 Kasım")]
        yield page(f"list of {section}", "site/list.html", groups=groups, **shown)
    empty = {"section": "notices", "page_title": "İlanlar", "months": [], "groups": []}
    yield page("empty list", "site/list.html", **empty)
    month = {"section": "news", "page_title": "Haberler", "months": months}
    yield page("month", "site/list.html", **month, month=(2026, 10), groups=[Group("", [news])])
    cuts = [Group("Bütün ilçeler", [announcement]), Group("Çat", [make_announcement()], "cat")]
    of_type = {
        "section": "announcements",
        "section_title": "Duyurular",
        "page_title": "Su kesintileri",
        "filters": [("Tümü", "/duyurular/", False), ("Su", "/duyurular/su/", True)],
        "feed_url": "/rss/x",
        "none_now": "Şu anda su kesintisi yok.",
        "quiet": municipality.districts[2:],
    }
    items = [announcement]
    yield page("type", "site/type.html", items=items, running=cuts, planned=cuts, **of_type)
    yield page("quiet type", "site/type.html", items=[], running=[], planned=[], **of_type)
    groups = [("Türlere göre", [("Tümü", [("Atom", "/rss/tum.atom")])])]
    yield page("feeds", "site/feeds.html", groups=groups, opml_url="/rss/akislar.opml")
    yield from list_places(municipality, of_kinds, page)
    yield page("services", "site/services.html")
    letters = group_by_letter(municipality.jobs)
    yield page("whose job", "site/whose_job.html", letters=letters)
    for category in municipality.services:
        answers = [of_kinds["bare answer"]]
        name = f"service {category.code}"
        yield page(name, "site/service.html", category=category, answers=answers)
    record = {"accounts": name_accounts(municipality.accounts), "host": "example.org"}
    yield page("verification", "site/verification.html", posts=[make_post()], longest=9, **record)
    yield page("empty record", "site/verification.html", posts=[], longest=9, **record)
    yield page("standards", "site/standards.html")
    corrected = [(news, news.corrections[0])]
    yield page("corrections", "site/corrections.html", entries=corrected)
    yield page("no corrections", "site/corrections.html", entries=[])
    known = municipality.accessibility
    yield page("accessibility", "site/accessibility.html", known=known)
    for error in ("404", "410", "500", "maintenance"):
        yield page(error, f"errors/{error}.html")


def list_places(municipality, of_kinds, page):
    """(name, HTML) of the pages of projects and districts."""
    first, *others = municipality.districts
    rows = lay_tiles(municipality.districts)
    tiles = [[(each, 2, "proje") if each else None for each in row] for row in rows]
    counts = [(first, ["2 duyuru", "1 proje"]), *((other, []) for other in others)]
    files = [("projeler.csv", "CSV", "3 kB")]
    months = [((2026, 11), "/projeler/2026/11/")]
    groups = [("built", 30, [of_kinds["project"]]), ("halted", 1, [of_kinds["paused project"]])]
    shown = {"tiles": tiles, "counts": counts, "is_sample": True}
    more = {"files": files, "months": months, "feed_url": "/rss/x"}
    yield page("projects", "site/projects.html", groups=groups, **shown, **more)
    nothing = {"tiles": [], "counts": counts, "is_sample": False, "feed_url": None}
    yield page("no projects", "site/projects.html", groups=[], files=files, months=[], **nothing)
    yield page("districts", "site/districts.html", **shown)
    full = DistrictShelf(
        [make_announcement()], [of_kinds["project"]], [of_kinds["event"]], [of_kinds["news"]], 9
    )
    for name, shelf in (("district", full), ("quiet district", DistrictShelf())):
        yield page(name, "site/district.html", district=first, shelf=shelf, feed_url="/rss/x")


def make_post():
    """With all that a post may have gone through."""
    return OfficialPost(
        account="facebook",
        title="Su kesintisi",
        link="https://example.org/duyurular/2026/11/su/",
        text="Su kesintisi\n\nhttps://example.org/duyurular/2026/11/su/",
        earlier_texts=("Su kesintsi",),
        url="https://facebook.example/1",
        language="tr",
        is_sample=True,
        is_correction=True,
        is_passed_on=True,
        posted_at=NOON,
        corrected_at=NOON,
        deleted_at=None,
    )


def make_urgent():
    return make_announcement(severity=Severity.URGENT, sample=True, tags=())
