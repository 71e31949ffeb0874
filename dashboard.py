"""The script behind every page: page set-up, navigation, and what all pages share."""

import streamlit as st

from benchmarks.stand_in_charts import figures

st.set_page_config(page_title="ITA", layout="wide")
st.title("ITA")
for number, figure in enumerate(figures()):
    st.plotly_chart(figure, key=f"chart-{number}")
