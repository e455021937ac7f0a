"""The entries of the settings, each with its state in a few words, shown to who may open it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.urls import resolve

from harmonie.accounts.models import User
from harmonie.navigation import address

from . import summaries


class Entry(NamedTuple):
    """A place of the settings. `summary` says its state on a day, or what it is."""

    name: str
    url_name: str
    summary: Callable[[date], str] | str


class Section(NamedTuple):
    title: str
    entries: tuple[Entry, ...]


class Line(NamedTuple):
    """An entry that this person sees."""

    name: str
    url: str
    summary: str


class Group(NamedTuple):
    title: str
    lines: list[Line]


SECTIONS = (
    Section(
        "L’argent et les règles",
        (
            Entry("Dispositifs et conditions", "schemes", summaries.schemes),
            Entry("Enveloppes", "envelopes", summaries.envelopes),
            Entry("Règles des prêts", "loans:money_rules", summaries.money_rules),
        ),
    ),
    Section(
        "Les dossiers",
        (
            Entry("Pièces à demander", "applications:requirements", summaries.requirements),
            Entry("Motifs", "reasons", "Ce qui motive un refus, un ajournement ou une clôture."),
            Entry("Conservation", "retention", "Combien de temps chaque dossier est gardé."),
        ),
    ),
    Section(
        "Les personnes",
        (
            Entry("Personnes et rôles", "people", summaries.people),
            Entry("Partenaires", "partners", summaries.partners),
        ),
    ),
    Section(
        "La commission",
        (
            Entry("Règlement intérieur", "commission:standing_rules", summaries.standing_rules),
            Entry("Membres et mandats", "commission:mandates", summaries.mandates),
        ),
    ),
    Section(
        "Ce que le CCAS écrit",
        (
            Entry("Identité et logo", "town_identity", "Nom, adresse et logo, tels que les courriers les portent."),
            Entry("Signataires", "signatories", "Qui signe quel courrier, de quand à quand."),
            Entry("Textes des lettres", "letter_texts", "En versions\u00a0: une lettre partie garde la sienne."),
            Entry("Textes des contrats", "loans:agreement_texts", summaries.agreement_texts),
        ),
    ),
)


def may_open(user: User, url_name: str) -> bool:
    """What the page itself demands (`requires`), read from it: the two can never disagree."""
    asked = getattr(resolve(address(url_name)).func, "required_permissions", ())
    return not asked or any(user.has_perm(permission) for permission in asked)


def groups_for(user: User, today: date, sections: Iterable[Section] = SECTIONS) -> list[Group]:
    """The sections with something to open in them; a page that is not built yet has no entry."""
    groups = [Group(section.title, _lines(user, section.entries, today)) for section in sections]
    return [group for group in groups if group.lines]


def _lines(user: User, entries: Iterable[Entry], today: date) -> list[Line]:
    seen = [entry for entry in entries if address(entry.url_name) and may_open(user, entry.url_name)]
    return [Line(entry.name, address(entry.url_name), _said(entry, today)) for entry in seen]


def _said(entry: Entry, today: date) -> str:
    return entry.summary if isinstance(entry.summary, str) else entry.summary(today)
