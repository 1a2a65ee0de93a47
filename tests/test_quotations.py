from casting import Play

from detente.quotations import Quotations


def test_words_of_one_quotation_have_one_start(nlp):
    doc = nlp("“We agree,” she said. “We sign.”")
    quotations = Quotations(doc)
    starts = [quotations.around(token) for token in doc if token.text == "We"]
    assert None not in starts
    assert len(set(starts)) == 2
    assert quotations.around(next(token for token in doc if token.text == "she")) is None


def test_a_quotation_that_never_ends_is_none(nlp):
    doc = nlp("“We agree, she said.")
    assert all(Quotations(doc).around(token) is None for token in doc)


def test_the_speaker_before_and_after(nlp):
    play = Play(nlp, "Jon Berg said: “I agree.” “I do not,” Maja Lund replied.")
    assert (play.meant("I"), play.meant("I", 1)) == ("Jon Berg", "Maja Lund")


def test_paragraphs_after_said_and_a_colon_are_a_speech(nlp):
    text = "The Danish minister Anna Berg met Ann Lee.\n\nThe minister said:\n\nWe agreed on a truce.\n\nI am glad."
    play = Play(nlp, text)
    assert play.meant("We") == "Denmark"
    assert play.meant("I") == "Anna Berg"
