"""Errors that are meant for people: each says what is wrong, where, and what to do."""

from __future__ import annotations


class DetenteError(Exception):
    """Something a user can mend; the command line prints the message alone and exits with `code`."""

    code = 2


class UnreadableError(DetenteError):
    """Nothing of the input could be read."""

    code = 4


class InvalidError(DetenteError):
    """A graph that the shapes don't allow."""

    code = 5
