"""Whether anybody can read a figure: size of letters, contrast with what lies below, colours under colour blindness."""

from collections import Counter

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb

from tests.analysis.drawn import texts

LEAST_CONTRAST = 4.5
"""Of text, WCAG 2.2, 1.4.3."""

DOTS = 60
SIGHTS = {
    "usual": np.eye(3),
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "greyscale": [[0.2126, 0.7152, 0.0722]] * 3,
}
"""What is seen of linear red, green and blue (Machado, Oliveira and Fernandes 2009; WCAG's luminance for grey)."""


def linear(colour):
    values = np.array(to_rgb(colour))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour, sight):
    """Return a colour, as somebody with a sight sees it, in CIE L*a*b* under D65."""
    seen = np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ seen
    x, y, z = np.where((t := xyz / [0.9505, 1.0, 1.089]) > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one, other, sight):
    """Return how far apart two colours look (CIE 1976)."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def smallest(figure):
    """Return the size of the smallest letters, in points."""
    return min(text.get_fontsize() for text in texts(figure))


def check_contrast(figure):
    """Raise AssertionError where a text stands out too little from what is drawn below it."""
    shown = texts(figure)
    figure.set_dpi(DOTS)
    canvas = FigureCanvasAgg(figure)
    for text in shown:
        text.set_visible(False)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[::-1, :, :3]
    for text in shown:
        text.set_visible(True)
        box = text.get_window_extent(canvas.get_renderer())
        around = pixels[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1]
        paper = Counter(map(tuple, around.reshape(-1, 3))).most_common(1)[0][0]
        found = contrast(text.get_color(), np.array(paper) / 255)
        assert found >= LEAST_CONTRAST, f"{text.get_text()!r}: contrast {found:.1f}"
