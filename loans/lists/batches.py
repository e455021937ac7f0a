"""What can be done at once with several rows of a list, and which rows those are."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from ..enums import PrintKind, Tab
from ..schedule import ScheduleError
from .filters import Filters, found

AT_ONCE = 200  # rows in one go: what a person can read before confirming
CHOSEN, ALL = "choix", "tout"


class Batch(NamedTuple):
    """Something to do with several rows: where it is offered, and the words of its page."""

    slug: str
    tabs: tuple[Tab, ...]
    offer: str
    title: str
    lead: str
    effect: str


PREPARE = Batch(
    "contrats",
    (Tab.TO_CONTRACT,),
    "Préparer les contrats",
    "Préparer les contrats",
    "Chaque accord devient un prêt à signer, avec son échéancier. La première échéance est la même pour tous.",
    "Préparer les contrats cochés",
)
CANCEL = Batch(
    "caducite",
    (Tab.TO_SIGN,),
    "Annuler ceux dont le délai est passé",
    "Annuler les prêts non signés dans le délai",
    "Leur montant revient à l’enveloppe. Ceux qui peuvent encore être signés sont laissés.",
    "Annuler les prêts cochés",
)
PAY = Batch(
    "versements",
    (Tab.TO_DISBURSE,),
    "Saisir les mandats",
    "Saisir les mandats de versement",
    "Un numéro par prêt versé. Laissez vide ceux qui ne sont pas versés ce jour-là.",
    "Enregistrer les versements",
)
BATCHES = {batch.slug: batch for batch in (PREPARE, CANCEL, PAY)}
# What can be printed of a list, by the word of its address.
PRINTS = {
    "contrats": (PrintKind.AGREEMENT, (Tab.TO_SIGN,), "Imprimer les contrats"),
    "echeanciers": (
        PrintKind.SCHEDULE,
        (Tab.TO_SIGN, Tab.TO_DISBURSE, Tab.RUNNING, Tab.LATE),
        "Imprimer les échéanciers",
    ),
    "attestations": (PrintKind.SETTLEMENT, (Tab.SETTLED,), "Imprimer les attestations de solde"),
}


class Offer(NamedTuple):
    """A button under a list: where it leads, with the rows that are ticked."""

    label: str
    url: str


def offered(tab: Tab) -> list[Offer]:
    acts = [Offer(one.offer, reverse("loans:batch", args=[one.slug])) for one in BATCHES.values() if tab in one.tabs]
    prints = [
        Offer(label, reverse("loans:print_list", args=[slug]))
        for slug, (_, tabs, label) in PRINTS.items()
        if tab in tabs
    ]
    return acts + prints


def key_of(tab: Tab) -> str:
    """What names a row of the list in an address."""
    return "number" if tab == Tab.TO_CONTRACT else "reference"


def selected(words: QueryDict, filters: Filters, user: User, today: date) -> QuerySet[Any]:
    """The rows ticked, or all that the filters keep; raises `Refusal` for none, or some that moved on."""
    everything = found(filters, user, today)
    if words.get(ALL):
        return everything
    names = {name for name in words.getlist(CHOSEN) if re.fullmatch(r"[\w-]{1,12}", name, re.ASCII)}
    if not names:
        raise Refusal("Cochez d’abord les lignes à traiter.")
    rows = everything.filter(**{f"{key_of(filters.tab)}__in": names})
    if rows.order_by().count() < len(names):
        raise Refusal("Une ligne cochée n’est plus dans cette liste\u00a0: quelqu’un l’a traitée. Cochez de nouveau.")
    return rows


def rows_named(words: QueryDict, filters: Filters, user: User, today: date) -> list[Any]:
    """The same, as many as a person reads before confirming; raises `Refusal` for more."""
    rows = list(selected(words, filters, user, today)[: AT_ONCE + 1])
    if len(rows) > AT_ONCE:
        raise Refusal(f"Traitez {AT_ONCE} lignes au plus à la fois\u00a0: resserrez les filtres.")
    return rows


class SomeRefused(Refusal):
    """Nothing was done: `by_row` says why, by the key of each row that was refused."""

    def __init__(self, by_row: dict[int, str]) -> None:
        count = len(by_row)
        what = "une ligne ne le peut pas" if count == 1 else f"{count} lignes ne le peuvent pas"
        super().__init__(f"Rien n’est enregistré\u00a0: {what}. La raison est écrite sous le nom.")
        self.by_row = by_row


def for_each(rows: Sequence[Any], act: Callable[[Any], Any]) -> list[Any]:
    """Acts on every row, all or nothing; raises `SomeRefused` with all the reasons, not only the first one."""
    results, refused = [], {}
    with transaction.atomic():
        for row in _in_order(rows):
            try:
                with transaction.atomic():
                    results.append(act(row))
            except (Refusal, ScheduleError) as refusal:
                refused[row.pk] = str(refusal)
        if refused:
            raise SomeRefused(refused)
    return results


def _in_order(rows: Iterable[Any]) -> list[Any]:
    """By key: two people who act on the same rows at once wait for each other, and never both at once."""
    return sorted(rows, key=lambda row: row.pk)
