"""Publish page: pictures, document, slides and data of the chosen result."""

import streamlit as st

from ita.ui.publish import picture
from ita.ui.publish.documents import show_bundle, show_documents
from ita.ui.publish.yearly_analysis import add_last_year, show_yearly_analysis
from ita.ui.reminders import choose_reminders
from ita.ui.sidebar import current_view

view = current_view()
words = view.words
material = add_last_year(picture.gather_material(view), words)

left, right = st.columns([3, 2], gap="large")
with left:
    key, choice = picture.choose_picture(material, words)
with right:
    style, wording = picture.choose_style(key, words)
# The preview needs the style, so it is drawn after it, but on a phone it appears above it.
with left:
    picture.show_picture(material, key, choice, style, wording, words)
with right:
    show_documents(material, style, choice.month, words)
    show_bundle(material, style, choice.month, wording.source, words)
    if material.progress is not None:
        choose_reminders(material.progress, view.assessment, words)
show_yearly_analysis(material, words)
