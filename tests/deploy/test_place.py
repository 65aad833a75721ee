from datetime import timedelta

from deploy.demo.place import Place


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
