"""Descriptions and pronouns: whom "the envoy", "those freed", "both countries" and "she" mean within one article."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente import groups
from detente.actors import Draft, Roster
from detente.mentions import Reference
from detente.nouns import BODIES, COMMON_OFFICES, OFFICES, RULE, SINGLE_BODIES, TYPED
from detente.positions import Membership, title
from detente.records import ActorType

_MASCULINE = {"he", "him", "his", "himself"}
_FEMININE = {"she", "her", "hers", "herself"}
_NEUTER = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "theirs", "themselves"}
_SELF = {"i", "me", "my", "mine", "myself"}
_OURSELVES = {"we", "us", "our", "ours", "ourselves"}
_RELATIVE = {"who", "whom", "whose", "which", "that"}
_BODY_TYPES: tuple[ActorType, ...] = ("Country", "Government", "IntergovernmentalOrganization", "Organization", "ArmedGroup", "Company", "Media")
_SAY = set("say tell add note state announce write ask declare insist argue claim warn stress tweet explain reply respond continue emphasize emphasise conclude remark comment".split())
# Nouns that come to the same when a group is spoken of again.
_ALIKE = (
    set("prisoner convict detainee captive hostage inmate person people citizen national individual man woman other".split()),
    set("militant attacker raider gunman fighter rebel insurgent assailant bomber radical terrorist extremist separatist suspect".split()),
    set("soldier troop personnel serviceman force guard".split()),
    set("protester protestor demonstrator crowd people person rioter marcher".split()),
    set("migrant refugee people person".split()),
)
_OFFICES_ALIKE = (
    ("ambassador", "envoy"), ("premier", "minister"), ("chief", "head", "leader", "director"), ("adviser", "advisor"),
    ("spokesman", "spokesperson", "spokeswoman"),
)  # fmt: skip
_SIDES = {"side", "country", "nation", "state", "leader", "president", "minister", "government", "party", "capital", "neighbor", "neighbour", "foe", "ally", "power", "militaries", "military", "premier", "head"}
_FIGHTING = {"armed", "rebel", "militant", "separatist", "insurgent", "terrorist", "jihadist", "opposition", "guerrilla", "paramilitary"}
_ARMED = {"rebel", "militant", "insurgent", "separatist", "guerrilla", "jihadist"}
_MALE_NOUNS = {"spokesman", "husband", "king", "prince", "son", "father", "brother", "man", "emir", "sultan", "chairman", "businessman", "pope"}
_FEMALE_NOUNS = {"spokeswoman", "wife", "queen", "princess", "daughter", "mother", "sister", "woman", "chairwoman", "businesswoman"}
_KIN = {"husband", "wife", "son", "daughter", "brother", "sister", "father", "mother", "widow"}
_WINDOW = 5  # sentences back in which a pronoun looks for its antecedent


@dataclass(slots=True)
class _Seen:
    draft: Draft
    token: Token
    sentence: int
    subject: bool
    modifier: bool


@dataclass(slots=True)
class Resolver:
    """Reads the document once from left to right and remembers who was mentioned where."""

    doc: Doc
    roster: Roster
    references: list[Reference]
    memberships: list[Membership]
    speaker: Draft | None  # "I" outside quotations
    issuer: Draft | None  # "we" outside quotations
    found: list[Reference] = field(default_factory=list)
    _seen: list[_Seen] = field(default_factory=list)
    _titles: dict[str, list[Membership]] = field(default_factory=dict)
    _nominals: dict[str, list[Draft]] = field(default_factory=dict)
    _at: dict[int, Reference] = field(default_factory=dict)
    _quoted: dict[int, int] = field(default_factory=dict)
    _speakers: dict[int, Draft | None] = field(default_factory=dict)
    _heads: dict[int, Reference] = field(default_factory=dict)
    _titled: set[int] = field(default_factory=set)  # tokens of titles before names
    _ends: dict[int, int] = field(default_factory=dict)

    def run(self) -> list[Reference]:
        """References of all descriptions and pronouns that could be resolved, in order."""
        for reference in self.references:
            for i in range(reference.start, reference.end):
                self._at[i] = reference
            if reference.draft is not None and reference.use != "modifier":
                self._heads[reference.head] = reference
            if reference.titled is not None:
                self._titled.update(range(reference.titled, reference.start))
        for membership in self.memberships:
            self._titles.setdefault(_last(membership.title), []).append(membership)
        self._quotations()
        late: list[Token] = []
        for number, sentence in enumerate(self.doc.sents):
            for token in sentence:
                reference = self._heads.get(token.i) or self._describe(token, number, late)
                if reference is None and (named := self._at.get(token.i)) is not None and named.head == token.i:
                    reference = named  # a state as a modifier: "US interest in reopening its embassy"
                if reference is not None and reference.draft is not None:
                    self._seen.append(_Seen(reference.draft, token, number, _is_subject(token), reference.use == "modifier"))
        for token in late:  # "those freed", told before the group is
            self._those(token, final=True)
        return self.found

    # -- descriptions

    def _describe(self, token: Token, number: int, late: list[Token]) -> Reference | None:
        word, lemma = token.lower_, token.lemma_.lower()
        if word in ("those", "all") and token.pos_ in ("DET", "PRON") and any(child.dep_ in ("acl", "relcl") for child in token.children):
            reference = self._those(token, final=False)
            if reference is None:
                late.append(token)
            return reference
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WP$", "WDT"):
            return self._pronoun(token, number)
        if token.i in self._titled:
            return None
        if token.i in self._at and self._at[token.i].kind == "name" and self._at[token.i].source != "demonym":
            return None
        if self._collective(token, lemma):
            return self._sides(token, lemma)
        if groups.is_people(token, self._at):
            return self._people(token, lemma)
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod"):
            if token.tag_ in ("NNS", "NNPS") and (many := groups.MANY.get(lemma)) is not None:
                return self._group(token, lemma, groups.quantity(token), many)
            if lemma in ("country", "nation", "island", "republic") and _definite(token):
                return self._country(token)
            if (word in RULE or lemma in RULE) and _definite(token):
                return self._rule(token)
            kind = TYPED.get(lemma) or ("Government" if lemma in BODIES or word in BODIES else None)
            if kind is not None and kind != "Place" and (lemma in SINGLE_BODIES or kind == "Government") and (self._modifiers(token) or _definite(token) or kind == "Government" and (lemma in BODIES or word in BODIES)):
                return self._body(token, lemma, kind)
        return None

    def _add(self, token: Token, draft: Draft, kind: str = "nominal") -> Reference:
        start, end = groups.phrase(token) if kind == "nominal" else (token.i, token.i + 1)
        reference = Reference(start, end, token.i, "nominal" if kind == "nominal" else "pronoun", draft=draft)
        self.found.append(reference)
        return reference

    def _modifiers(self, token: Token) -> list[Draft]:
        """States and bodies named before the noun ("the Belarusian president") or by "of" after it."""
        start, _ = groups.phrase(token)
        drafts = [self._at[i].draft for i in range(start, token.i) if i in self._at]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from"):
                drafts += [self._heads[it.i].draft for it in child.children if it.i in self._heads]
            if child.dep_ == "poss" and child.lower_ in _NEUTER | _PLURAL and (reference := self._heads.get(child.i)) is not None:
                drafts.append(reference.draft)
        return list(dict.fromkeys(it for it in drafts if it is not None))

    def _people(self, token: Token, lemma: str) -> Reference | None:
        if groups.is_demonym(token, self._at):
            return self._citizens(token)
        size = groups.quantity(token)
        if groups.is_plural(token) and (size.number or 2) != 1:
            return self._group(token, lemma, size)
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "ROOT", "dative") and not any(it.dep_ in ("det", "poss") for it in token.lefts):
            return None
        apposed = self._apposed(token)
        if apposed is not None:
            _set_gender(apposed, lemma)
            apposed.state = apposed.state or next((it for it in self._modifiers(token) if it.type == "Country"), None)
            return self._add(token, apposed)
        if token.dep_ in ("attr", "oprd") or token.dep_ == "pobj" and token.head.lower_ == "as":
            return None
        bodies = self._modifiers(token)
        if _definite(token) or lemma in OFFICES and not _indefinite(token):
            known = self._holder(token, lemma, bodies)
            if known is not None:
                return self._add(token, known)
        elif lemma in OFFICES - COMMON_OFFICES and bodies:
            known = self._later(lemma, bodies)
            if known is not None:
                return self._add(token, known)
        start, end = groups.phrase(token)
        name = self.doc[start:end].text
        draft = self.roster.add(_bare(name), "Person", named=False)
        draft.state = next((it if it.type == "Country" else it.state for it in bodies if it.type == "Country" or it.state), None)
        _set_gender(draft, lemma)
        self._nominals.setdefault(lemma, []).append(draft)
        if lemma in OFFICES and bodies:
            words, first, last, of = title(self.doc, token.i, self._at)
            self.memberships.append(Membership(draft, words, of or bodies[0], first, last))
        return self._add(token, draft)

    def _apposed(self, token: Token) -> Draft | None:
        """The named person beside the description: "a Belarusian journalist", "activist NAME"."""
        for other in (token.head if token.dep_ == "appos" else None, *(it for it in token.children if it.dep_ == "appos")):
            reference = self._heads.get(other.i) if other is not None else None
            if reference is not None and reference.draft is not None and reference.draft.type == "Person":
                return reference.draft
        after = self._at.get(token.i + 1)
        if after is not None and after.draft is not None and after.draft.type == "Person" and token.head.i in range(after.start, after.end):
            return after.draft
        return None

    def _holder(self, token: Token, lemma: str, bodies: list[Draft]) -> Draft | None:
        """Who is meant by "the Belarusian president", "the envoy", "the official"."""
        words = {it.lower_ for it in token.lefts} | {token.lower_}
        fitting = [
            it for word in _same_office(lemma) for it in self._titles.get(word, ())
            if (not bodies or it.of is None or it.of in bodies or it.of.state in bodies)
            and (not {"foreign", "prime", "defense", "defence", "vice", "press"} & words or {"foreign", "prime", "defense", "defence", "vice", "press"} & words <= set(it.title.lower().split()))
        ]  # fmt: skip
        before = [it for it in fitting if it.start < token.i]
        same = [it for word in _same_office(lemma) for it in self._nominals.get(word, ())]
        if before and not (same and lemma in COMMON_OFFICES):
            return max(before, key=lambda it: self._last_seen(it.holder)).holder
        for draft in reversed(same):
            if not bodies or draft.state is None or draft.state in bodies or any(it.state is draft.state for it in bodies):
                return draft
        if lemma in OFFICES - COMMON_OFFICES and bodies and (holder := self._in_office(token, lemma, bodies)) is not None:
            return holder
        return fitting[0].holder if fitting else None

    def _later(self, lemma: str, bodies: list[Draft]) -> Draft | None:
        return next((it.holder for it in self._titles.get(lemma, ()) if it.of in bodies or it.of is not None and it.of.state in bodies), None)

    def _in_office(self, token: Token, lemma: str, bodies: list[Draft]) -> Draft | None:
        date, start = self.roster.article.published, groups.phrase(token)[0]
        state = next((it for it in bodies if it.entry is not None), None)
        if date is None or state is None or state.entry is None or {"former", "late", "previous", "then", "next"} & {it.lower_ for it in self.doc[start : token.i]}:
            return None
        words = [it.lower_ for it in self.doc[start : token.i + 1] if it.i not in self._at and it.pos_ != "DET"]
        entry = self.roster.gazetteer.holder(" ".join(words), state.entry.key, date)
        if entry is None:
            return None
        return self.roster.known(entry, named=False)

    def _last_seen(self, draft: Draft) -> int:
        return next((it.token.i for it in reversed(self._seen) if it.draft is draft), -1)

    # -- groups

    def _citizens(self, token: Token) -> Reference | None:
        """ "the Egyptians" are the state; "eight Israelis" a group; "Poles" in a list nobody."""
        reference = self._at[token.i]
        size = groups.quantity(token)
        modified = any(it.dep_ in ("amod", "nummod", "acl", "relcl", "poss") for it in token.children)
        if token.tag_ in ("NN", "NNP") and size.number is None:
            return None
        if any(it.lower_ == "the" for it in token.lefts) and not modified and reference.entry is not None:
            return self._add(token, self.roster.known(reference.entry, named=False))
        reference.draft, reference.kind = None, "nominal"
        return self._group(token, token.lemma_.lower(), size)

    def _group(self, token: Token, lemma: str, size: groups.Quantity, kind: ActorType = "Group") -> Reference | None:
        start, end = groups.phrase(token)
        bodies = self._modifiers(token)
        definite = _definite(token)
        named = next((self._at[it.i].draft for it in token.lefts if it.dep_ in ("compound", "nmod", "nummod") and it.i in self._at and self._at[it.i].kind == "name"), None)
        if named is not None and (named.type == "ArmedGroup" and size.number is None or named.type == "IntergovernmentalOrganization" and lemma in groups.MANY and size.number in (None, 1)):
            return self._add(token, named)
        draft = self._same_group(token, lemma, size, bodies, definite)
        if draft is None:
            lefts = {it.lower_ for it in token.lefts}
            if lemma in _ARMED and size.number is None or lemma in ("group", "force", "faction", "fighter") and lefts & _FIGHTING:
                kind = "ArmedGroup"
            partitive = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
            if partitive is not None and partitive.lower_ in groups.VAGUE and start == partitive.i + 2:
                start = groups.phrase(partitive)[0]
            name = _bare(self.doc[start:end].text)
            draft = self.roster.add(name, kind, named=False, plural=True)
            draft.state = next((it for it in bodies if it.type == "Country"), None)
            draft.nationalities = groups.nationalities(token, self._at)
            self._nominals.setdefault(lemma, []).append(draft)
        groups.set_size(draft, size)
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in groups.VAGUE | groups.NUMBERS.keys() and token.head.head.i not in self._heads:
            self.found.append(Reference(token.head.head.i, end, token.head.head.i, "nominal", draft=draft))
        return self._add(token, draft)

    def _same_group(self, token: Token, lemma: str, size: groups.Quantity, bodies: list[Draft], definite: bool) -> Draft | None:
        alike = {lemma}.union(*(it for it in _ALIKE if lemma in it))
        people = [draft for word in alike for draft in self._nominals.get(word, ())]
        people.sort(key=self._last_seen)
        words = {it.lemma_.lower() for it in token.lefts if it.dep_ in ("amod", "compound")}
        for draft in reversed(people):
            own = draft.count if draft.count is not None else draft.count_min or draft.count_max
            if size.number is not None:
                if own == size.number:
                    return draft
            elif definite and not (bodies and draft.state is not None and draft.state not in bodies) and not {"other", "more"} & words:
                return draft
            elif own is None and draft.name.lower().endswith(self.doc[groups.phrase(token)[0] : token.i + 1].text.lower()):
                return draft
        return None

    def _those(self, token: Token, *, final: bool) -> Reference | None:
        """ "those freed", "all those pardoned": the group told so far (or first thing after) that is not a part of it."""
        part = None
        if token.dep_ == "pobj" and token.head.lower_ in ("among", "of"):
            verb = token.head.head
            subject = next((it for it in verb.children if it.dep_ in ("nsubj", "nsubjpass")), None)
            part = self._heads.get(subject.i) if subject is not None else None
            if part is None and subject is not None:
                part = next((it for it in self.found if it.head == subject.i), None)
        smaller = part.draft if part is not None else None
        pool = [it for it in self.roster.drafts if it.type == "Group" and it is not smaller and (it.count or it.count_min or it.count_max)]
        if smaller is not None and smaller.count:
            pool = [it for it in pool if (it.count or 0) > (smaller.count or 0)]
        if not pool:
            return None
        group = min(pool, key=lambda it: (-1 if self._last_seen(it) < token.i else 1, abs(self._last_seen(it) - token.i)))
        if smaller is not None and smaller.type == "Group":
            smaller.subgroup_of = group
        end = max((it.right_edge.i + 1 for it in token.children if it.dep_ == "acl"), default=token.i + 1)
        reference = Reference(token.i, min(end, token.i + 2), token.i, "nominal", draft=group)
        self.found.append(reference)
        return reference

    # -- states and bodies

    def _collective(self, token: Token, lemma: str) -> bool:
        lefts = {it.lower_ for it in token.lefts}
        if token.tag_ not in ("NNS", "NNPS"):
            return lemma in ("pair", "duo") and "the" in lefts
        return lemma in _SIDES and (bool({"two", "both"} & lefts) or "the" in lefts and lemma in ("country", "side") and len(lefts) == 1)

    def _sides(self, token: Token, lemma: str) -> Reference | None:
        """The last two actors of the kind that "the two countries", "both presidents", "the two sides" ask for."""
        person = lemma in ("leader", "president", "minister", "premier", "pair", "duo", "head")
        state = lemma in ("country", "nation", "government", "capital", "neighbor", "neighbour", "state", "militaries", "military")
        members: list[Draft] = []
        for seen in reversed(self._seen):
            draft = seen.draft
            fits = draft.type == "Person" and not draft.plural if person else draft.type == "Country" if state else draft.type in _BODY_TYPES
            if fits and draft not in members:
                members.append(draft)
            if len(members) == 2:
                break
        if len(members) < 2:
            members = self._pair_of_states() if state or not person else []
        if len(members) < 2:
            return None
        start, end = groups.phrase(token)
        draft = self.roster.add(_bare(self.doc[start:end].text), "Group", named=False, plural=True)
        draft.members = tuple(reversed(members))
        return self._add(token, draft)

    def _pair_of_states(self) -> list[Draft]:
        states = list(dict.fromkeys(it.draft for it in self.references if it.draft is not None and it.draft.type == "Country"))
        return states[1::-1] if len(states) >= 2 else []

    def _country(self, token: Token) -> Reference | None:
        draft = self._recent(("Country",), token)
        return self._add(token, draft) if draft is not None else None

    def _rule(self, token: Token) -> Reference | None:
        """ "the regime", "the government": the state whose regime was named, else the last one spoken of."""
        bodies = [it for it in self._modifiers(token) if it.type in ("Country", "Person")]
        draft = self.roster.rule_of(bodies[0]) if bodies else None
        if draft is None:
            ruled = [it.draft for it in self.references if it.label == "RULE" and it.draft is not None and it.start < token.i]
            draft = ruled[-1] if ruled else self._recent(("Country",), token)
        if token.lower_ == "administration" and any(it.lower_ == "my" for it in token.lefts):
            draft = self.issuer or draft
        return self._add(token, draft) if draft is not None else None

    def _body(self, token: Token, lemma: str, kind: ActorType) -> Reference | None:
        """ "the ministry", "the airline": the body of that kind that was named beside it or last."""
        for child in token.children:
            reference = self._heads.get(child.i) if child.dep_ == "appos" else None
            if reference is not None and reference.draft is not None and reference.draft.type in _BODY_TYPES:
                return self._add(token, reference.draft)
        if lemma in ("group", "movement"):
            kinds: tuple[ActorType, ...] = ("ArmedGroup", "Organization", "Group")
        else:
            kinds = (kind,)
        for seen in reversed(self._seen) if _definite(token) else ():
            if seen.draft.type in kinds and (seen.draft.named or seen.draft.plural) and (kind != "Government" or lemma in seen.draft.name.lower() or any(lemma in it.quote.text.lower() for it in seen.draft.mentions)):
                return self._add(token, seen.draft)
        bodies = self._modifiers(token)
        same = [it for it in self.roster.drafts if it.named and it.type == kind and it.state is not None and it.state in bodies]
        if len(same) == 1 and kind != "Government":
            return self._add(token, same[0])
        if kind == "Government":
            draft = self.roster.add(_bare(token.text), kind, named=False)
            draft.state = next((it for it in bodies if it.type == "Country"), None) or self._recent(("Country",), token)
            return self._add(token, draft)
        return None

    def _recent(self, types: tuple[ActorType, ...], token: Token) -> Draft | None:
        for seen in reversed(self._seen):
            if seen.draft.type in types and seen.token.i < token.i:
                return seen.draft
        return None

    # -- pronouns

    def _pronoun(self, token: Token, number: int) -> Reference | None:
        word = token.lower_
        if word in _SELF:
            draft = self._speaker_at(token) or self.speaker
        elif word in _OURSELVES:
            speaker = self._speaker_at(token)
            draft = (speaker.state or speaker) if speaker is not None else self.issuer
        elif word in _RELATIVE and token.tag_ in ("WP", "WDT", "WP$"):
            draft = self._relative(token)
        elif word in _MASCULINE | _FEMININE:
            draft = self._antecedent(token, number, ("Person",), "m" if word in _MASCULINE else "f")
        elif word in _NEUTER:
            draft = self._antecedent(token, number, _BODY_TYPES, None)
        elif word in _PLURAL:
            draft = self._antecedent(token, number, ("Group", *_BODY_TYPES), None)
        else:
            return None
        return self._add(token, draft, "pronoun") if draft is not None else None

    def _relative(self, token: Token) -> Draft | None:
        clause = token
        while clause.dep_ not in ("relcl", "ROOT") and clause.head.i != clause.i:
            clause = clause.head
        noun = clause.head if clause.dep_ == "relcl" else None
        reference = self._heads.get(noun.i) or next((it for it in reversed(self.found) if it.head == noun.i), None) if noun is not None else None
        return reference.draft if reference is not None else None

    def _antecedent(self, token: Token, number: int, types: tuple[ActorType, ...], gender: str | None) -> Draft | None:
        """The best of the actors mentioned before: near, a subject, of the right gender.

        A pronoun that is no possessive never means the subject of its own clause, told or understood.
        """
        if token.lower_ == "it" and _is_empty(token):
            return None
        best, score = None, -100.0
        subjects = _subjects(token)
        speaker, quoted = self._speaker_at(token), self._quoted.get(token.i)
        possessive, reflexive = token.tag_ == "PRP$", token.lower_.endswith(("self", "selves"))
        for rank, seen in enumerate(reversed(self._seen[-40:])):
            if number - seen.sentence > _WINDOW:
                break
            draft, own = seen.draft, seen.token.i in subjects
            if draft.type not in types or gender and draft.gender not in (None, gender) or seen.token.i >= token.i:
                continue
            if draft is speaker and gender is not None or draft.type == "Person" and draft.plural:
                continue
            if own and not possessive and not reflexive:
                continue
            value = -3.0 * (number - seen.sentence) - 0.1 * rank
            value += (2.0 if seen.subject else 0.0) + (1.0 if seen.subject and _is_main(seen.token) else 0.0)
            value += (1.0 if gender and draft.gender == gender else 0.0) + (3.0 if own else 0.0)
            value -= 1.0 if seen.modifier else 0.0
            if quoted != self._quoted.get(seen.token.i):
                value -= 2.5
            if token.lower_ in _PLURAL:
                value += 3.5 if draft.type == "Group" or draft.plural else 0.0
            if draft.type == "Group" and draft.members:
                value -= 1.5
            if value > score:
                best, score = draft, value
        if best is not None and gender and best.gender is None and best.type == "Person":
            best.gender = gender
        return best

    # -- quotations

    def _quotations(self) -> None:
        opened: int | None = None
        for token in self.doc:
            if token.text in ("“", '"', "``") and opened is None:
                opened = token.i
            elif token.text in ("”", '"', "''") and opened is not None:
                self._quoted.update((i, opened) for i in range(opened, token.i + 1))
                opened = None
        ends: dict[int, int] = {}
        for i, start in self._quoted.items():
            ends[start] = max(ends.get(start, start), i)
        self._ends = ends

    def _speaker_at(self, token: Token) -> Draft | None:
        """Who says the quotation around `token`, if it stands in one."""
        start = self._quoted.get(token.i)
        if start is None:
            return None
        if start not in self._speakers:
            self._speakers[start] = None
            around = [*range(self._ends[start] + 1, min(self._ends[start] + 14, len(self.doc))), *range(start - 1, max(start - 25, -1), -1)]
            for i in around:
                verb = self.doc[i]
                if i not in self._quoted and verb.lemma_.lower() in _SAY:
                    subject = next((it for it in verb.children if it.dep_ == "nsubj"), None)
                    reference = self._heads.get(subject.i) or next((it for it in reversed(self.found) if it.head == subject.i), None) if subject is not None else None
                    if reference is not None and reference.draft is not None:
                        self._speakers[start] = reference.draft
                        break
        return self._speakers[start]


def _last(title: str) -> str:
    words = title.split(" of ")[0].split(" for ")[0].split(" in ")[0].split(" with ")[0].split()
    return words[-1].lower() if words else ""


def _same_office(lemma: str) -> tuple[str, ...]:
    return next((it for it in _OFFICES_ALIKE if lemma in it), (lemma,))


def _bare(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in ("the", "a", "an") else name


def _definite(token: Token) -> bool:
    return any(it.lower_ in ("the", "this", "that", "these", "those", "its", "their", "his", "her", "my", "our", "your", "both") or it.dep_ == "poss" for it in token.lefts)


def _indefinite(token: Token) -> bool:
    return any(it.lower_ in ("a", "an", "another", "any", "some", "no", "one") for it in token.lefts)


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _subjects(token: Token) -> set[int]:
    """The subjects, told or understood, of the clause that a word stands in: "A asked B to help him"."""
    verb = token
    while verb.head.i != verb.i and not (verb.pos_ in ("VERB", "AUX") and verb.i != token.i):
        verb = verb.head
    while True:
        found = {it.i for it in verb.children if it.dep_ in ("nsubj", "nsubjpass") and it.i != token.i}
        if found or verb.dep_ not in ("xcomp", "advcl", "conj", "pcomp", "acl") or verb.head.i == verb.i:
            return found
        verb = verb.head


def _is_main(token: Token) -> bool:
    """Whether a subject is that of the sentence's main clause."""
    while token.dep_ == "conj":
        token = token.head
    return token.head.dep_ == "ROOT"


def _is_empty(token: Token) -> bool:
    """ "It is essential that …", "it seems": nobody is meant."""
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in ("seem", "sound", "appear", "turn"):
        return True
    return verb.lemma_ == "be" and token.dep_ == "nsubj" and any(
        it.dep_ in ("ccomp", "xcomp", "advcl", "csubj") or it.dep_ in ("acomp", "attr") and any(child.dep_ in ("ccomp", "xcomp", "acl", "relcl") for child in it.children)
        for it in verb.children
    )


def _set_gender(draft: Draft, lemma: str) -> None:
    if lemma in _MALE_NOUNS:
        draft.gender = "m"
    elif lemma in _FEMALE_NOUNS:
        draft.gender = "f"
