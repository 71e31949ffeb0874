"""A provider of OpenID Connect for the tests, on this machine: discovery, keys, codes, tokens.

Whoever comes to it is the person of `claims`, without a question: the test sets them before.
"""

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = {"client_id": "ita", "client_secret": "the-secret-of-the-client"}


class IdentityProvider:
    """A running provider; `claims` are those of the next person who signs in."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.issuer = f"http://localhost:{server.server_port}"
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, Any]] = {}

    def sign_in_as(self, email: str, name: str = "นาง ก", **claims: Any) -> None:
        """Makes the next person somebody; further claims, such as `exp`, take the place of usual ones."""
        self.claims = {"sub": email, "email": email, "name": name, "email_verified": True, **claims}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """The address to which a person is sent back, with a code for their claims."""
        code = secrets.token_urlsafe()
        self.codes[code] = {**self.claims, "nonce": query.get("nonce")}
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """The signed token for a code, which counts once."""
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT["client_id"], "iat": now, "exp": now + 3600}
        token = jwt.encode(
            {"alg": "RS256", "kid": "1"}, usual | self.codes.pop(form["code"]), self.key
        )
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 3600, "id_token": token}


@contextmanager
def running_provider() -> Iterator[IdentityProvider]:
    """A provider on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
            elif parts.path == "/jwks":
                self.answer({"keys": [provider.key.as_dict(private=False)]})
            else:
                self.answer(provider.discovery())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            expected = base64.b64encode(":".join(CLIENT.values()).encode()).decode()
            assert self.headers["Authorization"] == f"Basic {expected}"
            self.answer(provider.token(form))

        def answer(self, content: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Tests read the dashboard's log, not the provider's."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    provider = IdentityProvider(server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def write_secrets(path: Path, provider: IdentityProvider, port: int, director: str) -> None:
    """The settings of a dashboard on a port whose visitors sign in at the provider."""
    path.write_text(
        f"""
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "a long and random secret of the tests"
client_id = "{CLIENT["client_id"]}"
client_secret = "{CLIENT["client_secret"]}"
server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"

[access]
directors = ["{director}"]
""",
        encoding="utf-8",
    )
