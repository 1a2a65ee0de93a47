"""States that no list knows: names told to be states by what only states have and do.

"Arvania's foreign minister", "the ambassador of Arvania", "diplomatic ties with Arvania"; soldiers, a government or a
militia alone may be a person's or a party's, so that two such hints are needed. Hints add up over the whole text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.gazetteer import Gazetteer, plain
from detente.mentions import Reference, in_order
from detente.nouns import ADDRESS, NO_ACTORS, OFFICES, PEOPLE, PORTFOLIOS, TYPED, VAGUE_NAMES

_SURE, _HINT = 2, 1  # what is needed, and what one hint that may mean something else counts
_DIPLOMATIC = frozenset("embassy ambassador diplomat".split())
_MINISTERIAL = frozenset("minister ministry".split())
_FOREIGN = frozenset("foreign prime".split())
_RANKS = frozenset("vice deputy goodwill honorary roving presidential junior former acting".split())
# What states have, and others too; what of states and bodies alone has: "Arvania's parliament".
_POWERS = frozenset(
    "envoy government army troop soldier militia delegation minister ministry official authority foe".split()
)
_OWN = frozenset("parliament president navy border airspace premier territory capital citizen".split())
_OFFICIAL = frozenset("president premier minister".split())
_TIES = frozenset("tie relation".split())
_WITH = frozenset("treaty pact accord agreement ceasefire truce border alliance".split())
_DEALING = frozenset(
    "sign ratify renew restore sever condemn urge recognize recognise invade annex denounce accuse deport expel"
    " mobilize mobilise negotiate cede agree".split()
)
_NO_NAMES = PORTFOLIOS | VAGUE_NAMES | NO_ACTORS | _FOREIGN | _RANKS
_CREEDS = frozenset(  # parties and faiths have presidents, too
    "republican democratic christian muslim catholic anglican lutheran communist socialist".split()
)
_LABELS = {"PERSON", "GPE", "ORG", "NORP", "LOC"}
_LANDS = ("nia", "ria", "dia", "land", "stan")  # what the names of many states end in
_ADJECTIVES = ("ian", "ean", "n", "ese", "ish", "i", "ic")


def complete(doc: Doc, references: list[Reference], gazetteer: Gazetteer) -> list[Reference]:
    """The names with those typed Country that the text tells to be states, also such as nobody recognised."""
    covered = {i for it in references for i in range(it.start, it.end)}
    unknown = [it for it in references if it.entry is None and it.label in _LABELS and len(it) == 1]
    unknown += [_reference(token) for token in doc if token.i not in covered and _is_name(token)]
    people = _people(doc, references)
    hints: Counter[str] = Counter()
    named: dict[str, list[Reference]] = defaultdict(list)
    states = {it.head for it in references if it.is_state}
    for reference in unknown:
        token = doc[reference.head]
        if token.text not in people and not gazetteer.surname(token.text) and not _is_addressed(token):
            named[plain(token.text)].append(reference)
            place = reference.label in ("GPE", "LOC")
            hints[plain(token.text)] += sum(_hints(token, states, place=place))
    made = {name: base for name in named if (base := noun_of(name, sorted(named.keys() - {name}))) is not None}
    for adjective, base in made.items():
        hints[base] += hints.pop(adjective, 0)  # "Belmoran troops" tells of Belmora
    sure = {name for name, weight in hints.items() if weight >= _SURE}
    heads = {it.head for name in sure for it in named[name]}
    for name, found in named.items():  # "Arvania and Belmora signed": of two joined names both are states, or neither
        if name not in sure and hints[name] and any(_is_joined(doc[it.head], heads) for it in found):
            sure.add(name)
    sure |= {adjective for adjective, base in made.items() if base in sure}
    found = [it for name in sorted(sure) for it in named[name]]
    for reference in found:
        reference.type, reference.label = "Country", "GPE"
        if doc[reference.head].tag_ == "JJ" or plain(doc[reference.head].text) in made:
            reference.source = "adjective"
    return in_order([*references, *found])


def noun_of(adjective: str, names: list[str]) -> str | None:
    """Of some states' names the one that an adjective is made of: "Arvanian" of "Arvania"."""
    for ending in _ADJECTIVES:
        stem = adjective.removesuffix(ending)
        if stem != adjective and len(stem) > 2:
            for name in names:
                if name.startswith(stem) and len(name) - len(stem) <= 2:
                    return name
    return None


def _reference(token: Token) -> Reference:
    return Reference(token.i, token.i + 1, token.i, "name", "GPE")


def _is_name(token: Token) -> bool:
    """Whether a word that nobody recognised is written as a name is."""
    if not (token.is_alpha and token.text[0].isupper() and token.text[1:].islower() and len(token) > 3):
        return False
    word = token.lower_
    if word in PEOPLE or word in TYPED or word in _NO_NAMES or token.ent_type_ in ("DATE", "TIME") or token.is_stop:
        return False
    if token.tag_ == "JJ":
        return word.endswith(_ADJECTIVES) and (token.ent_type_ == "NORP" or not token.is_sent_start)
    return token.tag_ == "NNP" or (token.tag_ == "NN" and not token.is_sent_start)


def _people(doc: Doc, references: list[Reference]) -> set[str]:
    """Words of names of several words: "Arvania Smith" is no state, nor is "Arvania" beside her."""
    return {token.text for it in references if len(it) > 1 and it.label == "PERSON" for token in it.span(doc)}


def _is_addressed(token: Token) -> bool:
    """Whether a title stands before a name, or a name after it that it belongs to."""
    before = token.nbor(-1).lower_.rstrip(".") if token.i else ""
    return before in ADDRESS | OFFICES or (token.dep_ == "compound" and token.head.ent_type_ == "PERSON")


def _hints(token: Token, states: set[int], *, place: bool) -> Iterator[int]:
    """What the grammar around a name tells for its being a state; a `place` that acts is one."""
    head = token
    while head.dep_ in ("conj", "appos") and head.head.i < head.i:
        head = head.head
    above, dep = head.head, head.dep_
    lemma = above.lemma_.lower()
    if dep in ("poss", "compound", "nmod", "amod") and above.i > token.i:
        if lemma in _DIPLOMATIC or (lemma in _MINISTERIAL and any(it.lower_ in _FOREIGN for it in above.lefts)):
            yield _SURE
        elif token.tag_ != "JJ" and lemma in _POWERS | _OWN and (dep == "poss" or lemma not in _OFFICIAL):
            yield _SURE if place or (dep == "poss" and lemma in _OWN and token.ent_type_ != "ORG") else _HINT
        elif lemma in _OFFICIAL and dep != "poss" and token.lower_.endswith(_ADJECTIVES):
            # "Arvanian President Ilen Marosh"
            yield _SURE if token.ent_type_ == "NORP" and token.lower_ not in _CREEDS else _HINT
    elif dep == "pobj":
        noun = above.head
        word = noun.lemma_.lower()
        if above.lower_ in ("of", "to") and word in ("ambassador", "embassy"):
            yield _SURE
        elif above.lower_ in ("with", "between", "to") and word in _TIES | _WITH:
            yield _SURE if word in _TIES and any(it.lower_ == "diplomatic" for it in noun.lefts) else _HINT
            yield from _lands(head)
    elif dep in ("nsubj", "nsubjpass", "dobj") and above.pos_ == "VERB":
        ties = [it for it in above.children if it.dep_ == "dobj" and it.lemma_.lower() in _TIES]
        things = {it.lemma_.lower() for it in above.children if it.dep_ == "dobj" and _is_own(it)}
        if things & (_DIPLOMATIC | _POWERS | _OWN):
            yield _SURE  # "Arvania recalled its ambassador"
        if dep == "nsubj" and ties:
            yield _SURE if any(left.lower_ == "diplomatic" for it in ties for left in it.lefts) else _HINT
        elif lemma in _DEALING:
            yield _SURE if place else _HINT
            yield from _lands(head)
    if token.tag_ != "JJ" and _is_joined(token, states):
        yield _HINT
    after = [it for it in token.doc[token.i + 1 : token.i + 3] if it.text != ","]
    if after and after[0].lower_ == "which" and after[0].head.dep_ == "relcl" and after[0].head.head == token:
        yield _HINT  # no person is a which
    if after and after[0].lower_ == "whose":  # "Arvania, whose foreign minister"
        noun = after[0].head
        foreign = any(it.lower_ in _FOREIGN for it in noun.lefts)
        if noun.lemma_.lower() in _DIPLOMATIC or (noun.lemma_.lower() in _MINISTERIAL and foreign):
            yield _SURE
        elif noun.lemma_.lower() in OFFICES | _POWERS | _OWN:
            yield _HINT


def _lands(head: Token) -> Iterator[int]:
    """Of names joined in a state's act one ends as states' names do: "Arvania and Belmora signed a treaty"."""
    if head.conjuncts and any(it.lower_.endswith(_LANDS) for it in (head, *head.conjuncts)):
        yield _HINT


def _is_own(noun: Token) -> bool:
    return any(it.dep_ == "poss" and it.lower_ == "its" for it in noun.lefts)


def _is_joined(token: Token, heads: set[int]) -> bool:
    """Whether "and" joins a name with one of those at `heads`."""
    joined = {it.i for it in token.children if it.dep_ == "conj"} | ({token.head.i} if token.dep_ == "conj" else set())
    return not heads.isdisjoint(joined)
