"""The entrance: `streamlit run app.py` finds `app` here and serves dashboard.py with it."""

import streamlit as st

app = st.App("dashboard.py")
