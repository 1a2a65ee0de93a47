"""Bodies told by their noun: "Taiwan's Defense Ministry", "the Indian army", "the Egyptian government"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.mentions import Reference, in_order
from detente.metonymy import is_modifier, use
from detente.nouns import BODIES, FORCES, INTERNATIONAL, PORTFOLIOS, RULE, TYPED

_OF = 10  # tokens that the name of a body may have after "of"


def complete(doc: Doc, references: list[Reference]) -> list[Reference]:
    """The names with ministries, agencies and forces as actors of their own, and with what each name is used for.

    "The Egyptian government" becomes a description labelled RULE that means the state.
    """
    taken: dict[int, Reference] = {}
    for reference in sorted(references, key=len):
        for i in range(reference.start, reference.end):
            taken[i] = reference
    for reference in in_order([*taken.values()]):
        _contradict(doc, reference, taken)
    loose = [it for it in in_order([*taken.values()]) if it.label == "ORG" and it.entry is None]
    found = [it for it in loose if _extend(doc, it, taken)]
    for token in doc:
        body = _body(doc, token, taken)
        if body is not None:
            taken.update((i, body) for i in range(body.start, body.end))
            found.append(body)
    covered = {i for body in found for i in range(body.start, body.end)}
    inner = [it for it in references if it.use == "modifier" or (it.is_state and it.start in covered)]
    states = [body.state for body in found if body.state is not None]
    for state in (*inner, *states):
        state.use = "modifier"
    complete = in_order([*taken.values(), *inner, *states])
    for reference in complete:
        if reference.use == "actor" and reference.label != "RULE":
            reference.use = use(doc, reference)
    return complete


def _contradict(doc: Doc, body: Reference, taken: dict[int, Reference]) -> None:
    """Forget which body a name means in one state where another state follows: "Senate of Chad"."""
    end = body.end + (body.end + 1 < len(doc) and doc[body.end + 1].lower_ == "the") + 1
    if body.entry is None or body.entry.type != "Government" or end >= len(doc) or doc[body.end].lower_ != "of":
        return
    state = taken.get(end)
    if state is not None and state.is_state and state.entry is not None and state.entry.key != body.entry.state:
        body.entry, body.label, body.source = None, "ORG", None


def _extend(doc: Doc, body: Reference, taken: dict[int, Reference]) -> bool:
    """Take the state into the name of a ministry: "Sweden's Ministry of Trade", "Ministry of Trade of Sweden"."""
    if not any(token.lower_ in BODIES for token in body.span(doc)):
        return False
    before = body.start - 1 - (body.start > 1 and doc[body.start - 1].tag_ == "POS")
    if before in taken and taken[before].is_state and before + 1 >= body.start - 1:
        body.state = taken[before]
        body.start = body.state.start
    elif body.end + 1 < len(doc) and doc[body.end].lower_ == "of":
        after = taken.get(body.end + 1) or taken.get(body.end + 2)
        if after is not None and after.is_state:
            body.state, body.end = after, after.end
    if body.state is None or len(body) == 1:
        return False
    taken.update((i, body) for i in range(body.start, body.end))
    return True


def _body(doc: Doc, token: Token, taken: dict[int, Reference]) -> Reference | None:
    """The body whose head this token is."""
    word = token.lower_ if token.lower_ in FORCES | RULE else token.lemma_.lower()
    if word not in BODIES and word not in RULE:
        return None
    inside, proper = taken.get(token.i), token.text[0].isupper()
    if inside is not None and not _is_open(doc, inside, token):
        return None
    if inside is None and word not in RULE and not proper and is_modifier(token):
        return None
    if word in RULE:
        _split_ruler(token, inside, taken)
    start, state, told = _leftwards(doc, token, taken, inside, rule=word in RULE)
    end, inner = _rightwards(doc, token, taken)
    state = state or inner
    if word in RULE:
        ruler = state or _ruler(range(start, end), taken)
        if ruler is None:
            return None
        description = Reference(start, end, token.i, "nominal", "RULE", state=ruler)
        description.use = "modifier" if is_modifier(token) else "actor"
        return description
    if word in FORCES and state is None and inside is None:
        return None  # "the army": `descriptions` finds whose
    if state is None and not told and inside is None and end == token.i + 1:
        return None
    if end - start == 1 and not proper:
        return None
    shared = state is None and doc[start].lower_ in INTERNATIONAL  # then `kinds` decides
    return Reference(start, end, token.i, "name", "ORG", state=state, type=None if shared else "Government")


def _is_open(doc: Doc, inside: Reference, token: Token) -> bool:
    """Whether a name that covers the noun may be made a longer one."""
    if inside.entry is not None or inside.end > token.i + 1 or inside.label not in ("ORG", "GPE"):
        return False
    return not any(TYPED.get(it.lower_) in ("ArmedGroup", "Media") for it in inside.span(doc))


def _split_ruler(token: Token, inside: Reference | None, taken: dict[int, Reference]) -> None:
    """Take the ruler out of "Biden Administration" where both are one name."""
    if inside is None or inside.state is not None or inside.start == token.i:
        return
    first = token.doc[inside.start]
    if first.text[0].isupper() and first.lower_ not in PORTFOLIOS:
        ruler = Reference(inside.start, token.i, token.i - 1, "name", "PERSON")
        taken.update((i, ruler) for i in range(ruler.start, ruler.end))


def _leftwards(
    doc: Doc, token: Token, taken: dict[int, Reference], inside: Reference | None, *, rule: bool
) -> tuple[int, Reference | None, bool]:
    """Where the body's name begins, the state before it, and whether its field of work is told."""
    start, state, told = token.i, None, False
    while start > 0:
        left = doc[start - 1]
        named = taken.get(left.i)
        labels = ("NORP", "GPE", "PERSON", "ORG") if rule else ("NORP", "GPE", "PERSON")
        of_state = rule and named is not None and named.entry is not None and named.entry.state is not None
        if named is not None and (named.is_state or named is inside or named.label in labels or of_state):
            start = named.start
            state = named if named.is_state else named.state
            told = told or named is inside
            if state is not None or named.label == "PERSON":
                break
        elif left.tag_ == "POS" or left.lower_ in PORTFOLIOS or (left.pos_ == "PROPN" and left.text[0].isupper()):
            told = told or left.tag_ != "POS"
            start -= 1
        elif left.lower_ in ("and", "’", "'", "-") and start > 1 and doc[start - 2].lower_ in PORTFOLIOS:
            start -= 1
        else:
            break
    while start < token.i and (doc[start].tag_ == "POS" or doc[start].lower_ in ("and", "’", "'", "the")):
        start += 1
    return start, state, told


def _rightwards(doc: Doc, token: Token, taken: dict[int, Reference]) -> tuple[int, Reference | None]:
    """Where the body's name ends, with its "of …", and the state named there."""
    end = token.i + 1
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return end, None
    tail = end + 1
    while tail < min(len(doc), end + _OF) and (
        doc[tail].lower_ in ("the", "and", "&") or tail in taken or (doc[tail].text[0].isupper() and doc[tail].is_alpha)
    ):
        tail += 1
    while doc[tail - 1].lower_ in ("the", "and", "of"):
        tail -= 1
    state = next((taken[i] for i in range(end, tail) if i in taken and taken[i].is_state), None)
    ruled = token.lower_ in RULE and any(taken[i].label == "GPE" for i in range(end, tail) if i in taken)
    if tail > end + 1 and (token.text[0].isupper() or state is not None or ruled):
        return tail, state
    return end, None


def _ruler(tokens: range, taken: dict[int, Reference]) -> Reference | None:
    """The person in "the Lukashenka regime", whatever the recogniser takes the name for."""
    named = (taken[i] for i in tokens if i in taken)
    return next((it for it in named if it.label in ("PERSON", "GPE", "ORG") or it.entry is not None), None)
