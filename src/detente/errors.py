"""Errors that are meant for people: each says what is wrong, where, and what to do."""

from __future__ import annotations


class DetenteError(Exception):
    """Something a user can mend; the command line prints the message alone."""
