import pytest

from feedback_api.attachments import Attachments, open_attachments
from feedback_api.errors import SettingsNotReady


@pytest.fixture
def attachments(tmp_path):
    return Attachments(tmp_path / "attachments")


def test_what_was_saved_is_read_back(attachments):
    key = attachments.save(b"picture")
    attachments.save_thumbnail(key, b"small")

    assert attachments.path(key).read_bytes() == b"picture"
    assert attachments.thumbnail_path(key).read_bytes() == b"small"
    assert list(attachments.keys()) == [key]


def test_nothing_unfinished_is_left_behind(attachments):
    attachments.save(b"picture")

    assert [path.suffix for path in attachments.folder.glob("*/*")] == [".jpg"]


def test_a_picture_is_deleted_with_its_thumbnail(attachments):
    key = attachments.save(b"picture")
    attachments.save_thumbnail(key, b"small")

    attachments.delete(key)

    assert list(attachments.folder.glob("*/*")) == []


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 32, "a" * 31, "a" * 33, "a/" * 16])
def test_what_is_no_key_names_no_file(attachments, key):
    with pytest.raises(FileNotFoundError):
        attachments.path(key)


@pytest.mark.parametrize("url", ["", "file:", "s3://bucket", "var/attachments"])
def test_a_place_that_is_no_folder_is_refused_at_the_start(url):
    with pytest.raises(SettingsNotReady, match="ATTACHMENTS_URL"):
        open_attachments(url)
