from casting import Play

from detente.records import Quote

TEXT = (
    "Norway released 12 prisoners on Monday. Prime Minister Jonas Gahr Store said Oslo had acted for humanity. "
    "The 12 were taken to Geneva by Red Wing, an airline."
)


def test_actors_come_in_the_order_of_the_text_with_ids_of_that_order(nlp):
    actors = Play(nlp, TEXT).cast.actors
    first = [actor.mentions[0].quote.start for actor in actors if actor.mentions]
    assert first == sorted(first)
    assert [actor.id for actor in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]


def test_unnamed_actors_stay_only_when_they_are_used(nlp):
    play = Play(nlp, TEXT)
    group = play.cast.at(next(token for token in play.doc if token.text == "prisoners"))
    assert group is not None
    assert group.name not in play.named()
    assert group.id in {actor.id for actor in play.cast.finish({group.id})[0]}


def test_mentions_quote_the_article_to_the_letter(nlp):
    play = Play(nlp, "OSLO, Sept. 10 (Agency) - " + TEXT)
    quotes = [mention.quote for actor in play.actors.values() for mention in actor.mentions]
    assert quotes
    assert all(play.article.text[it.start : it.end] == it.text for it in quotes)


def test_a_dateline_is_a_place_and_not_the_government(nlp):
    play = Play(nlp, "OSLO, Sept. 10 (Agency) - The ministers of Sweden and Norway met.")
    assert play.named()["Oslo"] == "Place"
    assert play.actors["Oslo"].mentions[0].quote == Quote(0, 4, "OSLO")


def test_state_and_modifier(nlp):
    play = Play(nlp, "Russian attacks on Ukraine continued.")
    attacks, russian = play.doc[1], play.doc[0]
    assert play.cast.at(russian) is None
    assert play.cast.modifier_state(russian).name == "Russia"
    assert play.cast.at(attacks) is None
    assert play.cast.within(russian).name == "Russia"


def test_a_possessive_state_is_actor_and_modifier(nlp):
    play = Play(nlp, "Norway's release of the men was welcomed.")
    assert play.cast.at(play.doc[0]) is play.cast.modifier_state(play.doc[0])


def test_a_pair_has_members_and_others_are_their_own(nlp):
    play = Play(nlp, "Norway and Sweden signed a treaty. The two countries will share power.")
    pair = play.cast.at(next(token for token in play.doc if token.text == "countries"))
    assert [it.name for it in play.cast.members(pair)] == ["Norway", "Sweden"]
    norway = play.cast.at(play.doc[0])
    assert play.cast.members(norway) == (norway,)


def test_the_office_of_a_headline_needs_no_words_in_the_text(nlp):
    play = Play(
        nlp,
        "Norway welcomes the ceasefire. We call on both sides to keep it.",
        title="Statement by Press Secretary Anna Falk on the Ceasefire",
        publisher="Government of Norway",
    )
    assert ("Anna Falk", "press secretary", None) in {(a, b, None) for a, b, _ in play.offices()}
    assert play.positions[0].evidence == Quote(0, 0, "")


def test_an_empty_text_has_nobody(nlp):
    play = Play(nlp, "")
    assert play.cast.actors == []
    assert play.positions == ()
