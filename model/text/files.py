"""Read text files that a user names: regular files of bounded size, so that no command waits or fills the memory."""

import stat
from pathlib import Path

MOST_BYTES = 200_000
"""Largest file of settings; the longest of the project has 9,000 bytes."""


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """Return the text of a file in UTF-8, of ``most`` bytes at most; ValueError that says why it cannot be read.

    A pipe or a device is refused before it is opened, as it may never end.
    """
    try:
        if problem := _no_file(path):
            raise ValueError(problem)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise ValueError("there is no such file") from None
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from None
    if len(content) > most:
        raise ValueError(f"is larger than {most:,} bytes, the most that is read of such a file")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise ValueError("is not a text file in UTF-8; save it as text in UTF-8") from None


def _no_file(path: Path) -> str | None:
    """Return why what a path names is no file with a beginning and an end; None if it is one."""
    if "\0" in str(path):
        return "is no path; it holds a zero byte"
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        return "is a folder, not a file"
    return None if stat.S_ISREG(kind) else "is a pipe or a device, not a file"
