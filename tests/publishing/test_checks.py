"""What `check` says of every mistake that editors make, and what it leaves alone."""

import pytest

from publishing.checks.personal_data import is_iban, is_identity_number
from publishing.settings import ROOT
from tests.publishing.built import write_picture
from tests.publishing.content_files import NEWS, codes_of, findings_of, make_text, write
from text.language import speaking

OTHER = "haberler/2026/11/baska.md"


def make_mistake(settings, **changes):
    write(settings, **changes)
    return findings_of(settings)


# Every row of the table of mistakes that Pelican passes over in silence: exactly one finding.

MISTAKES_OF_PELICAN = {
    "no date": ({"leave_out": ["Tarih"]}, "D012", 1, 1),
    "day that is not in the calendar": ({"Tarih": "30 Şubat 2026"}, "D021", 3, 8),
    "date that is no date": ({"Tarih": "yarın"}, "D021", 3, 8),
    "windows-1254": ({"text": make_text().encode("cp1254", "replace")}, "D002", 1, 3),
    "empty title": ({"Başlık": ""}, "D012", 1, 8),
    "title twice": ({"Title": "İki kez"}, "D011", 5, 1),
    "category that does not exist": ({"Category": "habr"}, "D010", 5, 1),
    "folder that does not exist": ({"name": "habr/a.md"}, "D030", 1, 1),
    "status of pelican": ({"Status": "taslak"}, "D010", 5, 1),
    "unknown publication state": ({"Yayın": "taslk"}, "D034", 5, 8),
    "expiry of pelican": ({"Expires": "dün"}, "D010", 5, 1),
    "end that is no date": ({"name": "duyurular/a.md", "Bitiş": "dün"}, "D021", 8, 8),
    "missing picture, plain path": ({"body": "![Karlı yol](yok.png)"}, "D051", 6, 14),
    "name that ends in .md.txt": ({"name": "haberler/a.md.txt"}, "D001", 1, 1),
    "script": ({"body": "Metin\n<script>alert(1)</script>"}, "D062", 7, 1),
    "event handler": ({"body": 'Metin <img src="x" onerror="a()">'}, "D062", 6, 7),
    "missing static file": ({"body": "[Plan]({static}/plan.pdf)"}, "D060", 6, 8),
    "missing item file": ({"body": "[Plan]({filename}plan.md)"}, "D060", 6, 8),
    "no blank line": ({"text": make_text().replace("\n\n", "\n")}, "D013", 5, 1),
}


@pytest.mark.parametrize("mistake", MISTAKES_OF_PELICAN)
def test_each_of_pelicans_silent_mistakes_is_one_finding(settings, mistake):
    changes, code, line, column = MISTAKES_OF_PELICAN[mistake]

    findings = make_mistake(settings, **changes)

    assert [(f.code, f.line, f.column, f.level) for f in findings] == [
        (code, line, column, "error")
    ]


def test_the_same_address_twice_is_one_finding(settings):
    write(settings, "haberler/2026/11/su.md")
    write(settings, "haberler/2026/11/su/metin.md")

    assert codes_of(settings) == ["D040"]


def test_the_same_title_twice_is_no_mistake(settings):
    write(settings, NEWS, Başlık="Aynı başlık")
    write(settings, OTHER, Başlık="Aynı başlık")

    assert codes_of(settings) == []


# What our rules allow.

ALLOWED = {
    "plain": {},
    "bom": {"text": "\ufeff" + make_text()},
    "crlf": {"text": make_text().replace("\n", "\r\n")},
    "yaml fence": {"text": "---\n" + make_text().replace("\n\n", "\n---\n")},
    "day first": {"Tarih": "03.04.2026"},
    "day first with month's name": {"Tarih": "23 Kasım 2026 14.30"},
    "future": {"Tarih": "1.1.2199"},
    "draft": {"Yayın": "taslak"},
    "withdrawn": {"Yayın": "kaldırıldı", "Gerekçe": "Yanlış bilgi"},
    "empty optional keys": {"Birim": "", "İlçeler": "", "Etiketler": ""},
    "code that looks like html": {"body": "Şöyle: `<script>` ve\n\n```\n<iframe>\n![]()\n```\n"},
    "comment": {"body": "Metin <!-- ![](yok.png) [Buraya yazın] -->"},
    "links": {
        "body": "[Başvuru](/basvuru/) [haberler](/haberler/) [kasım](/haberler/2026/11/) "
        "[web](https://example.com/a?b=1) [posta](mailto:a@example.com) [aşağı](#alt) "
        "<https://example.com> [ara](/en/ara/?q=kar)"
    },
    "parentheses in an address": {"body": "[Erzurum](https://example.com/Erzurum_(il))"},
    "decoration": {"body": "Metin\n\n![-](/gorseller/kar.png)"},
    "title of two letters": {"Başlık": "Su"},
    "list of a type": {"body": "[Su](/duyurular/su/) [tenders](/en/notices/tender/)"},
    "caption": {"Görsel_alt_yazısı": "Foto: Belediye"},
    "press in another language": {"name": "basinda/a.md", "Kaynağın_dili": "ingilizce"},
    "short numbers": {"body": "153'ü, 0442 ile başlayan numarayı veya 12345678901'i arayın."},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_the_rules_allow_gives_no_finding(settings, name):
    write_picture(settings.content / "gorseller/kar.png", size=(1280, 720))

    assert make_mistake(settings, **ALLOWED[name]) == []


# The other mistakes.

MISTAKES = {
    "unknown key with a typo": ({"Etiketlr": "kar"}, "D010"),
    "key of another kind": ({"Yüzde": "40"}, "D014"),
    "key for a network that is not ours": ({"Paylaşım metni (orkut)": "a"}, "D037"),
    "no uid": ({"leave_out": ["uid"]}, "D042"),
    "damaged uid": ({"uid": "123"}, "D043"),
    "no text": ({"body": ""}, "D015"),
    "only invisible text": ({"body": "\u200b \u2060"}, "D015"),
    "empty file": ({"text": "\n \n"}, "D006"),
    "nul": ({"text": make_text() + "\0"}, "D003"),
    "name that ends in .MD": ({"name": "haberler/A.MD"}, "D001"),
    "name that ends in .markdown": ({"name": "haberler/a.markdown"}, "D001"),
    "language that the site has not": ({"name": "haberler/a.de.md"}, "D007"),
    "name without letters": ({"name": "haberler/!!!.md"}, "D008"),
    "file at the root": ({"name": "a.md"}, "D030"),
    "announcement without an end": ({"name": "duyurular/a.md", "leave_out": ["Bitiş"]}, "D012"),
    "end before the start": ({"name": "duyurular/a.md", "Bitiş": "23.11.2026"}, "D022"),
    "unknown announcement type": ({"name": "duyurular/a.md", "Duyuru_türü": "suu"}, "D031"),
    "unknown severity": ({"name": "duyurular/a.md", "Önem": "çok"}, "D032"),
    "document that nobody can open": (
        {"name": "duyurular/a.md", "Belgeler": "/gorseller/plan.dwg"},
        "D060",
    ),
    "missing document": ({"name": "duyurular/a.md", "Belgeler": "plan.pdf"}, "D060"),
    "unknown stage": ({"name": "projeler/p/metin.md", "Aşama": "bitti"}, "D033"),
    "project without a stage": ({"name": "projeler/p/metin.md", "leave_out": ["Aşama"]}, "D012"),
    "more than all": ({"name": "projeler/p/metin.md", "Yüzde": "140"}, "D038"),
    "event without a place": ({"name": "etkinlikler/a.md", "leave_out": ["Yer"]}, "D012"),
    "press link without https": ({"name": "basinda/a.md", "Bağlantı": "example.com"}, "D037"),
    "unknown district": ({"İlçeler": "Hınıs, Yakutya"}, "D035"),
    "unknown unit": ({"Birim": "Fen İşleri Müdürlüğü ve ötesi"}, "D036"),
    "unknown account": ({"Paylaş": "facebok"}, "D037"),
    "place that is none": ({"Konum": "Erzurum"}, "D039"),
    "place beyond the earth": ({"Konum": "91, 41"}, "D039"),
    "correction without a day": ({"Düzeltme": "Saat değişti"}, "D021"),
    "withdrawn without a reason": ({"Yayın": "kaldırıldı"}, "D012"),
    "header picture without words": ({"Görsel": "kar.png"}, "D050"),
    "header picture that is not there": ({"Görsel": "yok.png", "Görsel_açıklaması": "K"}, "D051"),
    "picture without words": ({"body": "![](/gorseller/kar.png)"}, "D050"),
    "picture described by its name": ({"body": "![kar.png](/gorseller/kar.png)"}, "D052"),
    "picture described by its camera": ({"body": "![IMG_2034](/gorseller/kar.png)"}, "D052"),
    "picture that browsers cannot show": ({"body": "![Kar](/gorseller/kar.heic)"}, "D051"),
    "picture of another site": ({"body": "![Kar](https://example.com/a.png)"}, "D051"),
    "link to no page": ({"body": "[Haber](/haberler/2026/11/yok/)"}, "D060"),
    "full link to no page": ({"body": "[H](https://www.example.bel.tr/yok/)"}, "D060"),
    "link by its definition": ({"body": "[Plan][1]\n\n[1]: plan.pdf"}, "D060"),
    "link without https": ({"body": "[Site](www.example.com)"}, "D060"),
    "link to what is no address": ({"body": "[Site](http://[kar)"}, "D060"),
    "definition of what is no address": ({"body": "[Site][1]\n\n[1]: //[kar"}, "D060"),
    "link to what the site does not show": ({"body": "[Çizim](/gorseller/plan.dwg)"}, "D060"),
    "link that names no site": ({"body": "[Site](https://)"}, "D060"),
    "link without an address": ({"body": "[Site]()"}, "D060"),
    "link that runs a program": ({"body": "[Site](javascript:alert(1))"}, "D064"),
    "frame": ({"body": '<iframe src="https://example.com"></iframe>'}, "D062"),
    "text of the template": ({"body": "[Buraya metni yazın]"}, "D063"),
    "summary of the template": ({"Özet": "[Buraya özeti yazın]"}, "D063"),
    "date of the template": ({"Tarih": "[Buraya tarihi yazın]"}, "D063"),
    "identity number": ({"body": "Kimlik no 10000000146 olan kişi"}, "D070"),
    "identity number in the summary": ({"Özet": "10000000146"}, "D070"),
    "endless title": ({"Başlık": "Su " * 40_000}, "D080"),
    "language that there is not": ({"name": "basinda/a.md", "Kaynağın_dili": "Klingonca"}, "D039"),
    "announcement that ends before it starts": (
        {"name": "duyurular/a.md", "Başlangıç": "25.11.2026", "Bitiş": "24.11.2026"},
        "D022",
    ),
    "page at an address of the software": ({"name": "sayfalar/ara.md"}, "D045"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_one_error(settings, mistake):
    changes, code = MISTAKES[mistake]
    write_picture(settings.content / "gorseller/kar.png", size=(1280, 720))
    for file in ("kar.heic", "plan.dwg"):
        write(settings, f"gorseller/{file}", text="x")

    findings = make_mistake(settings, **changes)

    assert [(finding.code, finding.is_error) for finding in findings] == [(code, True)]


WARNINGS = {
    "no summary": ({"leave_out": ["Özet"]}, "D082"),
    "empty summary": ({"Özet": ""}, "D082"),
    "long title": ({"Başlık": "Çok uzun " * 15}, "D080"),
    "title of 300 characters": ({"Başlık": "Kar " * 75}, "D080"),
    "500 tags": ({"Etiketler": ", ".join(f"etiket {n}" for n in range(500))}, "D083"),
    "shouted title": ({"Başlık": "SU KESİNTİSİ DUYURUSU"}, "D081"),
    "here": ({"body": "[buraya tıklayın](/haberler/)"}, "D061"),
    "mobile phone": ({"body": "0532 123 45 67 numarasını arayın."}, "D071"),
    "bank account": ({"body": "TR33 0006 1005 1978 6457 8413 26 hesabına"}, "D072"),
    "announcement of half a year": ({"name": "duyurular/a.md", "Bitiş": "1.6.2027"}, "D023"),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_what_may_be_meant_is_only_a_warning(settings, case):
    changes, code = WARNINGS[case]

    findings = make_mistake(settings, **changes)

    assert [(finding.code, finding.is_error) for finding in findings] == [(code, False)]


def test_a_notice_may_stay_for_long(settings):
    changes = {"Duyuru_türü": "imar askısı", "Bitiş": "1.6.2027"}

    assert make_mistake(settings, name="duyurular/a.md", **changes) == []


def test_all_findings_come_at_once_errors_first(settings):
    findings = make_mistake(
        settings, Özet="", Tarih="dün", Birim="Uzay", body="[buraya](/yok/)\n![](yok.png)"
    )

    assert [finding.code for finding in findings] == [
        "D021",
        "D036",
        "D060",
        "D050",
        "D051",
        "D082",
        "D061",
    ]


def test_a_finding_says_what_happened_and_what_to_type(settings):
    first = make_mistake(settings, Yayın="taslk")[0]

    assert str(first) == (
        "content/haberler/2026/11/haber.md:5:8: D034 "
        "“taslk” diye bir yayın durumu yok. Şunu mu yazmak istediniz: “taslak”?"
    )


def test_findings_speak_english_too(settings):
    write(settings, Tarih="dün")

    with speaking("en"):
        sentence = findings_of(settings)[0].sentence

    assert sentence.startswith("“dün” is not a date of the calendar.")


def test_a_link_to_a_page_elsewhere_is_offered_the_right_address(settings):
    write(settings, OTHER, Tarih="1.10.2026")
    findings = make_mistake(settings, body="[Haber](/haberler/2026/11/baska/)")

    assert "/haberler/2026/10/baska/" in findings[0].sentence


def test_links_to_items_pages_and_files_are_known(settings):
    write(settings, OTHER)
    write(settings, "haberler/2026/11/plan.pdf", text="x")
    body = "[a](/haberler/2026/11/baska/) [b]({filename}baska.md) [c](plan.pdf) [d](baska.md)"

    assert make_mistake(settings, body=body) == []


def test_a_link_to_a_faulty_item_is_no_second_finding(settings):
    write(settings, OTHER, Tarih="dün")

    assert [f.code for f in make_mistake(settings, body="[a](/haberler/2026/11/baska/)")] == [
        "D021"
    ]


def test_files_outside_the_content_folder_are_not_there(settings):
    (settings.content.parent / "gizli.png").write_text("x")

    assert [f.code for f in make_mistake(settings, body="![Gizli](../../../../gizli.png)")] == [
        "D051"
    ]


def test_symbolic_links_are_refused(settings):
    path = settings.content / "haberler" / "bag.md"
    path.parent.mkdir()
    path.symlink_to(ROOT / "pyproject.toml")

    assert codes_of(settings) == ["D004"]


def test_a_copied_file_must_get_its_own_uid(settings):
    text = make_text()
    write(settings, "haberler/2026/11/a.md", text=text)
    write(settings, "haberler/2026/11/b.md", text=text)

    findings = findings_of(settings)

    assert [(f.path.name, f.code) for f in findings] == [("b.md", "D041")]


def test_check_digits_tell_identity_numbers_and_accounts_from_other_numbers():
    assert is_identity_number("10000000146")
    assert not is_identity_number("12345678901")
    assert is_iban("TR330006100519786457841326")
    assert not is_iban("TR330006100519786457841327")
