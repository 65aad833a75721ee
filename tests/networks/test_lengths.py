"""Texts are as long as each network says: 200 of them, counted by others than ourselves."""

import csv
import json
from pathlib import Path

import pytest
from twitter_text import parse_tweet

from networks.accounts import open_measure
from networks.lengths import BLUESKY, MEASURES, count_graphemes, count_weighted
from standins import counting
from tests.networks.factories import make_account

ROWS = (Path(__file__).parent / "lengths.tsv").read_text(encoding="utf-8").splitlines()
CASES = [
    {**row, "text": json.loads(row["text"])}
    for row in csv.DictReader(ROWS, delimiter="\t", quoting=csv.QUOTE_NONE)
]
NOWHERE = {"MASTODON_BASE_URL": "http://127.0.0.1:9"}
OURS = {
    "x": count_weighted,
    "mastodon": open_measure(make_account("mastodon"), NOWHERE).length,
    "bluesky": count_graphemes,
    "utf16": MEASURES["telegram"].length,
}
THEIRS = {
    "x": counting.weigh,
    "mastodon": counting.count_for_mastodon,
    "bluesky": counting.count_graphemes,
    "utf16": counting.count_utf16,
}


def differences(network, count):
    return [
        (case["text"], case[network], count(case["text"]))
        for case in CASES
        if count(case["text"]) != int(case[network])
    ]


def test_there_are_200_of_them():
    assert len({case["text"] for case in CASES}) == 200


@pytest.mark.parametrize("network", OURS)
def test_we_count_each_as_long_as_the_network_does(network):
    assert differences(network, OURS[network]) == []


@pytest.mark.parametrize("network", THEIRS)
def test_the_stand_ins_count_the_same_by_their_own_code(network):
    assert differences(network, THEIRS[network]) == []


def test_an_independent_library_weighs_them_for_x_the_same():
    assert differences("x", lambda text: parse_tweet(text).weightedLength) == []


@pytest.mark.parametrize(
    "text",
    [
        "vb.gibi",
        "http://ğ.tr/ığ",
        "https://www.example.org/kar/ığdır?x=1",
        "https://www.example.org/a(b)c/",
        "https://a.example/kar/",
        "http://127.0.0.1:8000/haberler/2026/11/kar/",
    ],
)
def test_where_we_cannot_know_what_x_makes_of_it_we_never_count_less(text):
    assert count_weighted(text) >= parse_tweet(text).weightedLength


def test_bluesky_counts_bytes_where_they_fill_sooner():
    assert BLUESKY.length("ş" * 300) == 300
    assert BLUESKY.length("👨‍👩‍👧" * 200) > BLUESKY.limit
    assert len(("👨‍👩‍👧" * 200).encode()) > 3000


@pytest.mark.parametrize("network", MEASURES)
def test_every_measure_counts_the_empty_text_as_nothing(network):
    assert MEASURES[network].length("") == 0
