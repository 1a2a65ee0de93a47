from pathlib import Path

from detente.extractor import Extractor
from detente.records import Article


def test_account_of_an_article() -> None:
    account = Extractor().account(Article(id="x", text="Arvania released 12 prisoners."))
    (claim,) = account.claims
    assert (claim.type, claim.count) == ("Release", 12)
    assert [actor.name for actor in account.actors if actor.id in claim.agent] == ["Arvania"]


def test_model_and_configuration_are_named(tmp_path: Path) -> None:
    plain = Extractor()
    assert plain.model.startswith("en_detente_news_sm 0.")
    words = tmp_path / "words.yaml"
    words.write_text("- {type: Release, verb: [unshackle], roles: {subject: agent, object: recipient}}\n")
    assert plain.configuration() == Extractor().configuration() != Extractor(lexicon=[words]).configuration()
