"""What waits for the administration: people without a role, terms and envelopes that run out, mail that stayed."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, islice

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.dates import plain_day
from harmonie.mail.mailbox import KINDS
from harmonie.mail.models import OutgoingMail
from harmonie.money import euros
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import BudgetEnvelope, Scheme, SchemeTerms
from harmonie.words import of

from ..links import link
from .groups import FEW, Group, Waiting, day_of, listed, waiting

TERMS_DAYS = 60  # before terms end without successor: a deliberation takes that long
NEXT_YEAR_FROM = 10  # October: the month from which the next exercice is prepared
NEARLY = Decimal("0.90")  # of an envelope, engaged
PERSON_CHIP = Chip("Sans rôle", "people", "wait")
TERMS_CHIP = Chip("Conditions", "calendar", "wait")
ENVELOPE_CHIP = Chip("Enveloppe", "chart", "wait")
MAIL_CHIP = Chip("Non remis", "mail", "stop")


def for_administrator(user: User, today: date) -> Iterator[Group]:
    """Everything that stops others from working, or soon will."""
    yield from _people(today)
    desks = (
        ("Conditions à voter", _terms(today), "schemes"),
        ("Enveloppes", chain(_envelopes(today), _left_over(today)), "envelopes"),
    )
    for label, lines, page in desks:
        if found := list(islice(lines, FEW)):
            yield Group(label, found, None, link(page))
    mail = OutgoingMail.objects.filter(KINDS["abandonnes"].where).defer("text", "html").order_by("pk")
    url = f"{link('outgoing_mail')}?etat=abandonnes"
    yield from listed("Courriels non remis", mail, lambda one: _undelivered(one, today), url)


def without_role() -> QuerySet[User]:
    """Open accounts that can do nothing."""
    return User.objects.filter(is_active=True, is_superuser=False, groups=None).order_by("joined_at", "pk")


def _people(today: date) -> Iterator[Group]:
    yield from listed("Personnes sans rôle", without_role(), lambda one: _roleless(one, today), "", count=False)


def _roleless(one: User, today: date) -> Waiting:
    do, url = f"Donner un rôle à {one}", link("person", one.pk) or link("people") or link("settings")
    return waiting(
        day_of(one.joined_at), today, do, url, "Son compte est ouvert, mais ne mène nulle part.", PERSON_CHIP
    )


def _terms(today: date) -> Iterator[Waiting]:
    """Open schemes without terms, or whose terms end soon with nothing voted for the day after."""
    for scheme in Scheme.objects.filter(is_active=True, terms=None).order_by("pk"):
        do, about = f"Voter les conditions {of(scheme)}", "Sans elles, personne ne peut demander ce crédit."
        yield waiting(today, today, do, link("vote_terms", scheme.code), about, TERMS_CHIP)
    last = today + timedelta(days=TERMS_DAYS)
    after = SchemeTerms.objects.filter(scheme=OuterRef("scheme"), valid_from__gte=OuterRef("valid_to"))
    ending = SchemeTerms.objects.filter(scheme__is_active=True, valid_to__gte=today, valid_to__lte=last)
    for terms in ending.filter(~Exists(after)).select_related("scheme").order_by("valid_to"):
        do, end = f"Voter les nouvelles conditions {of(terms.scheme)}", terms.valid_to
        about = f"Celles d’aujourd’hui s’arrêtent le {plain_day(end)}."
        yield waiting(today, today, do, link("vote_terms", terms.scheme.code), about, TERMS_CHIP, due=end)


def _envelopes(today: date) -> Iterator[Waiting]:
    """Envelopes of this exercice that are nearly engaged; exercices that nobody has opened."""
    nearly = BudgetEnvelope.objects.filter(
        year=today.year, scheme__is_active=True, engaged__gte=F("allocated") * NEARLY
    )
    for envelope in nearly.select_related("scheme"):
        do = f"Prévoir la suite de l’enveloppe {of(envelope.scheme)}"
        about = f"Il reste {euros(envelope.available)} sur {euros(envelope.allocated)} pour {today.year}."
        yield waiting(today, today, do, link("envelope", envelope.scheme.code, today.year), about, ENVELOPE_CHIP)
    years = [today.year, *([today.year + 1] if today.month >= NEXT_YEAR_FROM else [])]
    for year in years:
        opened = BudgetEnvelope.objects.filter(scheme=OuterRef("pk"), year=year)
        for scheme in Scheme.objects.filter(~Exists(opened), lending=Lending.OWN, is_active=True):
            do = f"Ouvrir l’exercice {year} {of(scheme)}"
            url, due = link("open_envelope", scheme.code), max(date(year, 1, 1), date(today.year, 1, 1))
            yield waiting(today, today, do, url, "Sans enveloppe, rien ne peut être accordé.", ENVELOPE_CHIP, due=due)


def _left_over(today: date) -> Iterator[Waiting]:
    """What the exercice before still has, and the scheme's rule carries into the one that runs."""
    former = BudgetEnvelope.objects.filter(scheme=OuterRef("scheme"), year=today.year - 1)
    left = Subquery(former.values(left=F("allocated") - F("engaged")))
    running = BudgetEnvelope.objects.filter(year=today.year, scheme__is_active=True, scheme__carries_over=True)
    for envelope in running.annotate(left=left).filter(left__gt=0).select_related("scheme").order_by("pk"):
        do = f"Reporter sur {today.year} ce qui reste {of(envelope.scheme)}"
        about = f"{euros(envelope.left)} de l’exercice {today.year - 1} n’ont pas été engagés."
        url = link("envelope", envelope.scheme.code, today.year)
        yield waiting(date(today.year, 1, 1), today, do, url, about, ENVELOPE_CHIP)


def _undelivered(mail: OutgoingMail, today: date) -> Waiting:
    do, url = f"Voir le courriel qui n’a pas été remis à {mail.recipient}", f"{link('outgoing_mail')}?etat=abandonnes"
    return waiting(day_of(mail.abandoned_at), today, do, url, mail.subject, MAIL_CHIP)
