"""The state of each setting, in a few words. Each costs one or two queries, however many rows there are."""

from datetime import date

from django.db.models import Count, Q, Sum

from applications.models import DocumentRequirement
from commission.models import Mandate, StandingRules
from harmonie.accounts.models import Partner, User
from harmonie.accounts.people.queries import WAITING
from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.schemes.models import BudgetEnvelope, Scheme
from loans.models import AgreementText, MoneyRules


def many(count: int, one: str, several: str = "") -> str:
    """« 0 personne », « 1 personne », « 3 personnes »."""
    return f"{count} {one if count < 2 else several or f'{one}s'}"


def schemes(today: date) -> str:
    found = Scheme.objects.aggregate(opened=Count("pk", filter=Q(is_active=True)), every=Count("pk"))
    closed = found["every"] - found["opened"]
    said = many(found["opened"], "dispositif ouvert", "dispositifs ouverts")
    return f"{said}, {many(closed, 'fermé')}." if closed else f"{said}."


def envelopes(today: date) -> str:
    running = BudgetEnvelope.objects.filter(year=today.year)
    found = running.aggregate(allocated=Sum("allocated"), engaged=Sum("engaged"))
    if found["allocated"] is None:
        return f"Aucune enveloppe pour {today.year}."
    return f"{short_euros(found['allocated'] - found['engaged'])} disponibles en {today.year}."


def people(today: date) -> str:
    opened = Q(is_active=True)
    found = User.objects.aggregate(active=Count("pk", filter=opened), waiting=Count("pk", filter=opened & WAITING))
    waiting = many(found["waiting"], "invitation en attente", "invitations en attente")
    return f"{many(found['active'], 'personne')}{f', {waiting}' if found['waiting'] else ''}."


def partners(today: date) -> str:
    found = Partner.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)), closed=Count("pk", filter=Q(is_active=False))
    )
    closed = f", {many(found['closed'], 'fermé')}" if found["closed"] else ""
    return f"{many(found['active'], 'partenaire qui oriente', 'partenaires qui orientent')}{closed}."


def standing_rules(today: date) -> str:
    begun = StandingRules.objects.filter(valid_from__lte=today).order_by("-valid_from").first()
    return f"En vigueur depuis le {plain_day(begun.valid_from)}." if begun else "Aucun n’est encore en vigueur."


def mandates(today: date) -> str:
    sitting = Mandate.objects.in_office(today).filter(substitute_for=None).count()
    return f"{many(sitting, 'membre')} en fonction." if sitting else "Personne n’est en fonction."


def money_rules(today: date) -> str:
    begun = MoneyRules.objects.filter(valid_from__lte=today).order_by("-valid_from").first()
    return f"En vigueur depuis le {plain_day(begun.valid_from)}." if begun else "Aucune n’est encore en vigueur."


def agreement_texts(today: date) -> str:
    found = AgreementText.objects.aggregate(
        dated=Count("pk", filter=Q(valid_from__isnull=False)), drafts=Count("pk", filter=Q(valid_from=None))
    )
    drafts = f", {many(found['drafts'], 'brouillon')}" if found["drafts"] else ""
    return f"{many(found['dated'], 'version datée', 'versions datées')}{drafts}."


def requirements(today: date) -> str:
    asked = DocumentRequirement.objects.filter(is_active=True).count()
    return f"{many(asked, 'pièce demandée', 'pièces demandées')}." if asked else "Aucune pièce n’est demandée."
