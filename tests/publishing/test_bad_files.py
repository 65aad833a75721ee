"""Whatever bytes lie in the content folder, `check` answers with findings."""

import random

import pytest

from publishing.content import read_content, read_item
from publishing.settings import load_settings
from tests.publishing.content_files import NEWS, findings_of, make_text, write

KINDS = ["haberler", "duyurular", "projeler", "etkinlikler", "basinda", "sorular", "sayfalar"]
PIECES = [
    b"Ba\xc5\x9fl\xc4\xb1k:", b"Tarih:", b"uid:", b"---\n", b"\n", b"\r\n", b"\r", b":", b" ",
    b"Biti\xc5\x9f: 2026-99-99", b"D\xc3\xbczeltme:", b"Konum: 1e400, nan", b"Y\xc3\xbczde: ",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"![", b"](", b")", b"[", b"]", b"<script", b"<!--",
    b"```\n", b"~~~", b"\xe2\x80\xae", b"{static}", b"{filename}../..", b"javascript:", b"TR",
    b"10000000146", b"%", b"%(x)s", b"[1]: ", b"9" * 40, b"\xf0\x9f\x91\xa8", b"[Buraya yaz]",
    b"- ", b"`", b"0532",
    b"Payla\xc5\x9f\xc4\xb1m metni (", b"http://[", b"\xe2\x80\xa8", b"\xd9\xa3\xd9\xa4",
]  # fmt: skip

NASTY = {
    "nul": b"\0" * 1000,
    "only a fence": b"---",
    "fences": b"---\n---\n---\n",
    "endless title": "Başlık: ".encode() + b"x" * 100_000,
    "endless word as a key": b"x" * 100_000 + b": y\n\nz",
    "huge header": b"".join(b"Anahtar%d: x\n" % number for number in range(20_000)),
    "header and nothing": make_text(body="").strip().encode() + b"\n \n" * 100_000,
    "corrections": b"D\xc3\xbczeltme: 1.1.2026 x\n" * 20_000,
    "continued for ever": "Başlık: x\n".encode() + b"  devam\n" * 60_000,
    "brackets": b"Title: x\n\n" + b"[" * 100_000 + b"](" * 100_000,
    "backticks": b"Title: x\n\n" + b"` `` ``` " * 50_000,
    "tags": b"Title: x\n\n" + b"<a " * 200_000,
    "comments": b"Title: x\n\n" + b"<!-- " * 100_000,
    "digits": b"Title: x\n\n" + b"1" * 400_000,
    "telephones": b"Title: x\n\n" + b"05 " * 100_000,
    "accounts": b"Title: x\n\n" + b"TR12 " * 100_000,
    "numbers of years": b"Tarih: 99999999999999999999.99999999999.99999999999",
    "more than 1 MB": b"Title: x\n\n" + b"x" * 1_100_000,
    "utf-16": "Başlık: Kar\n\nMetin".encode("utf-16"),
    "half a letter": "Başlık: Kar\n\nMetin ğ".encode()[:-1],
    "right to left": "Title: \u202e\u2066gnp.\u2069\n\n\u200f\u202eText".encode(),
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.timeout(20)
def test_nasty_files_are_answered_in_time(settings, name):
    write(settings, text=NASTY[name])

    assert findings_of(settings)


@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_never_break_the_check(settings, seed):
    chance = random.Random(seed)  # noqa: S311
    for number in range(40):
        kind = chance.choice(KINDS)
        pieces = chance.choices(PIECES, k=chance.randrange(60))
        noise = chance.randbytes(chance.randrange(20))
        text = make_text(f"{kind}/a.md").encode() if chance.random() < 0.5 else b""
        place = chance.randrange(len(text) + 1)
        data = text[:place] + b"".join(pieces) + noise + text[place:]
        write(settings, f"{kind}/2026/{number}.md", text=data)

    for finding in findings_of(settings):
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.sentence


def test_every_truncation_of_a_good_file_is_answered(settings):
    data = ("\ufeff---\n" + make_text().replace("\n\n", "\n---\n")).encode()
    for length in range(len(data)):
        path = write(settings, text=data[:length])

        read_item(path, settings)
        findings_of(settings)


@pytest.mark.parametrize(
    "name",
    [
        "haberler/2026/11/\u202eters.md",
        "haberler/2026/11/" + "uzun" * 60 + ".md",
        "haberler/2026/11/boşluk lu 'tırnak' #1.md",
        "haberler/.gizli.md",
        "haberler/a.md/metin.md",
        "guncellemeler/a.md",
        "projeler/guncellemeler/a.md",
        "projeler/2026/p/guncellemeler/b/metin.md",
    ],
)
def test_unusual_names_are_answered(settings, name):
    write(settings, name, leave_out=["Aşama", "Yüzde"])

    for finding in findings_of(settings):
        assert finding.sentence


def test_a_name_that_is_no_utf_8_is_answered(settings):
    folder = settings.content / "haberler"
    folder.mkdir()
    (folder / "k\udcffar.md").write_text(make_text(), encoding="utf-8")

    for finding in findings_of(settings):
        assert str(finding)


def test_a_file_that_nobody_may_read_is_a_finding(settings, monkeypatch):
    path = write(settings)
    path.unlink()
    path.mkdir()

    item, findings = read_item(path, settings)

    assert (item, [finding.code for finding in findings]) == (None, ["D005"])


def test_ten_thousand_findings_are_sorted_and_told_once(settings):
    write(settings, body="[x]()\n" * 10_000)

    findings = findings_of(settings)

    assert len(findings) == 10_000
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)


def test_reading_the_samples_twice_finds_the_same():
    settings = load_settings({})

    first = findings_of(settings)

    assert findings_of(settings) == first


def test_a_faultless_file_among_random_ones_stays_faultless(settings):
    chance = random.Random(1)  # noqa: S311
    for number in range(20):
        write(settings, f"haberler/{number}.md", text=chance.randbytes(500))
    path = write(settings, NEWS)

    content = read_content(settings)

    assert [item.path for item in content.items] == [path]
