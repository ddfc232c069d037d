"""Only files with a beginning and an end are read, and only up to a size."""

import os

import pytest

from model.text.files import read_text


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "is a folder, not a file"),
        (lambda path: os.mkfifo(path), "is a pipe or a device, not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "is a pipe or a device, not a file"),
        (lambda path: path.symlink_to(path), "cannot be read"),
        (lambda path: path.symlink_to("nowhere"), "there is no such file"),
        (lambda path: path.write_bytes(b"x" * 11), "is larger than 10 bytes"),
        (lambda path: path.write_bytes(b"\xff\xfeq"), "is not a text file in UTF-8"),
        (lambda path: None, "there is no such file"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, make, said):
    make(tmp_path / "text")
    with pytest.raises(ValueError, match=said):
        read_text(tmp_path / "text", 10)


def test_a_file_of_many_gigabytes_is_refused_without_reading_it(tmp_path):
    with (tmp_path / "text").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(ValueError, match="is larger than"):
        read_text(tmp_path / "text")


def test_a_path_with_a_zero_byte_is_refused(tmp_path):
    with pytest.raises(ValueError, match="is no path"):
        read_text(tmp_path / "a\0b")


def test_marks_of_windows_are_taken_off(tmp_path):
    (tmp_path / "text").write_bytes(b"\xef\xbb\xbfa\r\nb\r\n")
    assert read_text(tmp_path / "text", 20) == "a\nb\n"
