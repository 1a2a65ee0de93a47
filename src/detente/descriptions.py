"""Descriptions of one: "the Belarusian president", "a US official", "the airline", "the regime", "the country"."""

from __future__ import annotations

from spacy.tokens import Token

from detente import collectives, groups
from detente.actors import Draft
from detente.discourse import Discourse, is_definite, is_indefinite
from detente.mentions import Reference
from detente.nouns import BODIES, COMMON_OFFICES, OFFICES, RULE, SINGLE_BODIES, TYPED
from detente.positions import Membership, title
from detente.pronouns import OURSELVES
from detente.records import ActorType

_MALE = frozenset(
    "spokesman husband king prince son father brother man emir sultan chairman businessman pope boy".split()
)
_FEMALE = frozenset(
    "spokeswoman wife queen princess daughter mother sister woman chairwoman businesswoman girl".split()
)
_OFFICES_ALIKE = tuple(
    tuple(words.split())
    for words in (
        "ambassador envoy",
        "premier minister",
        "chief head leader director",
        "adviser advisor",
        "spokesman spokesperson spokeswoman",
    )
)
_PORTFOLIOS = frozenset("foreign prime defense defence vice press interior finance".split())
_PAST = frozenset("former late previous then next ex".split())
_ROLES = frozenset("nsubj nsubjpass dobj pobj appos ROOT dative".split())


def describe(token: Token, discourse: Discourse) -> Reference | None:
    """Whom a noun describes; None where it describes nobody."""
    if token.i in discourse.titled:
        return None
    name = discourse.covering.get(token.i)
    if name is not None and name.kind == "name" and name.source != "demonym":
        return None
    if collectives.is_pair(token):
        return collectives.pair(token, discourse)
    if groups.is_demonym(token, discourse.covering):
        return collectives.citizens(token, discourse)
    if groups.is_people(token, discourse.covering):
        several = groups.is_plural(token) and groups.quantity(token).number != 1
        return collectives.group(token, discourse) if several else _person(token, discourse)
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
        return None
    word, lemma = token.lower_, token.lemma_.lower()
    if token.tag_ in ("NNS", "NNPS") and lemma in groups.MANY:
        return collectives.group(token, discourse, groups.MANY[lemma])
    if lemma in ("country", "nation", "island", "republic") and is_definite(token):
        return _refer(token, discourse.state(token) or discourse.recent("Country"), discourse)
    if (word in RULE or lemma in RULE) and is_definite(token):
        return _refer(token, _ruled(token, discourse), discourse)
    news = any(left.lower_ == "news" for left in token.lefts)  # "the news agency"
    if news and lemma == "agency":
        return _refer(token, _body(token, "Media", discourse), discourse)
    government = lemma in BODIES or word in BODIES
    if government or (lemma in SINGLE_BODIES and (is_definite(token) or discourse.modifiers(token))):
        return _refer(token, _body(token, "Government" if government else TYPED[lemma], discourse), discourse)
    return None


def _refer(token: Token, draft: Draft | None, discourse: Discourse) -> Reference | None:
    return discourse.refer(token, draft) if draft is not None else None


# ---- people


def _person(token: Token, discourse: Discourse) -> Reference | None:
    lemma = token.lemma_.lower()
    if token.dep_ not in _ROLES and not any(it.dep_ in ("det", "poss") for it in token.lefts):
        return None
    if lemma in ("citizen", "national") and collectives.is_listed(token):
        return None
    beside = _beside(token, discourse)
    if beside is not None:
        _set_gender(beside, lemma)
        beside.state = beside.state or discourse.state(token)
        return discourse.refer(token, beside)
    if token.dep_ in ("attr", "oprd") or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return None  # "is an activist", "serves as an envoy"
    bodies = discourse.modifiers(token)
    known = None
    if is_definite(token) or (lemma in OFFICES and not is_indefinite(token)):
        known = _holder(token, bodies, discourse)
    elif lemma in OFFICES - COMMON_OFFICES and bodies:
        known = _named_later(lemma, bodies, discourse)
    return discourse.refer(token, known or _unnamed(token, bodies, discourse))


def _unnamed(token: Token, bodies: list[Draft], discourse: Discourse) -> Draft:
    start, end = groups.description(token)
    lemma = token.lemma_.lower()
    draft = discourse.roster.add(groups.bare(discourse.doc[start:end]), "Person", named=False)
    states = (it if it.type == "Country" else it.state for it in bodies)
    draft.state = next((it for it in states if it is not None), None)
    _set_gender(draft, lemma)
    discourse.described[lemma].append(draft)
    if lemma in OFFICES and bodies:
        words, first, last, of = title(discourse.doc, token.i, discourse.covering)
        discourse.memberships.append(Membership(draft, words, of or bodies[0], first, last))
    return draft


def _beside(token: Token, discourse: Discourse) -> Draft | None:
    """The named person beside the description: "NAME, a Belarusian journalist", "activist NAME"."""
    others = [it for it in token.children if it.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
    for other in others:
        draft = discourse.at(other)
        if draft is not None and draft.type == "Person":
            return draft
    after = discourse.covering.get(token.i + 1)
    if after is not None and after.draft is not None and after.draft.type == "Person":
        return after.draft if after.start <= token.head.i < after.end else None
    return None


def _holder(token: Token, bodies: list[Draft], discourse: Discourse) -> Draft | None:
    """Who is meant by "the Belarusian president", "the envoy", "the official"."""
    lemma = token.lemma_.lower()
    words = {it.lower_ for it in token.lefts} & _PORTFOLIOS
    alike = _alike(lemma)
    told = [it for it in discourse.memberships if it.title and _head(it.title) in alike]
    fitting = [it for it in told if _fits(it, bodies) and words <= set(it.title.lower().split())]
    unnamed = [it for word in alike for it in discourse.described.get(word, ())]
    before = [it for it in fitting if it.start < token.i]
    if before and not (unnamed and lemma in COMMON_OFFICES):
        return max(before, key=lambda it: discourse.last_seen(it.holder)).holder
    for draft in reversed(unnamed):
        if not bodies or draft.state is None or any(draft.state in (it, it.state) for it in bodies):
            return draft
    if lemma in OFFICES - COMMON_OFFICES and (known := _in_office(token, bodies, discourse)) is not None:
        return known
    return fitting[0].holder if fitting else None


def _named_later(lemma: str, bodies: list[Draft], discourse: Discourse) -> Draft | None:
    """Whom the text names further on: "a senior US envoy"."""
    alike = _alike(lemma)
    told = (it for it in discourse.memberships if it.title and _head(it.title) in alike and it.of is not None)
    return next((it.holder for it in told if it.holder.named and _fits(it, bodies)), None)


def _fits(membership: Membership, bodies: list[Draft]) -> bool:
    of = membership.of
    return not bodies or of is None or of in bodies or (of.state is not None and of.state in bodies)


def _in_office(token: Token, bodies: list[Draft], discourse: Discourse) -> Draft | None:
    """Who, as the gazetteer knows, held the office of that state on the article's date."""
    date, start = discourse.roster.article.published, groups.phrase(token)[0]
    key = next((it.entry.key for it in bodies if it.entry is not None), None)
    words = [it.lower_ for it in discourse.doc[start : token.i + 1] if it.i not in discourse.covering and it.is_alpha]
    words = [it for it in words if it not in ("the", "current", "s")]
    if date is None or key is None or _PAST & set(words):
        return None
    entry = discourse.roster.gazetteer.holder(" ".join(words), key, date)
    return discourse.roster.known(entry, named=False) if entry is not None else None


def _alike(lemma: str) -> tuple[str, ...]:
    return next((it for it in _OFFICES_ALIKE if lemma in it), (lemma,))


def _head(words: str) -> str:
    """The head of a title: "secretary" of "Secretary of State"."""
    for preposition in (" of ", " for ", " in ", " at "):
        words = words.split(preposition)[0]
    return words.split()[-1].lower()


def _set_gender(draft: Draft, lemma: str) -> None:
    if lemma in _MALE:
        draft.gender = "m"
    elif lemma in _FEMALE:
        draft.gender = "f"


# ---- states and bodies


def _ruled(token: Token, discourse: Discourse) -> Draft | None:
    """The state in "the regime", "my administration": the one whose rule was named, else the last one."""
    if token.lower_ == "administration" and any(it.lower_ in ("my", "our") for it in token.lefts):
        return discourse.issuer.state
    for body in discourse.modifiers(token):
        if body.type in ("Country", "Person"):
            return discourse.roster.rule_of(body)
    named = [it.draft for it in discourse.names if it.label == "RULE" and it.draft is not None and it.start < token.i]
    if named or token.lower_ != "regime":
        return named[-1] if named else discourse.recent("Country")
    others = (it.draft for it in reversed(discourse.seen) if it.token.lower_ not in OURSELVES)  # nobody's own
    return next((it for it in others if it.type == "Country"), None)


def _body(token: Token, kind: ActorType, discourse: Discourse) -> Draft | None:
    """The body in "the ministry", "the airline": named beside it or last, or an unnamed one of a state."""
    lemma = token.lemma_.lower()
    before = [discourse.covering[it.i].draft for it in token.lefts if it.i in discourse.covering]
    for draft in before:
        if draft is not None and draft.type == "ArmedGroup":  # "an Islamic State force"
            return draft
    beside = [discourse.at(it) for it in token.children if it.dep_ == "appos"]
    for draft in beside:
        if draft is not None and draft.type not in ("Person", "Place", "Group"):
            return draft
    if is_definite(token):
        kinds = ("ArmedGroup", "Organization", "Group") if lemma in ("group", "movement") else (kind,)
        told = (it.draft for it in reversed(discourse.seen) if it.draft.type in kinds)
        for draft in told:
            if (draft.named or draft.plural) and (kind != "Government" or _called(draft, lemma)):
                return draft
    state = discourse.state(token)
    if kind != "Government":
        drafts = discourse.roster.drafts
        same = [it for it in drafts if it.named and it.type == kind and state is not None and it.state is state]
        return same[0] if len(same) == 1 else None
    draft = discourse.roster.add(groups.bare(discourse.doc[token.i : token.i + 1]), kind, named=False)
    anybody = is_indefinite(token)  # "a court in Alesk"
    draft.state = state if state is not None or anybody else discourse.recent("Country")
    return draft


def _called(draft: Draft, lemma: str) -> bool:
    return lemma in draft.name.lower() or any(lemma in it.quote.text.lower() for it in draft.mentions)
