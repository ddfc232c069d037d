"""What a figure shows, for tests: its texts, and whether any covers another."""

from matplotlib.text import Text


def texts(figure):
    """Return the texts that are drawn: tick labels beyond the ends of an axis are not."""
    figure.draw_without_rendering()
    hidden = {label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in beyond(axis)}
    found = figure.findobj(Text)
    return [text for text in found if text.get_text() and text.get_visible() and text not in hidden]


def beyond(axis):
    """Return the labels of ticks outside the view."""
    low, high = sorted(axis.get_view_interval())
    outside = [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    return [label for tick in outside for label in (tick.label1, tick.label2)]


def said(figure):
    """Return all texts of a figure as one."""
    return " ".join(text.get_text() for text in texts(figure))


def check_that_all_can_be_read(figure):
    """Raise AssertionError where a label covers another or leaves the figure."""
    found = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    width, height = figure.bbox.width, figure.bbox.height
    for text, box in found:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, text
    for i, (text, box) in enumerate(found):
        for other, place in found[i + 1 :]:
            assert not box.padded(-1.5).overlaps(place.padded(-1.5)), f"{text!r} covers {other!r}"
