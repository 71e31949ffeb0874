"""The page in which the browser draws a figure: Plotly, the Thai font, and no way to the network."""

from kaleido import PageGenerator

from ita.publishing.fonts import font_css

# Plotly is a file of this machine; all else is made inside the page. A figure that names an image
# elsewhere is drawn without it, one that needs a map from elsewhere is refused.
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src file: 'unsafe-inline' 'unsafe-eval'",
        "worker-src blob:",
        "style-src 'unsafe-inline'",
        "font-src data:",
        "img-src data: blob:",
    ]
)

# Plotly measures texts in this page, so the font is here; but the picture is drawn from the
# serialised chart, which sees nothing of the page, so it gets the font too. Every face is loaded
# before the first text is measured: a face that comes later would leave its texts misplaced.
_SCRIPT = """
        <script>
            const look = document.getElementById("look").textContent;
            const serialize = XMLSerializer.prototype.serializeToString;
            XMLSerializer.prototype.serializeToString = function (chart) {
                const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
                style.textContent = look;
                chart.prepend(style);
                return serialize.call(this, chart);
            };
            const draw = Plotly.toImage;
            Plotly.toImage = async (...figure) => {
                await Promise.all([...document.fonts].map((face) => face.load()));
                return draw(...figure);
            };
        </script>"""

# Otherwise letters would be as wide as the settings of the machine's own fonts round them to.
_TEXT = "text{text-rendering:geometricPrecision}"

# A pdf is this page printed: without margins the chart fills its paper to the edge.
_PAPER = "@page{margin:0} img{display:block}"


class DrawingPage(PageGenerator):
    """Kaleido's page without MathJax, which it would fetch from the web, and with our font."""

    footer = _SCRIPT + PageGenerator.footer

    def __init__(self) -> None:
        super().__init__(mathjax=False)
        self.header = (
            f"{PageGenerator.header}"
            f'        <meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f'        <style id="look">{font_css()}{_TEXT}</style>\n'
            f"        <style>{_PAPER}</style>\n"
        )
