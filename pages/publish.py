"""Publish: pictures, document, slides and data of the chosen result, ready to give out."""

import streamlit as st

from ita.ui import publish, publish_files
from ita.ui.view import current_view

view = current_view()
words = view.words
material = publish.material(view)

left, right = st.columns([3, 2], gap="large")
with left:
    key, choice = publish.choose_picture(material, words)
with right:
    style, wording = publish.choose_style(key, words)
# The picture is filled in when its style is known; on a phone it stands before the style.
with left:
    publish.preview(publish.compose(material, key, choice, style, wording), words)
with right:
    publish_files.files(material, style, choice.month, words)
    publish_files.everything(material, style, choice.month, wording.source, words)
