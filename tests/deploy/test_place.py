from dataclasses import replace
from datetime import timedelta

from deploy.demo.place import Notes, Place
from tests.moments import NOON


def test_a_demo_that_begins_anew_keeps_its_redrawn_pictures(tmp_path):
    place = Place(folder=tmp_path / "demo", port=8000, shift=timedelta(0))
    drawing = place.folder / "var" / "pictures" / "640x360.avif"
    drawing.parent.mkdir(parents=True)
    drawing.write_bytes(b"drawn")
    (place.folder / "meydan.db").write_bytes(b"old")

    place.clear()

    assert [path for path in place.folder.rglob("*") if path.is_file()] == [drawing]


def test_a_demo_can_begin_where_there_was_none(tmp_path):
    place = Place(folder=tmp_path / "new" / "demo", port=8000, shift=timedelta(0))

    place.clear()

    assert place.folder.is_dir()
    assert list(tmp_path.rglob("*.pictures")) == []


def test_an_earlier_start_is_taken_up_for_a_week_and_on_its_own_port(tmp_path):
    place = Place(folder=tmp_path, port=8000, shift=timedelta(0))
    notes = Notes(made_at=NOON.isoformat(), port=8000, secret_key="k", reference="r", secret="s")

    place.write_notes(notes)

    assert place.read_notes(at=NOON + timedelta(days=6)) == notes
    assert place.read_notes(at=NOON + timedelta(days=7)) is None
    assert replace(place, port=8080).read_notes(at=NOON) is None
