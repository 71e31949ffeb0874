"""The same charts and table as a Dash app: `python -m benchmarks.apps.dash_app PORT`."""

import sys
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, dash_table, dcc, html

from ita.analysis.assessment import assessments
from ita.charts import scores as score_charts
from ita.charts.palette import LIGHT
from ita.language import Words
from ita.reading.scores import read_scores

SCORES = Path(__file__).parents[2] / "data" / "scores" / "yannawa_2565.xlsx"
ASSESSMENT, WORDS = assessments(read_scores(SCORES.read_bytes(), SCORES.name))[0], Words("th")
Rows = list[dict[str, object]]

app = Dash(__name__, suppress_callback_exceptions=True, update_title="")
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Link("overview", href="/"),
        dcc.Link("questions", href="/questions"),
        html.Div(id="page"),
    ]
)


@app.callback(Output("page", "children"), Input("address", "pathname"))
def show_page(path: str) -> html.Div:
    """The page of an address."""
    if path != "/questions":
        drawn = (score_charts.draw_indicators, score_charts.draw_lost_points)
        return html.Div([dcc.Graph(figure=draw(ASSESSMENT, WORDS, LIGHT)) for draw in drawn])
    figure, rows = choose_instrument("")
    columns = [name for name in ASSESSMENT.ranked.columns if name in rows[0]]
    return html.Div(
        [
            dcc.RadioItems(["IIT", "EIT", "OIT"], id="instrument"),
            dcc.Graph(figure=figure, id="ranking"),
            dash_table.DataTable(
                id="items", data=rows, columns=[{"name": n, "id": n} for n in columns]
            ),
        ]
    )


@app.callback(
    Output("ranking", "figure"),
    Output("items", "data"),
    Input("instrument", "value"),
    prevent_initial_call=True,
)
def choose_instrument(code: str) -> tuple[go.Figure, Rows]:
    """The chart of ten questions and the table of all."""
    table = ASSESSMENT.ranked
    if code:
        table = table[table["instrument"] == code]
    rows: Rows = table.astype(object).where(table.notna(), None).astype(str).to_dict("records")
    return score_charts.draw_items(table.head(10), "10", ASSESSMENT, WORDS, LIGHT), rows


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
