"""Roles and the record: who may do what, and who did it. Only directors have this page."""

from ita.ui.access.page import show_record, show_roles
from ita.ui.sidebar import current_view

words = current_view().words
show_roles(words)
show_record(words)
