"""The register of actors: who is who across articles, kept up to date change by change.

After any row of changes it says the same as one that was given the resulting articles at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.identity import Identity, clusters, identity, minted, unnamed
from detente.index import Index
from detente.iris import BASE, actor_iri
from detente.profiles import Profile, profiles
from detente.sameness import Tie, ties
from detente.testimony import ArticleActor

Refused = Mapping[str, frozenset[str]]


class Register:
    """Actors behind articles' actors; `refused` are profiles, by key, that a person told apart."""

    def __init__(self, index: Index | None = None, *, base: str = BASE, refused: Refused | None = None) -> None:
        self._index = index or Index()
        self._base = base
        self._refused = refused or {}
        self._heads: dict[str, str] = {}  # clusters by profile, as far as asked for
        self._identities: dict[str, Identity] = {}  # by cluster, likewise
        self._profiles: dict[str, str] = {}  # by article's actor
        self._people: dict[str, Identity | None] = {}
        self._orphaned: set[str] = set()  # clusters that lost a profile
        self.renamed: set[str] = set()  # profiles whose IRI is another since the last change
        self.iris: set[str] = set()  # of actors that came, went or say something else since then
        self.ties: set[tuple[str, str]] = set()  # that came or went, or whose ends did

    def change(
        self,
        *,
        removed: Iterable[Sequence[ArticleActor]] = (),
        added: Iterable[Sequence[ArticleActor]] = (),
        reconsidered: Iterable[str] = (),
    ) -> set[str]:
        """Take articles' actors out and in, article by article; return the keys of the profiles whose actor changed.

        `reconsidered` profiles are looked at again: those that a person told apart.
        """
        self.renamed, self.iris, self.ties = set(), set(), set()
        touched = self._tally(removed, added)
        dirty = set(touched) | {key for key in reconsidered if self._profile(key)}
        changed: set[str] = set()
        while dirty:
            moved, renamed = self._settle(dirty)
            changed |= moved
            self.renamed |= renamed
            # Who belongs to a state that has another IRI now is compared anew.
            dirty = {key for (key,) in self._index.among("SELECT key FROM profile WHERE state IN (?*)", renamed)}
        return changed

    def identity(self, actor: str) -> Identity | None:
        """The actor behind an article's actor, before unnamed people are made one; None if there is none such."""
        profile = self._profiles.get(actor) or self._index.one("SELECT profile FROM actor WHERE iri = ?", (actor,))
        if profile is None:
            return None
        self._profiles[actor] = profile
        return self._identity_of(profile)

    def behind(self, actor: str) -> Identity | None:
        """The actor behind an article's actor."""
        if actor not in self._people:
            text = self._index.one("SELECT record FROM people WHERE actor = ?", (actor,))
            self._people[actor] = Identity.of_text(text) if text else None
        return self._people[actor] or self.identity(actor)

    def by_iri(self, iri: str) -> Identity | None:
        """The actor with this IRI; None if there is none, or if it is people that were made one with others."""
        row = next(iter(self._index.rows("SELECT head, record FROM identity WHERE iri = ?", (iri,))), None)
        if row is None:
            return None
        found = Identity.of_text(row[1])
        if found.named:
            return found
        behind = self.behind(row[0])
        return behind if behind is not None and behind.iri == iri else None

    def is_known(self, actor: str) -> bool:
        """Whether the gazetteer knows an article's actor: then its article says whom it refers to."""
        self.identity(actor)
        profile = self._profiles[actor]
        return profile != actor and "|" not in profile

    def set_people(self, merged: Mapping[str, Identity | None]) -> None:
        """Make unnamed actors of articles one with those of others, or (None) their articles' own again."""
        self._index.run("DELETE FROM people WHERE actor = ?", ((actor,) for actor in merged))
        rows = ((actor, one.text()) for actor, one in sorted(merged.items()) if one is not None)
        self._index.run("INSERT INTO people VALUES (?, ?)", rows)
        self._people.update(merged)

    def record(self, actor: str) -> ArticleActor:
        """An article's actor as its article has it."""
        return ArticleActor.of_text(self._index.one("SELECT record FROM actor WHERE iri = ?", (actor,)))

    def state_of(self, profile: str | None) -> str | None:
        """The IRI of the state whose profile has this key; the key itself while that isn't known."""
        if profile is None:
            return None
        found = self._identity_of(profile)
        return found.iri if found is not None and found.iri else profile

    def _tally(
        self, removed: Iterable[Sequence[ArticleActor]], added: Iterable[Sequence[ArticleActor]]
    ) -> dict[str, Profile]:
        touched: dict[str, Profile] = {}
        for sign, articles in ((-1, removed), (1, added)):
            for actors in articles:
                of = profiles(actors)
                for iri, single in of.items():
                    profile = touched.get(single.key) or self._profile(single.key)
                    if profile is None or not profile.count:  # also one whose only article is replaced
                        state = None if single.known else single.state
                        profile = Profile(single.key, single.known, single.named, state)
                    touched[single.key] = profile
                    profile.add(single, sign)
                    self._people.pop(iri, None)
                    self._profiles.pop(iri, None)
                if sign < 0:
                    self._index.run("DELETE FROM actor WHERE iri = ?", ((iri,) for iri in of))
                    self._index.run("DELETE FROM people WHERE actor = ?", ((iri,) for iri in of))
                else:
                    rows = (
                        (actor.iri, actor.iri.partition("#")[0], of[actor.iri].key, actor.as_text()) for actor in actors
                    )
                    self._index.run("INSERT INTO actor VALUES (?, ?, ?, ?)", rows)
        for key, profile in sorted(touched.items()):
            self._save(key, profile)
        return touched

    def _save(self, key: str, profile: Profile) -> None:
        if profile.count:
            self._index.connection.execute(
                "INSERT INTO profile VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET state = ?2, record = ?4",
                (key, profile.state, key, profile.text()),
            )
        else:
            old = self._identity_of(key)
            if old is not None:
                self.iris.add(old.iri)
                self._orphaned.add(self._heads.pop(key))
            self._index.connection.execute("DELETE FROM profile WHERE key = ?", (key,))

    def _settle(self, dirty: set[str]) -> tuple[set[str], set[str]]:
        """Compare profiles with those that share a key with them, and make actors of what is one.

        Returns the keys of profiles whose actor is another or says something else, and of those whose IRI is another.
        """
        index = self._index
        keys = {key for (key,) in index.among("SELECT key FROM bucket WHERE profile IN (?*)", dirty)}
        index.run("DELETE FROM bucket WHERE profile = ?", ((key,) for key in sorted(dirty)))
        loaded = {key: profile for key in sorted(dirty) if (profile := self._profile(key))}
        for key, profile in loaded.items():
            found = profile.keys()
            keys |= found
            index.run("INSERT INTO bucket VALUES (?, ?)", ((bucket, key) for bucket in sorted(found)))
        affected = set(dirty)
        for bucket in sorted(keys):
            affected |= self._tie(bucket, dirty, loaded)
        return self._regroup(self._closure(affected))

    def _tie(self, bucket: str, dirty: set[str], loaded: dict[str, Profile]) -> set[str]:
        """Renew the ties that rest on one key; return the profiles at both ends of those that came or went."""
        index = self._index
        sharing = [key for (key,) in index.rows("SELECT profile FROM bucket WHERE key = ?", (bucket,))]
        before = {
            Tie(*row) for row in index.rows("SELECT one, other, score, reason FROM tie WHERE bucket = ?", (bucket,))
        }
        if bucket.startswith("sound "):
            before = {tie for tie in before if tie.one in dirty or tie.other in dirty}
        after: set[Tie] = set()
        if len(sharing) > 1:
            for key in sharing:
                if key not in loaded:
                    profile = self._profile(key)
                    assert profile is not None
                    loaded[key] = profile
            after = ties(bucket, [loaded[key] for key in sharing], dirty, self.state_of)
        gone, come = before - after, after - before
        index.run(
            "DELETE FROM tie WHERE bucket = ? AND one = ? AND other = ?", ((bucket, it.one, it.other) for it in gone)
        )
        index.run(
            "INSERT INTO tie VALUES (?, ?, ?, ?, ?)",
            ((bucket, it.one, it.other, it.score, it.reason) for it in sorted(come)),
        )
        self.ties |= {(tie.one, tie.other) for tie in gone}
        return {end for tie in gone | come for end in (tie.one, tie.other)}

    def _closure(self, affected: set[str]) -> set[str]:
        """All profiles that are, or were, in one cluster with the affected ones, or tied to them."""
        index = self._index
        heads = {head for (head,) in index.among("SELECT head FROM profile WHERE key IN (?*)", affected)}
        heads |= affected | self._orphaned
        found = affected | {key for (key,) in index.among("SELECT key FROM profile WHERE head IN (?*)", heads)}
        fresh = found
        while fresh:
            ends = {end for (end,) in index.among("SELECT other FROM tie WHERE one IN (?*)", fresh)}
            ends |= {end for (end,) in index.among("SELECT one FROM tie WHERE other IN (?*)", fresh)}
            fresh = ends - found
            found |= fresh
        return found

    def _regroup(self, keys: set[str]) -> tuple[set[str], set[str]]:
        """Make the actors of these profiles anew; return as `_settle` does."""
        index = self._index
        keys |= self._orphaned
        self._orphaned = set()
        old: dict[str, str] = dict(index.among("SELECT key, head FROM profile WHERE key IN (?*)", keys))
        before = {key: self._identity_of(key) for key in old}
        self.iris |= {one.iri for one in before.values() if one is not None}
        loaded = {
            key: Profile.of_text(text)
            for key, text in index.among("SELECT key, record FROM profile WHERE key IN (?*)", keys)
        }
        tied = {Tie(*row) for row in index.among("SELECT one, other, score, reason FROM tie WHERE one IN (?*)", loaded)}
        slugs = {
            slug
            for (slug,) in index.among("SELECT slug FROM identity WHERE head IN (?*)", keys | set(old.values()))
            if slug
        }
        index.run("DELETE FROM identity WHERE head = ?", ((key,) for key in sorted(keys | set(old.values()))))
        for group in clusters(loaded, tied, self._refused):
            head = min(group)
            index.run("UPDATE profile SET head = ? WHERE key = ?", ((head, key) for key in group))
            made = self._made([loaded[key] for key in group])
            slug = made.slug if made.named and made.iri not in loaded else None
            slugs |= {slug} if slug else set()
            index.connection.execute("INSERT INTO identity VALUES (?, ?, ?, ?)", (head, made.iri, slug, made.text()))
        # The gazetteer's own keys may look like names.
        slugs |= {key.rpartition("/")[2] for key in keys}
        others = self._name(slugs)
        self._heads.clear()
        self._identities.clear()
        moved = {key for key in keys if before.get(key) != self._identity_of(key)}
        renamed = {key for key in keys if (one := self._identity_of(key)) and one.iri != _iri(before.get(key), key)}
        self.ties |= {(tie.one, tie.other) for tie in tied}
        self.iris |= {one.iri for key in keys if (one := self._identity_of(key))}
        self.iris |= {iri for (iri,) in index.among("SELECT iri FROM identity WHERE head IN (?*)", others)}
        more = {key for (key,) in index.among("SELECT key FROM profile WHERE head IN (?*)", others)}
        return moved | more, renamed | more

    def _made(self, group: Sequence[Profile]) -> Identity:
        if any(profile.named for profile in group):
            return identity(group, self.state_of)
        member = self.record(group[0].key)
        return unnamed([member], state=self.state_of(group[0].state), base=self._base)

    def _name(self, slugs: set[str]) -> set[str]:
        """Give the unknown actors with these names their IRIs; return the clusters that had another before."""
        index = self._index
        alike: dict[str, dict[str, Identity]] = defaultdict(dict)
        for slug, head, text in index.among("SELECT slug, head, record FROM identity WHERE slug IN (?*)", slugs):
            alike[slug][head] = Identity.of_text(text)
        renamed: set[str] = set()
        for slug, namesakes in sorted(alike.items()):
            taken = self._profile(actor_iri(slug, base=self._base)) is not None
            for head, one in minted(namesakes, taken, base=self._base).items():
                if namesakes[head].iri != one.iri:
                    if namesakes[head].iri:
                        renamed.add(head)
                        self.iris.add(namesakes[head].iri)
                    index.connection.execute(
                        "UPDATE identity SET iri = ?, record = ? WHERE head = ?", (one.iri, one.text(), head)
                    )
        return renamed

    def _identity_of(self, profile: str) -> Identity | None:
        head = self._heads.get(profile)
        if head is None:
            head = self._index.one("SELECT head FROM profile WHERE key = ?", (profile,))
            if head is None:
                return None
            self._heads[profile] = head
        if head not in self._identities:
            text = self._index.one("SELECT record FROM identity WHERE head = ?", (head,))
            if text is None:
                return None
            self._identities[head] = Identity.of_text(text)
        return self._identities[head]

    def _profile(self, key: str) -> Profile | None:
        text = self._index.one("SELECT record FROM profile WHERE key = ?", (key,))
        return None if text is None else Profile.of_text(text)


def _iri(before: Identity | None, profile: str) -> str:
    """The IRI that an actor had; one that the gazetteer knows had it before it was told of."""
    return profile if before is None else before.iri
