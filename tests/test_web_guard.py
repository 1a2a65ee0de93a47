"""Who may ask, how much, and what a browser may do with a page."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from detente.web.guard import BODY, Guard


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route("/", echo, methods=["GET", "POST"])], middleware=[Middleware(Guard, host="tidings.example")]
    )
    return TestClient(app, base_url="http://127.0.0.1:8765")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "[::1]:8765", "localhost", "LOCALHOST:1", "tidings.example", "10.0.0.7"]
)
def test_names_and_addresses_of_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "", "[evil]"]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


def test_large_requests_are_refused_whatever_they_claim(client: TestClient) -> None:
    assert client.post("/", content=b"x" * BODY).text == str(BODY)
    assert client.post("/", content=b"x" * (BODY + 1)).status_code == 413
    assert client.post("/", content=(b"x" * 100_000 for _ in range(20))).status_code == 413
    assert client.post("/", headers={"Content-Length": "many"}, content=b"").status_code == 413


def test_the_policy_lets_no_script_of_a_page_run(client: TestClient) -> None:
    policies = [client.get("/").headers["Content-Security-Policy"] for _ in range(2)]
    said = dict(part.strip().partition(" ")[::2] for part in policies[0].split(";"))
    assert said["default-src"] == "'none'"
    assert said["script-src"] == "'self'"
    assert "unsafe" not in policies[0]
    assert policies[0] != policies[1]  # the nonce of styles is new each time
    assert client.get("/").headers["X-Content-Type-Options"] == "nosniff"
