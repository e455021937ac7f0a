"""Addresses in other rooms."""

from functools import cache

from django.urls import NoReverseMatch, reverse


@cache
def link(name: str, *args: str | int) -> str:
    """The address of a page of another room, "" while that room has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
