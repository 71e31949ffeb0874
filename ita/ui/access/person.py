"""Who has signed in, as the provider tells it; what the settings say about signing in."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

# So long a sign-in counts; `hours` under [access] in the secrets says otherwise.
_HOURS = 12.0


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in. `is_expired` says that it was too long ago."""

    name: str
    email: str
    is_expired: bool = False


def secret(section: str, name: str, otherwise: Any = None) -> Any:
    """A setting of .streamlit/secrets.toml."""
    try:
        return st.secrets[section][name]
    except (FileNotFoundError, KeyError):
        return otherwise


def is_sign_in_on() -> bool:
    """Whether the settings name a provider; without one everybody may do everything."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def providers() -> list[str]:
    """The names of several providers; none where there is one without a name."""
    try:
        auth = st.secrets["auth"]
    except (FileNotFoundError, KeyError):
        return []
    return [name for name, value in auth.items() if isinstance(value, Mapping) and value]


def directors() -> list[str]:
    """The addresses that the settings make directors, so that there is a first one."""
    return list(secret("access", "directors", []))


def signed_in_person() -> Person | None:
    """Who has signed in, whether or not that still counts; None where nobody has."""
    if not is_sign_in_on() or not st.user.get("is_logged_in"):
        return None
    claims = st.user.to_dict()
    # A provider that says an address is not checked says nothing about who has it.
    email = str(claims.get("email") or "") if claims.get("email_verified", True) else ""
    issued = claims.get("iat")
    seconds = float(secret("access", "hours", _HOURS)) * 3600
    is_expired = not isinstance(issued, int | float) or time.time() > issued + seconds
    return Person(str(claims.get("name") or email), email.strip().lower(), is_expired)
