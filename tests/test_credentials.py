import logging
import stat
from pathlib import Path

import httpx
import pytest

from detente.credentials import Credentials, CredentialsError

SECRET = "s3cret-word"
NAMES = ("DETENTE_USER", "DETENTE_PASSWORD", "DETENTE_TOKEN", "NETRC")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Credentials.from_environment() == Credentials()
    monkeypatch.setenv("DETENTE_USER", "ann")
    with pytest.raises(CredentialsError, match="only one is set"):
        Credentials.from_environment()
    monkeypatch.setenv("DETENTE_PASSWORD", SECRET)
    assert Credentials.from_environment() == Credentials("ann", SECRET)
    monkeypatch.setenv("DETENTE_TOKEN", SECRET)
    assert Credentials.from_environment() == Credentials(token=SECRET)


def netrc(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch, mode: int = 0o600) -> None:
    path = folder / "netrc"
    path.write_text(text)
    path.chmod(mode)
    monkeypatch.setenv("NETRC", str(path))


def test_from_netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc(tmp_path, f"machine store.example login ann password {SECRET}\n", monkeypatch)
    assert Credentials.from_netrc("https://store.example:8890/sparql") == Credentials("ann", SECRET)
    with pytest.raises(CredentialsError, match=r"no machine other\.example"):
        Credentials.from_netrc("https://other.example/")


def test_netrc_that_others_may_read_or_nobody_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc(tmp_path, f"machine store.example login ann password {SECRET}\n", monkeypatch, stat.S_IRUSR | stat.S_IRGRP)
    with pytest.raises(CredentialsError, match="chmod 600"):
        Credentials.from_netrc("https://store.example/")
    netrc(tmp_path, f"machine store.example pass {SECRET}\n", monkeypatch)
    with pytest.raises(CredentialsError, match="not a valid netrc file") as raised:
        Credentials.from_netrc("https://store.example/")
    assert SECRET not in str(raised.value)
    monkeypatch.setenv("NETRC", str(tmp_path / "nowhere"))
    with pytest.raises(CredentialsError, match="can't be read"):
        Credentials.from_netrc("https://store.example/")


def test_secrets_are_not_shown() -> None:
    for credentials in (Credentials("ann", SECRET), Credentials(token=SECRET)):
        assert SECRET not in repr(credentials)
        assert SECRET not in credentials.hide(f"you sent Bearer {SECRET}")
    assert "YW5uOnMzY3JldC13b3Jk" not in Credentials("ann", SECRET).hide("you sent Basic YW5uOnMzY3JldC13b3Jk")
    assert Credentials().hide("as it is") == "as it is"


def sent(credentials: Credentials, *challenges: str) -> list[str | None]:
    """The Authorization headers of two requests to a server that asks in these ways."""
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("Authorization"))
        if seen[-1] is None and challenges:
            return httpx.Response(401, headers=[("WWW-Authenticate", challenge) for challenge in challenges])
        return httpx.Response(200)

    with httpx.Client(transport=httpx.MockTransport(answer), auth=credentials.auth()) as client:
        for _ in range(2):
            assert client.put("https://store.example/", content=b"x").status_code in (200, 401)
    return seen


DIGEST = 'Digest realm="SPARQL", nonce="abc", opaque="def", qop="auth", algorithm="MD5"'


def test_a_password_is_sent_when_asked_for_and_by_digest_where_it_can() -> None:
    ann = Credentials("ann", SECRET)
    assert sent(ann) == [None, None]
    assert sent(ann, 'Basic realm="x"') == [None, "Basic YW5uOnMzY3JldC13b3Jk", "Basic YW5uOnMzY3JldC13b3Jk"]
    for challenges in ([DIGEST], ['Basic realm="x"', DIGEST]):
        first, *others = sent(ann, *challenges)
        assert first is None
        assert [value for value in others if value is not None][-1].startswith('Digest username="ann"')
        assert not any("Basic" in (value or "") or SECRET in (value or "") for value in others)
    assert sent(ann, "Negotiate") == [None, None]


def test_a_token_is_sent_with_every_request() -> None:
    assert sent(Credentials(token="t0ken")) == ["Bearer t0ken", "Bearer t0ken"]
    assert sent(Credentials()) == [None, None]


def test_nothing_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sent(Credentials("ann", SECRET), DIGEST)
        sent(Credentials(token=SECRET))
    assert caplog.records
    assert SECRET not in caplog.text
