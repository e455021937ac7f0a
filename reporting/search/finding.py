"""What answers, room by room: each through its own scope and its own search, a few of each.

Every door asks the same questions whether or not the thing exists, and whether or not it is the reader's: a stranger's
number answers like a wrong one.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from applications.models import LoanApplication
from applications.partner_space.listing import Asked as PartnersAsked
from applications.partner_space.words import simple_state
from applications.queries import listed_for, project_of
from applications.worklist.filters import Filters, found, placed
from applications.worklist.search import alike
from commission.models import AgendaItem, Decision, Meeting
from commission.wording import case_title
from harmonie.accounts.models import Partner, User
from harmonie.accounts.roles import Role
from harmonie.chips import Chip
from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.paging import beyond
from loans.counter import queries as counter
from loans.models import Loan, LoanDocument
from loans.queries import grants_to_contract, search_grants

from ..links import link
from .asked import Asked

FEW = 5


class Hit(NamedTuple):
    """One thing: what it is called, what it is about, where it stands."""

    title: str
    about: str
    url: str
    chip: Chip | None = None


class Group(NamedTuple):
    """Things of one kind; `more` is where the room's own search shows all of them, "" when these are all."""

    label: str
    hits: list[Hit]
    more: str = ""


def groups_for(user: User, asked: Asked) -> list[Group]:
    """What this person may see of what was asked, kind by kind."""
    if not asked.is_enough:
        return []
    return [group for door in DOORS for group in door(user, asked) if group.hits]


def _group(label: str, rows: Iterable[Any], hit: Callable[[Any], Hit], more: str) -> Group:
    rows = list(rows)
    return Group(label, [hit(row) for row in rows[:FEW]], more if len(rows) > FEW else "")


# Intake -------------------------------------------------------------------------------------------


def requests(user: User, asked: Asked) -> Iterator[Group]:
    """By number, applicant or, for the CCAS, co-applicant: the search of the person's own list."""
    if not user.has_perm("applications.view_loanapplication"):
        return
    if user.holds(Role.PARTNER):
        words = PartnersAsked.read(_query(asked.text))
        rows: Iterable[LoanApplication] = words.keep(listed_for(user)).order_by("-pk")[: FEW + 1]
    else:
        filters = Filters.read(_query(asked.text), user)
        kept = placed(found(listed_for(user), filters, user, timezone.now()), filters)
        rows = beyond(kept, filters.order, None, FEW + 1)
    label = "Mes orientations" if user.holds(Role.PARTNER) else "Demandes"
    more = f"{link('applications:list')}?{urlencode({'liste': 'toutes', 'q': asked.text})}"
    yield _group(label, rows, lambda one: _request(one, user), more)


def _query(text: str) -> QueryDict:
    return QueryDict(urlencode({"liste": "toutes", "q": text}))


def _request(application: LoanApplication, user: User) -> Hit:
    project = project_of(application)
    about = f"{application.reference}, {short_euros(project.amount)}, {project.description}" if project else ""
    chip = simple_state(application) if user.holds(Role.PARTNER) else application.chip
    url = link("applications:detail", application.reference)
    return Hit(str(application.applicant), about or application.reference, url, chip)


# Loans --------------------------------------------------------------------------------------------


def loans(user: User, asked: Asked) -> Iterator[Group]:
    """By number, one of its papers, its dossier or its borrower, as at the counter; then grants without a loan."""
    if not user.has_perm("loans.view_loan"):
        return
    rows = counter.found(user, asked.text).order_by("-counter_rank", "-pk")[: FEW + 1]
    words = urlencode({"q": asked.text})
    at_the_counter = f"{link('loans:counter')}?{words}" if user.has_perm("loans.keep_loan") else ""
    yield _group("Prêts", rows, _loan, at_the_counter)
    grants = search_grants(grants_to_contract(user), asked.text)[: FEW + 1]
    yield _group("Accords à contractualiser", grants, _grant, f"{link('loans:list')}?{words}")


def _loan(loan: Loan) -> Hit:
    about = f"{loan.reference}, {short_euros(loan.principal)}"
    return Hit(str(loan.borrower), about, link("loans:detail", loan.reference), loan.chip)


def _grant(decision: Decision) -> Hit:
    about = f"{decision.number}, {short_euros(decision.amount)} sur {decision.months} mois"
    return Hit(str(decision.application.applicant), about, link("loans:open", decision.number))


# Commission ---------------------------------------------------------------------------------------


def commission(user: User, asked: Asked) -> Iterator[Group]:
    """Meetings by day or paper, cases and decisions by number. Never by name: a scheme may hide it from the members."""
    is_number = asked.dossier or asked.decision or asked.meeting is not None or asked.day
    if not is_number or not user.has_perm("commission.view_meeting"):
        return
    yield _group("Séances", _meetings(user, asked)[: FEW + 1], _meeting, link("commission:meetings"))
    yield _group("Points de l’ordre du jour", _cases(user, asked)[: FEW + 1], _case, link("commission:meetings"))
    if user.has_perm("commission.view_decision"):
        found = _decisions(user, asked)[: FEW + 1]
        yield _group("Décisions", found, _decision, link("commission:meetings"))


def _meetings(user: User, asked: Asked) -> QuerySet[Meeting]:
    seen = Meeting.objects.visible_to(user).order_by("-starts_at").distinct()
    if asked.meeting is not None:
        return seen.filter(pk=asked.meeting)
    return seen.filter(starts_at__date=asked.day) if asked.day else seen.none()


def _cases(user: User, asked: Asked) -> QuerySet[AgendaItem]:
    seen = AgendaItem.objects.visible_to(user).select_related("meeting", "application__project", "application__scheme")
    return seen.filter(application__reference=asked.dossier or "-").order_by("-pk")


def _decisions(user: User, asked: Asked) -> QuerySet[Decision]:
    seen = Decision.objects.visible_to(user).decided_here().select_related("application__project")
    if asked.decision:
        return seen.filter(number=asked.decision)
    return seen.filter(application__reference=asked.dossier or "-").order_by("-pk")


def _meeting(meeting: Meeting) -> Hit:
    return Hit(f"Séance du {plain_day(meeting.starts_at)}", meeting.place, link("commission:meeting", meeting.pk))


def _case(item: AgendaItem) -> Hit:
    about = f"Séance du {plain_day(item.meeting.starts_at)}, point {item.position}"
    return Hit(case_title(item.application), about, link("commission:case", item.pk), item.chip)


def _decision(decision: Decision) -> Hit:
    about = f"{decision.get_outcome_display().capitalize()}, le {plain_day(decision.decided_at)}"
    return Hit(f"Décision {decision.number}", about, link("commission:decision", decision.number), decision.chip)


# Settings -----------------------------------------------------------------------------------------


def people(user: User, asked: Asked) -> Iterator[Group]:
    """Partners and the people who work with Harmonie, for the administration."""
    if not user.has_perm("accounts.manage_settings"):
        return
    partners = alike(Partner.objects.all(), asked.text, "name").order_by("name")[: FEW + 1]
    yield _group("Partenaires", partners, _partner, link("settings"))
    colleagues = alike(User.objects.select_related("partner"), asked.text, "last_name", "first_name")
    colleagues = colleagues.order_by("-is_active", "last_name", "pk")[: FEW + 1]
    yield _group("Personnes", colleagues, _person, link("people") or link("settings"))


def _partner(partner: Partner) -> Hit:
    return Hit(partner.name, partner.city, link("partner_accounts", partner.pk))


def _person(person: User) -> Hit:
    own = link("person", person.pk) or (link("partner_accounts", person.partner_id) if person.partner_id else "")
    about = str(person.partner or person.office or "CCAS")
    return Hit(str(person), about if person.is_active else f"{about}, compte fermé", own or link("settings"))


DOORS = (requests, loans, commission, people)


# A number, whole ----------------------------------------------------------------------------------


def straight_to(user: User, asked: Asked) -> str:
    """The page of the one thing whose number this is, "" when it is none that this person may open."""
    doors = (_to_dossier, _to_loan, _to_decision, _to_meeting)
    return next((url for door in doors if (url := door(user, asked))), "")


def _to_dossier(user: User, asked: Asked) -> str:
    number = asked.dossier or "-"
    if LoanApplication.objects.visible_to(user).filter(reference=number).exists():
        return link("applications:detail", number)
    item = _cases(user, asked).first() if user.has_perm("commission.view_meeting") else None
    return link("commission:case", item.pk) if item else ""


def _to_loan(user: User, asked: Asked) -> str:
    """A loan, or the very paper that was scanned."""
    loan = Loan.objects.visible_to(user).filter(reference=asked.loan or "-").first()
    if loan is None:
        return ""
    number = asked.text.removeprefix("n°").strip().upper()
    paper = LoanDocument.objects.filter(loan=loan, document__reference=number).exists()
    return link("loans:document", loan.reference, number) if paper else link("loans:detail", loan.reference)


def _to_decision(user: User, asked: Asked) -> str:
    if not asked.decision:
        return ""
    seen = user.has_perm("commission.view_decision")
    if seen and Decision.objects.visible_to(user).filter(number=asked.decision).exists():
        return link("commission:decision", asked.decision)
    # Who reads the register reads every number in it, and no case.
    if user.has_perm("commission.view_register") and Decision.objects.filter(number=asked.decision).exists():
        return f"{link('commission:register')}?{urlencode({'annee': asked.decision[1:5]})}"
    return ""


def _to_meeting(user: User, asked: Asked) -> str:
    """By its paper; a day may hold several, and stays a search."""
    if asked.meeting is None or not Meeting.objects.visible_to(user).filter(pk=asked.meeting).exists():
        return ""
    return link("commission:meeting", asked.meeting)
