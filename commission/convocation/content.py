"""What the convocation says, in whole sentences. It names nobody who asks for a loan.

Sources: CASF R123-16 to R123-23 and domain.md §1, as far as the local règlement intérieur does not say otherwise.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from harmonie.dates import clock, long_day, plain_day
from harmonie.documents.models import DocumentKind
from harmonie.documents.texts.kinds import LetterKind
from harmonie.documents.texts.queries import wording
from harmonie.money import short_euros
from harmonie.town.signing import Signing, signing

from ..enums import Capacity, Mode, QuorumShare
from ..models import AgendaItem, Meeting, Seat, StandingRules, UrgentReport
from ..rules import needed_for_quorum

TEMPLATE = "pdf/convocation.html"
ARTICLE = "article R.\u00a0123-16 du code de l’action sociale et des familles"
SHARES = {
    QuorumShare.MAJORITY: "plus de la moitié des membres en exercice",
    QuorumShare.HALF: "la moitié des membres en exercice",
    QuorumShare.THIRD: "le tiers des membres en exercice",
}


class Row(NamedTuple):
    """One line of the agenda. A hidden one has its number and a sentence, nothing else."""

    position: int
    number: str = ""
    scheme: str = ""
    purpose: str = ""
    amount: str = ""


def rows(items: Sequence[AgendaItem], hides: Collection[int] = ()) -> list[Row]:
    return [Row(item.position) if item.pk in hides else _row(item) for item in items]


def _row(item: AgendaItem) -> Row:
    application, withdrawn = item.application, item.withdraws
    project = application.project
    return Row(
        item.position,
        application.reference,
        str(application.scheme),
        f"retrait de la décision n°\u00a0{withdrawn.number}" if withdrawn else project.get_purpose_display(),
        "" if withdrawn else short_euros(project.amount),
    )


def when(meeting: Meeting) -> str:
    """« le mardi 12 janvier 2027 à 14 h 30 »."""
    return f"le {long_day(meeting.starts_at)} à {clock(meeting.starts_at)}"


def title(meeting: Meeting) -> str:
    """What the meeting is called in a mail's subject and in a calendar."""
    what = "consultation écrite" if meeting.mode == Mode.WRITTEN else "séance"
    return f"{what} du {plain_day(meeting.starts_at)}"


def invitation(meeting: Meeting) -> str:
    """The sentence that convenes: when and where, or until when each member may vote."""
    if meeting.mode == Mode.WRITTEN:
        return (
            f"la présidence vous consulte par écrit à partir du {plain_day(meeting.starts_at)}. "
            f"Votre voix est attendue jusqu’au {long_day(meeting.vote_until)} à {clock(meeting.vote_until)}."
        )
    where = f"à distance, par {meeting.link}" if meeting.mode == Mode.REMOTE and meeting.link else meeting.place
    joined = f", {where}" if where else ""
    return f"nous vous convions à la séance de la commission permanente qui se tient {when(meeting)}{joined}."


def quorum(meeting: Meeting, rules: StandingRules, in_office: int) -> str:
    """How many must come, or why it does not matter this time."""
    if meeting.follows_id and rules.second_without_quorum:
        return (
            f"La séance du {plain_day(meeting.follows.starts_at)} n’a pas réuni le quorum. Sur cette seconde "
            "convocation, la commission délibère valablement quel que soit le nombre des membres présents."
        )
    share = QuorumShare(rules.quorum_share)
    needed = needed_for_quorum(in_office, share)
    people = f"{needed}\u00a0membre{'s' if needed > 1 else ''}"
    verb = "participent" if needed > 1 else "participe"
    return (
        f"La commission délibère valablement si {people} y {verb} en personne ({SHARES[share]}, "
        f"qui sont {in_office}). Un pouvoir ne compte pas pour le quorum."
    )


def notice(rules: StandingRules) -> str:
    """The rule of the notice, with its source."""
    days = rules.notice_days
    term = f"{days}\u00a0jour{'s' if days > 1 else ''} au moins" if days else "sans délai minimal"
    before = f"La convocation est adressée {term} avant la séance" if days else "La convocation est adressée " + term
    source = rules.source if "123-16" in rules.source else f"{ARTICLE}\u202f; {rules.source}"
    return f"{before} ({source})."


def reported(report: UrgentReport) -> str:
    """A decision taken alone, told to the commission: its number and its day."""
    decision = report.decision
    return (
        f"Décision n°\u00a0{decision.number} du {plain_day(decision.decided_at)}, prise en urgence par délégation "
        "(article R.\u00a0123-22 du code de l’action sociale et des familles)."
    )


def convocation_context(
    meeting: Meeting,
    *,
    items: Sequence[AgendaItem],
    hides: Collection[int],
    rules: StandingRules,
    is_changed: bool,
    reference: str,
    issued_on: date,
) -> dict[str, Any]:
    """What the template needs. `hides` holds the items that its reader must not know of."""
    seats = list(meeting.seats.filter(stands_in_for=None).select_related("user").order_by("precedence", "pk"))
    return {
        "meeting": meeting,
        "heading": heading(meeting, is_changed=is_changed),
        "is_changed": is_changed,
        "invitation": invitation(meeting),
        "rows": rows(items, hides),
        "reports": [reported(report) for report in meeting.urgent_reports.select_related("decision")],
        "quorum": quorum(meeting, rules, len(seats)),
        "notice": notice(rules),
        "allows_proxies": rules.allows_proxies and meeting.mode != Mode.WRITTEN,
        "signatory": _signatory(seats, issued_on),
        "wording": wording(LetterKind.CONVOCATION, {"seance": when(meeting), "lieu": meeting.place}, on=issued_on),
        "reference": reference,
        "issued_on": issued_on,
    }


def _signatory(seats: Sequence[Seat], on: date) -> Signing:
    """Whoever is named for it, else the president; « la présidence » while there is none."""
    president = next((seat.user for seat in seats if seat.capacity == Capacity.PRESIDENT), None)
    return signing(DocumentKind.CONVOCATION, on=on, author=president)


def heading(meeting: Meeting, *, is_changed: bool) -> str:
    if is_changed:
        return "Ordre du jour modifié"
    if meeting.mode == Mode.WRITTEN:
        return "Consultation écrite de la commission permanente"
    return f"{'Seconde convocation' if meeting.follows_id else 'Convocation'} de la commission permanente"
