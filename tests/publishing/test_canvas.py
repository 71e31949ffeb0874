"""What is placed on a sheet stands there in the figure, as few traces."""

from base64 import b64decode

from ita.palette import LIGHT
from ita.publishing.canvas import LEADING, Canvas
from ita.publishing.sizes import SIZES
from tests.publishing.layout import bars, images, marks, texts


def canvas():
    return Canvas(SIZES["square"], LIGHT)


def test_a_sheet_has_the_layout_pixels_of_its_size():
    layout = canvas().figure().layout
    assert (layout.width, layout.height) == (1080, 1080)
    assert tuple(layout.xaxis.range) == (0, 1080)
    assert tuple(layout.yaxis.range) == (1080, 0)


def test_lines_stand_below_each_other_and_tell_what_comes_below():
    made = canvas()
    below = made.text(100, 50, ["หนึ่ง", "สอง"], 20, colour="#123456")
    (trace,) = made.figure().data
    assert below == 50 + 2 * 20 * LEADING
    assert list(trace.y) == [50, 50 + 20 * LEADING]
    assert list(trace.text) == ["หนึ่ง", "สอง"]
    assert list(trace.textfont.color) == ["#123456"] * 2


def test_a_text_ends_where_it_is_anchored_right():
    made = canvas()
    made.text(500, 50, "คะแนน", 20)
    made.text(500, 90, "คะแนน", 20, anchor="right")
    made.text(500, 130, "คะแนน", 20, anchor="middle")
    left, right, middle = texts(made.figure())
    assert left.left == right.right == 500
    assert (middle.left + middle.right) / 2 == 500


def test_text_of_a_file_is_no_markup():
    made = canvas()
    made.text(0, 0, "<b>หนา</b> &amp; <a href='x'>", 20)
    made.text(0, 50, "<i>", 20, bold=True)
    (trace,) = made.figure().data
    assert trace.text[0] == "&lt;b&gt;หนา&lt;/b&gt; &amp;amp; &lt;a href='x'&gt;"
    assert trace.text[1] == "<b>&lt;i&gt;</b>"


def test_a_bar_lies_where_its_corner_is():
    made = canvas()
    made.bar(10, 20, 300, 40, "#FF0000")
    made.bar(10, 20, 0, 40, "#FF0000")
    made.bar(10, 20, 300, -1, "#FF0000")
    (bar,) = bars(made.figure())
    assert (bar.left, bar.top, bar.right, bar.bottom) == (10, 20, 310, 60)


def test_bars_keep_their_order_and_equal_corners_are_one_trace():
    made = canvas()
    for round in (0, 0, 8, 0):
        made.bar(0, 0, 10, 10, "#FF0000", round=round)
    traces = list(made.figure().select_traces({"type": "bar"}))
    assert [(len(trace.x), trace.marker.cornerradius) for trace in traces] == [
        (2, 0),
        (1, 8),
        (1, 0),
    ]


def test_marks_stand_above_bars_and_below_texts():
    made = canvas()
    made.text(0, 0, "คะแนน", 20)
    made.mark(50, 60, 10, "#00FF00", "diamond")
    made.bar(0, 0, 10, 10, "#FF0000")
    figure = made.figure()
    assert [trace.mode if trace.type == "scatter" else "bar" for trace in figure.data] == [
        "bar",
        "markers",
        "text",
    ]
    (mark,) = marks(figure)
    assert (mark.left, mark.top, mark.what) == (45, 55, "diamond")


def test_a_picture_is_put_inside_the_figure():
    made = canvas()
    made.image(900, 30, 100, b"bytes", "image/png")
    figure = made.figure()
    (image,) = images(figure)
    assert (image.left, image.top, image.right, image.bottom) == (900, 30, 1000, 130)
    kind, data = figure.layout.images[0].source.split(";base64,")
    assert kind == "data:image/png"
    assert b64decode(data) == b"bytes"
