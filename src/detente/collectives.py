"""Descriptions of several: "52 prisoners", "those freed", "the Egyptians", "both countries"."""

from __future__ import annotations

from spacy.tokens import Token

from detente import groups
from detente.actors import Draft
from detente.discourse import Discourse, is_definite
from detente.mentions import Reference
from detente.records import ActorType

# Nouns that come to the same when a group is spoken of again.
_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "prisoner convict detainee captive hostage inmate person people citizen national individual man woman other",
        "militant attacker raider gunman fighter rebel insurgent assailant bomber radical terrorist extremist suspect",
        "soldier troop personnel serviceman force guard",
        "protester protestor demonstrator crowd people person rioter marcher",
        "migrant refugee people person",
    )
)
_ARMED = frozenset("rebel militant insurgent separatist guerrilla jihadist".split())
_FIGHTING = frozenset(
    "armed rebel militant separatist insurgent terrorist jihadist opposition guerrilla paramilitary".split()
)
_PERSONS = frozenset("leader president minister premier pair duo head".split())
_STATES = frozenset("country nation government capital neighbor neighbour state military".split())
_SIDES = _PERSONS | _STATES | {"side", "party", "foe", "ally", "power"}
_PARTIES: tuple[ActorType, ...] = (
    "Country",
    "Government",
    "IntergovernmentalOrganization",
    "Organization",
    "ArmedGroup",
)
_FILLERS = {"nsubj", "nsubjpass", "dobj", "dative"}
_LISTING = {"including", "like", "as"}


def is_listed(token: Token) -> bool:
    """Whether a noun stands in a list of examples: "including Poles, Germans and a French citizen"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in _LISTING


def is_pair(token: Token) -> bool:
    """Whether a noun takes two together: "the two sides", "both countries", "the pair"."""
    lefts, lemma = {it.lower_ for it in token.lefts}, token.lemma_.lower()
    if token.tag_ not in ("NNS", "NNPS"):
        return lemma in ("pair", "duo") and "the" in lefts
    if lemma not in _SIDES:
        return False
    return bool({"two", "both"} & lefts) or (lefts == {"the"} and lemma in ("country", "side"))


def pair(token: Token, discourse: Discourse) -> Reference | None:
    """The last two actors of the kind that the noun asks for; two states of the text where fewer came before."""
    lemma = token.lemma_.lower()
    kinds: tuple[ActorType, ...] = ("Person",) if lemma in _PERSONS else ("Country",) if lemma in _STATES else _PARTIES
    members: list[Draft] = []
    for seen in reversed(discourse.seen):
        if seen.draft.type in kinds and not seen.draft.plural and seen.draft not in members:
            members.append(seen.draft)
        if len(members) == 2:
            break
    if len(members) < 2 and "Country" in kinds:
        named = [it.draft for it in discourse.names if it.draft is not None and it.draft.type == "Country"]
        members = list(dict.fromkeys(named))[1::-1]
    if len(members) < 2:
        return None
    start, end = groups.phrase(token)
    draft = discourse.roster.add(groups.bare(discourse.doc[start:end]), "Group", named=False, plural=True)
    draft.members = tuple(reversed(members))
    return discourse.refer(token, draft)


def citizens(token: Token, discourse: Discourse) -> Reference | None:
    """Citizens: "the Egyptians" are the state, "eight Israelis" a group, one Briton nobody by himself."""
    name, size = discourse.covering[token.i], groups.quantity(token)
    listed = token.dep_ not in _FILLERS and (token.dep_ != "pobj" or is_listed(token))
    if size.number is None and (token.tag_ in ("NN", "NNP") or (listed and not any(token.lefts))):
        return None
    modified = any(it.dep_ in ("amod", "nummod", "acl", "relcl", "poss", "prep") for it in token.children)
    if any(it.lower_ == "the" for it in token.lefts) and not modified and name.entry is not None:
        return discourse.refer(token, discourse.roster.known(name.entry, named=False))
    return group(token, discourse)


def group(token: Token, discourse: Discourse, kind: ActorType = "Group") -> Reference:
    """A group of people or bodies: one that was described before, or a new one."""
    size, lemma = groups.quantity(token), token.lemma_.lower()
    named = _name_before(token, discourse)
    if named is not None and size.number in (None, 1) and _goes_with(lemma, named):
        return discourse.refer(token, named)  # "FDLR rebels", "the P5+1 nations"
    draft = _same(token, size, discourse)
    if draft is None:
        lefts = {it.lower_ for it in token.lefts}
        if (lemma in _ARMED and size.number is None) or (lemma in ("group", "force", "faction") and lefts & _FIGHTING):
            kind = "ArmedGroup"
        start, end = groups.description(token)
        whole = _partitive(token)
        if whole is not None and start == whole.i + 2:
            start = groups.phrase(whole)[0]
        draft = discourse.roster.add(groups.bare(discourse.doc[start:end]), kind, named=False, plural=True)
        draft.state = discourse.state(token)
        draft.nationalities = groups.nationalities(token, discourse.covering)
        _divide(draft, token, discourse)
        discourse.described[lemma].append(draft)
    groups.set_size(draft, size)
    whole = _partitive(token)
    if whole is not None and whole.i not in discourse.heads:
        discourse.note(Reference(whole.i, token.i + 1, whole.i, "nominal", draft=draft))
    return discourse.refer(token, draft)


def _divide(draft: Draft, token: Token, discourse: Discourse) -> None:
    """Let "Danish and Swedish officials" be the officials of either state together."""
    states = discourse.states(token)
    if len(states) < 2 or draft.count is not None:
        return
    draft.state = None
    words = groups.bare(discourse.doc[token.i : token.i + 1])
    for state in states:
        adjective = state.entry.adjectives[0] if state.entry is not None and state.entry.adjectives else state.name
        part = discourse.roster.add(f"{adjective} {words}", draft.type, named=False, plural=True)
        part.state = state
        draft.members = (*draft.members, part)


def _goes_with(lemma: str, named: Draft) -> bool:
    return named.type == "ArmedGroup" or (named.type == "IntergovernmentalOrganization" and lemma in groups.MANY)


def _partitive(token: Token) -> Token | None:
    """The word of number above "of": "hundreds of protesters", "two of the prisoners"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return above if above is not None and (above.lower_ in groups.VAGUE or above.lower_ in groups.NUMBERS) else None


def _name_before(token: Token, discourse: Discourse) -> Draft | None:
    for left in token.lefts:
        name = discourse.covering.get(left.i)
        if name is not None and left.dep_ in ("compound", "nmod", "nummod"):
            return name.draft
    return None


def _same(token: Token, size: groups.Quantity, discourse: Discourse) -> Draft | None:
    """The group described before that a noun means again."""
    lemma = token.lemma_.lower()
    alike = sorted({lemma}.union(*(it for it in _ALIKE if lemma in it)))
    people = sorted((it for word in alike for it in discourse.described.get(word, ())), key=discourse.last_seen)
    others = {it.lemma_.lower() for it in token.lefts} & {"other", "more", "another"}
    state, start = discourse.state(token), groups.phrase(token)[0]
    if lemma == "people" and state is not None:  # "the people of Belarus" and "the Belarusian people" are one
        nation = (it for it in discourse.described.get(lemma, ()) if it.state is state and it.count is None)
        return next(nation, None) if size.number is None else None
    words = discourse.doc[start : token.i + 1].text.lower()
    described_on = groups.description(token)[1] > token.i + 1
    for draft in reversed(people):
        own = groups.Quantity(draft.count, draft.count_min, draft.count_max).number
        if size.number is not None:
            if own == size.number:
                return draft
        elif is_definite(token) and not others:
            if state is None or draft.state in (None, state):
                return draft
        elif own is None and not described_on and draft.name.lower().endswith(words):
            return draft
    return None


def is_those(token: Token) -> bool:
    """Whether a word is the "those" of "those freed", "all those who …"."""
    return token.lower_ in ("those", "all") and any(child.dep_ in ("acl", "relcl") for child in token.children)


def those(token: Token, discourse: Discourse) -> Reference | None:
    """The group in "those freed": told last, or first after; what is said to be among them is a part of it."""
    smaller = None
    if token.dep_ == "pobj" and token.head.lower_ in ("among", "of"):
        subjects = [it for it in token.head.head.children if it.dep_ in ("nsubj", "nsubjpass")]
        smaller = discourse.at(subjects[0]) if subjects else None
    sized = [
        it
        for it in discourse.roster.drafts
        if it.type == "Group" and it is not smaller and (it.count or it.count_min or it.count_max)
    ]
    if smaller is not None and smaller.count is not None:
        sized = [it for it in sized if (it.count or 0) > smaller.count]
    if not sized:
        return None
    draft = min(sized, key=lambda it: (discourse.last_seen(it) > token.i, abs(discourse.last_seen(it) - token.i)))
    if smaller is not None and smaller.type == "Group":
        smaller.subgroup_of = draft
    end = token.i + 1 + any(child.dep_ == "acl" and child.i == token.i + 1 for child in token.children)
    return discourse.note(Reference(token.i, end, token.i, "nominal", draft=draft))


def is_counted(token: Token) -> bool:
    """Whether a bare number stands for a group: "pardoned all 52", "the 52 crossed the border"."""
    known = any(left.lower_ in ("the", "all", "these", "those") for left in token.lefts)
    return token.tag_ == "CD" and known and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")


def counted(token: Token, discourse: Discourse) -> Reference | None:
    """The group of that number, the one told last."""
    number = groups.number([token.text])
    fitting = [
        it for it in discourse.roster.drafts if it.type == "Group" and it.count is not None and it.count == number
    ]
    if not fitting:
        return None
    draft = max(fitting, key=discourse.last_seen)
    return discourse.note(Reference(token.left_edge.i, token.i + 1, token.i, "nominal", draft=draft))
