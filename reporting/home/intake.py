"""What waits at intake: for the partner who referred, the social worker, and whoever watches over silence.

The groups of the CCAS are the work list's own filters, so that a count and the list it leads to cannot differ.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from applications.duplicates.queries import earlier_twin
from applications.enums import CHIPS, CLOSED_STATES, State
from applications.models import LoanApplication, LoanApplicationQuerySet
from applications.outcomes.silence import watch
from applications.partner_space.words import LISTS, simple_state
from applications.queries import listed_for, project_of
from applications.worklist.filters import ARRIVED, ME, NOBODY, OVERDUE, TO_CHASE, Filters, found
from applications.worklist.lists import EVERYTHING, listings
from harmonie.accounts.models import User
from harmonie.chips import Chip
from harmonie.money import short_euros
from harmonie.registry.models import AccessEntry
from harmonie.schemes.enums import Lending
from harmonie.schemes.models import Scheme
from harmonie.words import of

from ..links import link
from ..periods import midnight
from .groups import NEAR_DAYS, Group, Waiting, counted, day_of, days_before, first_of, listed, waiting

NEWS_DAYS = 14
TWIN_CHIP = Chip("Doublon possible", "people", "wait")
ARRIVED_CHIP = Chip("Pièces arrivées", "check", "go")
# Where somebody can still answer before silence does; documents that are awaited suspend the delay.
ANSWERABLE = (State.SUBMITTED, State.IN_REVIEW, State.READY, State.ON_AGENDA)
OPEN_TO_COMPARE = (State.SUBMITTED, State.IN_REVIEW, State.AWAITING_DOCUMENTS)


def about(application: LoanApplication) -> str:
    """« Réfrigérateur, 620 € sur 12 mois. »"""
    project = project_of(application)
    if project is None:
        return "Le projet reste à décrire."
    return f"{project.description}, {short_euros(project.amount)} sur {project.months} mois."


def dossier(application: LoanApplication, today: date, do: str, about: str, chip: Chip | None = None) -> Waiting:
    """A line that leads to a dossier, with the day on which silence would answer for the CCAS."""
    since = day_of(application.submitted_at or application.created_at)
    seen = watch(application.state, application.implicit_decision_on, day_of(application.state_since), today)
    url, chip = link("applications:detail", application.reference), chip or CHIPS[State(application.state)]
    due = seen.on if seen and seen.is_near else None
    return waiting(since, today, do, url, about, chip, due=due, case=application.reference)


# Partners ---------------------------------------------------------------------------------------


def for_partner(user: User, today: date) -> Iterator[Group]:
    """A partner's own referrals: to finish, to complete, answered and not read yet."""
    mine = listed_for(user).order_by("pk")
    key = "a-completer"
    rows = mine.filter(LISTS[key][1])
    url = f"{link('applications:list')}?liste={key}"
    yield from listed("À terminer ou à compléter", rows, lambda one: _to_complete(one, today), url)
    read = AccessEntry.objects.filter(user=user, reference=OuterRef("reference"), opened_at__gte=OuterRef("closed_at"))
    news = mine.filter(state__in=CLOSED_STATES, closed_at__gte=days_before(today, NEWS_DAYS))
    news = news.filter(~Exists(read)).order_by("closed_at", "pk")
    yield from listed("Réponses à lire", news, lambda one: _answered(one, today), "", count=False)


def _to_complete(application: LoanApplication, today: date) -> Waiting:
    url, chip = link("applications:detail", application.reference), simple_state(application)
    if application.state == State.DRAFT:
        do, since, said = "Terminer l’orientation {of}", application.created_at, about(application)
    else:
        do, since, said = "Apporter ce qui est attendu pour {whom}", application.state_since, application.awaited
    whom = application.applicant
    do = do.format(of=of(whom), whom=whom)
    return waiting(day_of(since), today, do, url, said, chip, case=application.reference)


def _answered(application: LoanApplication, today: date) -> Waiting:
    url, chip = link("applications:detail", application.reference), simple_state(application)
    do = f"Lire la réponse pour {application.applicant}"
    return waiting(day_of(application.closed_at), today, do, url, about(application), chip, case=application.reference)


# The CCAS ---------------------------------------------------------------------------------------


def asked_of_list(user: User, today: date, **words: object) -> tuple[LoanApplicationQuerySet, str]:
    """The rows and the address of the work list with these filters, in every request."""
    everything = next(listing for listing in listings(user) if listing.key == EVERYTHING)
    filters = Filters(everything, **words)  # type: ignore[arg-type]
    rows = found(listed_for(user), filters, user, midnight(today))
    return rows, f"{link('applications:list')}?{filters.query()}"


def for_silence(user: User, today: date) -> Iterator[Group]:
    """What the CCAS must answer before its silence rejects it, or has let pass: the nearest day first."""
    for label, when in (("Rejet implicite acquis", OVERDUE), ("Rejet implicite proche", str(NEAR_DAYS))):
        rows, url = asked_of_list(user, today, states=ANSWERABLE, decision=when)
        rows = rows.order_by("implicit_decision_on", "pk")
        yield from listed(label, rows, lambda one: _silent(one, today), url)


def _silent(application: LoanApplication, today: date) -> Waiting:
    seen = watch(application.state, application.implicit_decision_on, day_of(application.state_since), today)
    said, chip = (seen.sentence, seen.chip) if seen else (about(application), None)
    return dossier(application, today, f"Répondre à {application.applicant}", said, chip)


TO_TAKE_OVER = "Prendre en charge la demande {of}"
WORKER_GROUPS = (
    ("À prendre en charge", TO_TAKE_OVER, {"states": (State.SUBMITTED,), "worker": NOBODY}),
    ("Confiées à vous", TO_TAKE_OVER, {"states": (State.SUBMITTED,), "worker": ME}),
    ("Évaluations à terminer", "Terminer l’évaluation sociale {of}", {"states": (State.IN_REVIEW,), "worker": ME}),
    (
        "Pièces arrivées",
        "Reprendre l’instruction de la demande {of}",
        {"states": (State.AWAITING_DOCUMENTS,), "worker": ME, "papers": ARRIVED},
    ),
    (
        "Pièces en retard",
        "Demander des nouvelles des pièces {of}",
        {"states": (State.AWAITING_DOCUMENTS,), "worker": ME, "papers": TO_CHASE},
    ),
    (
        "Réponses du prêteur à suivre",
        "Suivre la réponse de l’organisme prêteur pour {whom}",
        {"states": (State.SENT_TO_LENDER,), "worker": ME},
    ),
    (
        "Versements du prêteur à suivre",
        "Suivre le versement du prêteur à {whom}",
        {"states": (State.LENDER_GRANTED,), "worker": ME},
    ),
)


def for_worker(user: User, today: date) -> Iterator[Group]:
    """The social worker's desk: to take over, to assess, to go on with, to send to the lender, to announce."""
    asked = [(label, do, *asked_of_list(user, today, **words)) for label, do, words in WORKER_GROUPS]
    shown = [first_of(rows.order_by("state_since", "pk")) for _, _, rows, _ in asked]
    twins = _twins(user, [one for few in shown for one in few])
    for (label, do, rows, url), few in zip(asked, shown, strict=True):
        if few:
            yield Group(label, [_said(do, today, twins)(one) for one in few], counted(rows, few), url)
    yield from ready_for(user, today, Lending.EXTERNAL)
    since = days_before(today, NEWS_DAYS)
    refused = listed_for(user).filter(state=State.LENDER_REFUSED, worker=user, closed_at__gte=since)
    yield from listed("À annoncer", refused.order_by("closed_at", "pk"), lambda one: _told(one, today), "", count=False)


def _twins(user: User, shown: list[LoanApplication]) -> set[int]:
    """Which of the few that are shown may be a second request of the same person; asked once for all groups."""
    compared = [one.pk for one in shown if one.state in OPEN_TO_COMPARE]
    return set(LoanApplication.objects.filter(earlier_twin(user), pk__in=compared).values_list("pk", flat=True))


def _said(do: str, today: date, twins: Collection[int] = ()) -> Callable[[LoanApplication], Waiting]:
    def line(application: LoanApplication) -> Waiting:
        whom = application.applicant
        if application.pk in twins:
            asked = f"Vérifier si deux demandes concernent {whom}"
            return dossier(
                application, today, asked, "Une demande plus ancienne est peut-être de la même personne.", TWIN_CHIP
            )
        chip = ARRIVED_CHIP if do.startswith("Reprendre") else None
        return dossier(application, today, do.format(whom=whom, of=of(whom)), about(application), chip)

    return line


READY = {
    Lending.OWN: ("À inscrire à l’ordre du jour", "Inscrire à une séance la demande {of}"),
    Lending.EXTERNAL: ("À envoyer à l’organisme prêteur", "Envoyer à l’organisme prêteur le dossier {of}"),
}


def ready_for(user: User, today: date, lending: Lending) -> Iterator[Group]:
    """Files that are ready, scheme by scheme: for the agenda, or for the lender (then those that one follows)."""
    label, do = READY[lending]
    schemes = list(Scheme.objects.filter(lending=lending, is_active=True))
    worker = {"worker": ME} if lending == Lending.EXTERNAL else {}
    for scheme in schemes:
        rows, url = asked_of_list(user, today, states=(State.READY,), scheme=scheme.pk, **worker)
        name = label if len(schemes) == 1 else f"{label}, {scheme}"
        yield from listed(name, rows.order_by("state_since", "pk"), _said(do, today), url)


def _told(application: LoanApplication, today: date) -> Waiting:
    do = f"Annoncer à {application.applicant} la réponse de l’organisme prêteur"
    url, since = link("applications:detail", application.reference), day_of(application.closed_at)
    return waiting(
        since, today, do, url, application.closing_note, CHIPS[State.LENDER_REFUSED], case=application.reference
    )
