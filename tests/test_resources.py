import pytest

from detente.errors import DetenteError
from detente.resources import resource


def test_shipped_folders_are_found() -> None:
    assert resource("ontology").is_dir()
    assert resource("queries").is_dir()


def test_unknown_data_is_named() -> None:
    with pytest.raises(DetenteError, match="nowhere.ttl: not among the data shipped"):
        resource("ontology/nowhere.ttl")
