"""Where the actors of large networks go."""

import itertools
import math
import random

from detente.spread import spread


def ties(actors: int, count: int) -> dict[tuple[str, str], float]:
    chance = random.Random(3)
    pairs = {(f"a{chance.randrange(1 + at % 40)}", f"b{at % actors}"): chance.randint(1, 9) for at in range(count)}
    return dict(pairs)


def test_no_two_lie_on_each_other() -> None:
    places = spread(ties(900, 1800), {})
    assert len(places) > 900
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for x, y in places.values():
        cells.setdefault((int(x // 10), int(y // 10)), []).append((x, y))
    for (i, j), dots in cells.items():
        near = [dot for di, dj in itertools.product((-1, 0, 1), repeat=2) for dot in cells.get((i + di, j + dj), ())]
        for one in dots:
            assert sum(math.dist(one, other) < 8 for other in near) == 1  # itself


def test_followers_stand_around_the_one_they_deal_with() -> None:
    hubs = [("h1", "h2"), ("h2", "h3"), ("h3", "h1")]
    followers = {(f"h{1 + at % 3}", f"f{at}"): 1.0 for at in range(300)}
    places = spread(dict.fromkeys(hubs, 200.0) | followers, {})
    for hub, follower in followers:
        if int(follower[1:]) > 150:  # the busiest hundred are placed as the hubs are
            away = {other: math.dist(places[follower], places[other]) for other in ("h1", "h2", "h3")}
            assert min(away, key=lambda other: away[other]) == hub


def test_every_actor_has_a_place_and_the_same_each_time() -> None:
    pairs = ties(300, 500) | {("lone", "lonely"): 1.0}
    places = spread(pairs, {"lone": "A name of some length"})
    assert set(places) == {actor for pair in pairs for actor in pair}
    assert places == spread(dict(reversed(pairs.items())), {"lone": "A name of some length"})
    assert spread({}, {}) == {}
