"""Access page: roles and the audit record. Only directors see it."""

from ita.ui.access.page import show_record, show_roles
from ita.ui.sidebar import current_view

words = current_view().words
show_roles(words)
show_record(words)
