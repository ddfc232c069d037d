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
    """Raise AssertionError where a text covers another, a point or an edge of its panel, or leaves the figure."""
    found = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    check_what_stands_beside(figure)
    width, height = figure.bbox.width, figure.bbox.height
    for text, box in found:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, text
    for i, (text, box) in enumerate(found):
        for other, place in found[i + 1 :]:
            assert not box.padded(-1.5).overlaps(place.padded(-1.5)), f"{text!r} covers {other!r}"


def check_that_no_text_of_the_page_lies_on_a_panel(figure):
    """Raise AssertionError where a text that belongs to no panel reaches into one with an axis."""
    panels = [axes.get_window_extent().padded(-2) for axes in figure.axes if axes.axison]
    for text in (each for each in figure.texts if each.get_text().strip()):
        box = text.get_window_extent()
        assert not any(box.overlaps(panel) for panel in panels), f"{text.get_text()!r} lies on a panel"


def check_what_stands_beside(figure):
    """Raise AssertionError where a legend covers a point, a text crosses the side of a panel, or ticks look alike."""
    for axes in figure.axes:
        own = [line for line in axes.lines if line.get_transform() == axes.transData]
        points = [axes.transData.transform(line.get_xydata()) for line in own]
        for legend in (each for each in (axes.get_legend(),) if each):
            box = legend.get_window_extent()
            assert not any(box.contains(*point) for some in points for point in some), "a legend covers a point"
        panel = axes.get_window_extent()
        for text in (each for each in axes.texts if each.get_visible() and each.get_text()):
            box = text.get_window_extent()
            level = box.y1 > panel.y0 + 2 and box.y0 < panel.y1 - 2
            for side in (panel.x0, panel.x1):
                crosses = level and box.x0 + 2 < side < box.x1 - 2
                assert not crosses, f"{text.get_text()!r} crosses the side of its panel"
        for axis in (axes.xaxis, axes.yaxis):
            labels = [text for tick in shown_ticks(axis) if (text := tick.label1.get_text())[-1:].isdigit()]
            assert len(set(labels)) == len(labels), f"ticks that look alike: {labels}"


def shown_ticks(axis):
    """Return the ticks inside the view that have a label."""
    outside = set(beyond(axis))
    return [tick for tick in axis.get_major_ticks() if tick.label1 not in outside and tick.label1.get_text()]
