"""One point of the agenda in the minutes: who stepped aside, what was put to the vote, what was decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from harmonie.dates import clock, plain_day
from harmonie.money import short_euros

from .. import wording
from ..enums import Grounds, ItemState, Mode, MotionResult, MotionState, Outcome
from ..models import AgendaItem, Decision, Motion, Recusal
from ..queries import result_of
from .records import Records, headcount, was_here

# domain.md §1, déport.
ASIDE = "n’a pas pris part au débat ni au vote, a quitté la séance"
ASIDE_AWAY = "en déport et hors de la séance, n’a pas pris part au débat ni au vote"
NOT_TOLD = "Ce point n’est pas communiqué à un membre qui s’en est déporté."
ENDED = {
    MotionResult.STALE: "Caduque\u00a0: le dossier a changé pendant le vote, aucune voix n’est comptée.",
    MotionResult.DROPPED: "Retirée par la présidence avant la clôture\u202f; les voix restent scellées.",
    MotionResult.AMENDED: "Remplacée par un amendement avant la clôture\u202f; les voix restent scellées.",
}


class Point(NamedTuple):
    """`pk` is None for a reader who stepped aside: then there is a number, and nothing else."""

    position: int
    pk: int | None
    heading: str
    lines: Sequence[str]
    decision: str
    reasons: Sequence[str]
    remark: str


def point_of(item: AgendaItem, records: Records) -> Point:
    if item.is_hidden:  # type: ignore[attr-defined]
        return Point(item.position, None, f"Point {item.position}", [NOT_TOLD], "", [], "")
    decision = getattr(item, "decision", None)
    remark = getattr(item, "remark", None)
    return Point(
        position=item.position,
        pk=item.pk,
        heading=_heading(item),
        lines=[*_before(item), *_room(item, records), *_motions(item), *_ending(item, records)],
        decision=_decided(decision, records) if decision else "",
        reasons=_reasons(decision) if decision else [],
        remark=remark.text if remark else "",
    )


def _heading(item: AgendaItem) -> str:
    if item.withdraws:
        return f"Point {item.position}. Retrait de la décision n°\u00a0{item.withdraws.number}"
    number = item.application.reference
    return f"Point {item.position}. Demande n°\u00a0{number}\u00a0: {wording.case_title(item.application)}"


def _before(item: AgendaItem) -> list[str]:
    said = [f"Rapporteur\u00a0: {item.rapporteur}."] if item.rapporteur else []
    if item.late_reason:
        said.append(f"Inscrit après le délai\u00a0: {item.late_reason.rstrip('.')}.")
    return said


def _room(item: AgendaItem, records: Records) -> list[str]:
    """Who stepped aside, and the quorum of this case, both ways of counting."""
    moment = _moment(item, records)
    recusals = list(item.recusals.all())
    said = [_aside(recusal, records, moment) for recusal in recusals]
    if moment is None or item.state != ItemState.DECIDED:
        return said
    count, rules = headcount(records, moment, item), records.meeting.rules
    who = "Ont voté" if records.meeting.mode == Mode.WRITTEN else "Présents au moment du vote"
    here = f"{who}\u00a0: {count.present}"
    if not recusals or records.meeting.mode == Mode.WRITTEN:
        return [*said, f"{here}\u202f; il en faut {count.quorum.needed}."]
    ruling = "comptent" if rules.recused_count_for_quorum else "ne comptent pas"
    return [
        *said,
        f"{here}, {count.present - count.recused} sans les membres en déport, qui {ruling} pour le quorum selon le "
        f"règlement\u202f; il en faut {count.quorum.needed}.",
    ]


def _moment(item: AgendaItem, records: Records) -> datetime | None:
    closed = [motion.closed_at for motion in item.motions.all() if motion.closed_at]
    return max(closed) if closed else records.meeting.opened_at


def _aside(recusal: Recusal, records: Records, moment: datetime | None) -> str:
    seat = next((seat for seat in records.seats if seat.pk == recusal.seat_id), None)
    was_there = seat is not None and moment is not None and was_here(seat, moment)
    return f"{recusal.user} {ASIDE}." if was_there else f"{recusal.user}, {ASIDE_AWAY}."


def _motions(item: AgendaItem) -> list[str]:
    return [_motion(motion, item) for motion in item.motions.all()]


def _motion(motion: Motion, item: AgendaItem) -> str:
    """« Proposition de 14 h 10 : « … » 4 pour, 1 contre… Adoptée. »: totals, never who voted how."""
    kind = "Amendement" if motion.amends_id else "Proposition"
    sentence = wording.motion_sentence(motion, item.application.scheme.name)
    said = f"{kind} de {clock(motion.put_at)}\u00a0: «\u202f{sentence}\u202f»{_terms(motion)}"
    return f"{said} {_result(motion)}"


def _terms(motion: Motion) -> str:
    said = []
    if motion.conditions and motion.conditions not in wording.motion_sentence(motion, ""):
        said.append(f"sous conditions\u00a0: {motion.conditions.rstrip('.')}")
    if motion.awaited_document:
        said.append(f"pièce attendue\u00a0: {motion.awaited_document.rstrip('.')}")
    if motion.defer_until:
        said.append(f"jusqu’au {plain_day(motion.defer_until)}")
    return f" ({'\u202f; '.join(said)})." if said else ""


def _result(motion: Motion) -> str:
    if motion.state != MotionState.CLOSED:
        return "Le vote n’est pas clos."
    if result_of(motion) is None:
        return ENDED[MotionResult(motion.result)]
    said = wording.voting_sentence(motion, motion.hands)  # type: ignore[attr-defined]
    return f"{said} {wording.RESULTS[MotionResult(motion.result)]}."


def _ending(item: AgendaItem, records: Records) -> list[str]:
    if item.state == ItemState.POSTPONED:
        why = records.postponed_why.get(item.pk, "Reportée à une autre séance")
        return [f"{why.rstrip('.')}."]
    return [] if item.state == ItemState.DECIDED else ["Ce point n’a pas été examiné."]


def _decided(decision: Decision, records: Records) -> str:
    presided = records.meeting.presided_by_id
    chair = f" Présidence de ce point\u00a0: {decision.decided_by}." if decision.decided_by_id != presided else ""
    return f"Décision n°\u00a0{decision.number}\u00a0: {outcome(decision)}.{chair}"


def outcome(decision: Decision) -> str:
    """« accord de 620 € sur 12 mois, versé au fournisseur »."""
    word = Outcome(decision.outcome).label
    if decision.is_grant:
        paid = wording.paid_to(decision.payee)
        return f"{word} de {short_euros(decision.amount)} sur {decision.months}\u00a0mois, {paid}"
    if decision.defer_until:
        return f"{word} jusqu’au {plain_day(decision.defer_until)}"
    if decision.target_scheme_id:
        return f"{word} vers {decision.target_scheme}"
    return word


def _reasons(decision: Decision) -> list[str]:
    said = [f"Conditions\u00a0: {decision.conditions}"] if decision.conditions else []
    if decision.awaited_document:
        said.append(f"Pièce attendue\u00a0: {decision.awaited_document}")
    if decision.grounds:
        said.append(f"Motif\u00a0: {Grounds(decision.grounds).label}. {decision.explanation}".strip())
    return said


def urgent_line(decision: Decision) -> str:
    """« Décision n° D2027-0004 du 3 mars 2027, prise par… »."""
    if decision.is_hidden:  # type: ignore[attr-defined]
        return "Une décision n’est pas communiquée à un membre qui s’est déporté de ce dossier."
    source = f" ({decision.rules.urgent_delegation})" if decision.rules and decision.rules.urgent_delegation else ""
    return (
        f"Décision n°\u00a0{decision.number} du {plain_day(decision.decided_at)}, prise par {decision.decided_by} "
        f"par délégation{source}, demande n°\u00a0{decision.application.reference}\u00a0: {outcome(decision)}. "
        f"Urgence\u00a0: {decision.urgency.rstrip('.')}."
    )
