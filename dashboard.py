"""The script behind every page: page set-up, navigation, and what all pages share."""

import streamlit as st

st.set_page_config(page_title="ITA", layout="wide")
st.title("ITA")
