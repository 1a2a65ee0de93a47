from __future__ import annotations

from pyoxigraph import NamedNode

from detente.types import event_types


def test_the_types_of_the_guide_and_their_parents() -> None:
    types = event_types()
    assert sum(kind.fine for kind in types.values()) == 38
    assert len(types) == 51
    parents = {kind.plover for kind in types.values() if kind.plover}
    assert len(parents) == 16
    assert [name for name, kind in types.items() if kind.plover is None] == ["Movement", "Statement"]


def test_a_type_in_full() -> None:
    release = event_types()["Release"]
    assert (release.label, release.parent, release.plover, release.fine) == ("release", "Retreat", "RETREAT", True)
    assert release.cameo == ("0841", "0842")
    assert not release.hostile
    assert not release.symmetric
    assert event_types()["Attack"].hostile
    assert event_types()["Meeting"].symmetric
    assert not event_types()["Consult"].fine
    assert event_types()["Aid"].fine


def test_every_type_has_a_label_and_a_relation() -> None:
    for kind in event_types().values():
        assert kind.label
        NamedNode(kind.relation)
