from casting import Play


def test_a_group_told_before_its_whole_is_found_late(nlp):
    play = Play(nlp, "14 foreigners were among those freed. Belarus released 52 prisoners.")
    assert play.names[play.actors["14 foreigners"].subgroup_of] == "52 prisoners"


def test_the_same_text_gives_the_same_cast(nlp):
    text = "Norway freed 12 men. They thanked it. The two countries met. Sweden's envoy, Jon Berg, said he was glad."
    assert Play(nlp, text).actors == Play(nlp, text).actors


def test_a_long_text_takes_time_in_proportion(nlp):
    text = "Norwegian envoy Jon Berg met 12 men. They thanked him. " * 400
    play = Play(nlp, text)
    assert sum(actor.type == "Person" for actor in play.actors.values()) == 1
