"""The signed-in person, and the settings of sign-in."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

# The default duration of a sign-in; `hours` under [access] in the secrets changes it.
_HOURS = 12.0


@dataclass(frozen=True)
class Person:
    """A signed-in person; `is_expired` is True after the longest duration of a sign-in."""

    name: str
    email: str
    is_expired: bool = False


def secret(section: str, name: str, otherwise: Any = None) -> Any:
    """Return a setting of .streamlit/secrets.toml."""
    try:
        return st.secrets[section][name]
    except (FileNotFoundError, KeyError):
        return otherwise


def is_sign_in_on() -> bool:
    """Return whether the settings name a provider; without one there are no restrictions."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def providers() -> list[str]:
    """Return the names of several providers; empty if there is one without a name."""
    try:
        auth = st.secrets["auth"]
    except (FileNotFoundError, KeyError):
        return []
    return [name for name, value in auth.items() if isinstance(value, Mapping) and value]


def directors() -> list[str]:
    """Return the addresses of the directors named in the settings."""
    return list(secret("access", "directors", []))


def signed_in_person() -> Person | None:
    """Return the signed-in person, even if expired; None without one."""
    if not is_sign_in_on() or not st.user.get("is_logged_in"):
        return None
    claims = st.user.to_dict()
    # An address that the provider has not verified may belong to somebody else.
    email = str(claims.get("email") or "") if claims.get("email_verified", True) else ""
    issued = claims.get("iat")
    seconds = float(secret("access", "hours", _HOURS)) * 3600
    is_expired = not isinstance(issued, int | float) or time.time() > issued + seconds
    return Person(str(claims.get("name") or email), email.strip().lower(), is_expired)
