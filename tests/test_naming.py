from casting import Play


def test_an_acronym_in_brackets_is_the_same_actor(nlp):
    play = Play(nlp, "The Nordic Relief Association (NRA) sent food. The NRA said more will follow.")
    assert {it.quote.text for it in play.actors["Nordic Relief Association"].mentions} >= {"NRA"}
    assert "NRA" not in play.actors


def test_a_surname_means_the_person_named_before(nlp):
    play = Play(nlp, "Maja Lund met the minister. Lund praised him. Mr. Berg left.")
    assert {it.quote.text for it in play.actors["Maja Lund"].mentions} >= {"Maja Lund", "Lund"}


def test_a_spelling_variant_is_the_same_person(nlp):
    play = Play(nlp, "Sergei Petrenko spoke. The minister thanked Sergey Petrenko.")
    assert sum(actor.type == "Person" and "Petrenko" in actor.name for actor in play.actors.values()) == 1


def test_the_one_in_office_goes_by_the_surname(nlp):
    assert "Alexander Lukashenko" in Play(nlp, "Lukashenko pardoned the men.").named()


def test_half_a_country_is_the_country_of_that_name(nlp):
    play = Play(nlp, "North Korea fired a missile. The North said it was a test.")
    assert "North" not in play.actors


def test_a_part_of_a_state_is_a_place_beside_the_state(nlp):
    named = Play(nlp, "Fighting went on in eastern Ukraine.").named()
    assert named["eastern Ukraine"] == "Place"


def test_a_place_with_and_without_its_noun_is_one(nlp):
    play = Play(nlp, "They crossed the Halden Desert. Troops stayed in Halden Desert and Halden.")
    assert sum("Halden" in name for name in play.named()) == 1


def test_two_halves_share_the_noun(nlp):
    assert {"North Korea", "South Korea"} <= set(Play(nlp, "North and South Korea exchanged fire.").named())
