"""Write the picture of the explore page that README shows: ``python -m tools.page_picture docs/explore.png``.

It is the static copy of the page with the project's surrogate, in English, 1280 pixels wide; it needs Chromium.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis.explore.serving.start import write_copy
from tools.chromium import browser

WIDTH, HEIGHT = 1280, 1000


def draw(path: Path, copy: Path) -> None:
    """Save what the page in a static copy looks like."""
    with tempfile.TemporaryDirectory() as folder, browser(Path(folder)) as page:
        page.size(WIDTH, HEIGHT)
        page.open(f"{(copy / 'index.html').as_uri()}#lang=en")
        page.picture(path, whole=False)
        source = page.run("document.getElementById('source').innerText")
    with Image.open(path) as picture:
        picture.load()
    about = PngInfo()
    about.add_text("Source", source)
    picture.save(path, pnginfo=about)


def main() -> None:
    """Write the page into a temporary folder and its picture to the path that is given."""
    with tempfile.TemporaryDirectory() as folder:
        draw(Path(sys.argv[1]), write_copy(Path(folder) / "page", None))


if __name__ == "__main__":
    main()
