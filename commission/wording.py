"""Cases, motions and results in French sentences. No names here: the commission may read without knowing who."""

from applications.enums import Kinship, Payee
from applications.models import Debt, HouseholdMember, LoanApplication
from applications.rules import last_instalment, usual_instalment
from harmonie.calendar import age_on
from harmonie.dates import plain_day
from harmonie.money import euros, feminine_count, short_euros

from .enums import Grounds, MotionKind, MotionResult, Outcome
from .models import AgendaItem, Decision, Motion
from .queries import result_of
from .rules import Quorum, Tally


def case_title(application: LoanApplication) -> str:
    """« Réparation de chaudière, 450 € »."""
    return f"{application.project.description}, {short_euros(application.project.amount)}"


def point_title(item: AgendaItem) -> str:
    """« Réparation de chaudière », or which decision about it the point proposes to withdraw."""
    description = item.application.project.description
    return f"Retrait de la décision n°\u00a0{item.withdraws.number}, {description}" if item.withdraws else description


def instalments(amount, months: int) -> str:
    """« 15 échéances de 30,00 € », the last one may differ by some cents."""
    if months == 1:
        return f"une échéance de {euros(amount)}"
    return f"{months} échéances de {euros(usual_instalment(amount, months))}"


def every_instalment(amount, months: int) -> str:
    """« 11 échéances de 51,67 € et une dernière de 51,63 € »: to the cent, for the person who pays."""
    usual, last = usual_instalment(amount, months), last_instalment(amount, months)
    if last == usual:
        return instalments(amount, months)
    first = f"{months - 1}\u00a0échéances" if months > 2 else "une échéance"
    return f"{first} de {euros(usual)} et une dernière de {euros(last)}"


def portrait(application: LoanApplication, members: list[HouseholdMember]) -> str:
    """« Une personne seule de 35 ans, un enfant de 8 ans. »: ages and ties, never a name."""
    day = application.requested_on
    age = age_on(application.applicant.birth_date, day)
    couple = any(member.kinship == Kinship.PARTNER for member in members)
    children = [member for member in members if member.kinship == Kinship.CHILD]
    others = len(members) - len(children) - couple
    parts = [f"Une personne {'en couple' if couple else 'seule'} de {age}\u00a0ans"]
    if application.applicant.situation:
        parts.append(application.applicant.situation[0].lower() + application.applicant.situation[1:])
    if children:
        parts.append(_children([age_on(child.birth_date, day) for child in children]))
    if others:
        parts.append(f"{feminine_count(others)} autre{'s' if others > 1 else ''} personne{'s' if others > 1 else ''}")
    return ", ".join(parts) + "."


def _children(ages: list[int]) -> str:
    said = [f"{age}\u00a0an{'s' if age > 1 else ''}" if age else "moins d’un an" for age in sorted(ages)]
    if len(said) == 1:
        return f"un enfant de {said[0]}"
    return f"{len(said)}\u00a0enfants de {', '.join(said[:-1])} et {said[-1]}"


def household(members: list[HouseholdMember]) -> str:
    people = len(members) + 1
    return "Une personne" if people == 1 else f"{people}\u00a0personnes"


def debts(owed: list[Debt]) -> str:
    """« 2 dettes, reste dû 1 240,00 €, 85,00 € par mois (comptés dans les charges) »: figures, never a creditor."""
    if not owed:
        return ""
    left, each = sum(debt.balance for debt in owed), sum(debt.instalment for debt in owed)
    count = f"{len(owed)}\u00a0dette{'s' if len(owed) > 1 else ''}"
    return f"{count}, reste dû {euros(left)}, {euros(each)} par mois (déjà dans les charges)"


def other_funding(application: LoanApplication) -> str:
    """What somebody else pays; who, unless the sheet hides who is asking."""
    project = application.project
    if not project.other_funding:
        return ""
    known = project.other_funding_from and not application.scheme.is_anonymised
    return f"{euros(project.other_funding)}{f', {project.other_funding_from}' if known else ''}"


def urgency(application: LoanApplication) -> str:
    """The reason as it was written, unless the sheet hides who is asking."""
    known = application.urgency_reason and not application.scheme.is_anonymised
    return f"Demande urgente\u00a0: {application.urgency_reason}" if known else "Demande urgente"


def units(value) -> str:
    """« 1 unité de consommation », « 1,3 unité de consommation »."""
    figure = f"{value.normalize():f}".replace(".", ",")
    return f"{figure}\u00a0unité{'s' if value >= 2 else ''} de consommation"


def paid_to(payee: str) -> str:
    return {Payee.SUPPLIER: "versé au fournisseur", Payee.BORROWER: "versé à l’emprunteur"}[Payee(payee)]


def motion_sentence(motion: Motion, scheme_name: str) -> str:
    """What is put to the vote, as it is read out."""
    if motion.kind == MotionKind.WITHDRAW:
        return _withdrawal(motion.item.withdraws, motion.grounds)
    return _sentence(MotionKind(motion.kind), motion, scheme_name)


KIND_OF_OUTCOME = {
    Outcome.GRANTED: MotionKind.GRANT,
    Outcome.PARTIALLY_GRANTED: MotionKind.GRANT,
    Outcome.DEFERRED: MotionKind.DEFER,
    Outcome.REFUSED: MotionKind.REFUSE,
    Outcome.REDIRECTED: MotionKind.REDIRECT,
}


def decision_sentence(decision: Decision, scheme_name: str) -> str:
    """What was decided, by a vote or alone, in the words of a motion."""
    if decision.outcome == Outcome.WITHDRAWN:
        return _withdrawal(decision.withdraws, decision.grounds)
    return _sentence(KIND_OF_OUTCOME[Outcome(decision.outcome)], decision, scheme_name)


def _withdrawal(former: Decision, grounds: str) -> str:
    named = f"n°\u00a0{former.number} du {plain_day(former.decided_at)}"
    return f"Retirer la décision {named}\u00a0: {Grounds(grounds).label}."


def _sentence(kind: MotionKind, terms: Motion | Decision, scheme_name: str) -> str:
    why = Grounds(terms.grounds).label
    if kind == MotionKind.GRANT:
        sentence = (
            f"Accorder un {scheme_name} de {short_euros(terms.amount)}, "
            f"remboursable en {instalments(terms.amount, terms.months)}, {paid_to(terms.payee)}."
        )
        return f"{sentence} Conditions\u00a0: {ended(terms.conditions)}" if terms.conditions else sentence
    if kind == MotionKind.REDIRECT:
        return f"Réorienter la demande vers {terms.target_scheme.name}\u00a0: {why}."
    if kind == MotionKind.DEFER:
        awaited = f" Attendu\u00a0: {ended(terms.awaited_document)}" if terms.awaited_document else ""
        return f"Ajourner la demande jusqu’au {plain_day(terms.defer_until)}\u00a0: {why}.{awaited}"
    return f"Refuser la demande\u00a0: {why}."


def ended(text: str) -> str:
    """The text with a full stop, unless it ends with one of its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def arithmetic(counted: Tally | Decision, presided_by: str = "") -> str:
    """« 4 pour, 1 contre, 1 abstention. Majorité : 3 des 5 voix exprimées. »

    `presided_by` names whose voice decided a tie.
    """
    if isinstance(counted, Decision) and counted.is_delegated:
        return "Décidée sans vote, par délégation."
    votes_for, against, blank = counted.votes_for, counted.votes_against, counted.abstentions
    cast = votes_for + against
    said = f"{votes_for}\u00a0pour, {against}\u00a0contre, {blank}\u00a0abstention{'s' if blank > 1 else ''}."
    if counted.by_casting_vote:
        whose = presided_by or (str(counted.decided_by) if isinstance(counted, Decision) else "la présidence")
        return f"{said} Partage égal\u00a0: la voix prépondérante de {whose} a décidé."
    if not cast:
        return f"{said} Aucune voix exprimée."
    if votes_for == against:
        return f"{said} Partage égal, sans voix prépondérante\u00a0: la proposition n’est pas adoptée."
    return f"{said} Majorité\u00a0: {cast // 2 + 1} des {cast} voix exprimées."


def voting_sentence(motion: Motion, shown_hands: int = 0) -> str:
    """How a closed motion was voted on: « Au scrutin secret. 4 pour, … ». Empty when it was not counted."""
    counted = result_of(motion)
    if counted is None:
        return ""
    manner = "Au scrutin secret. " if motion.is_secret else ""
    presided = str(motion.presided_by) if counted.by_casting_vote else ""
    hands = (
        f" {shown_hands}\u00a0voix {'ont été notées' if shown_hands > 1 else 'a été notée'} à main levée par le "
        "secrétariat."
        if shown_hands
        else ""
    )
    return f"{manner}{arithmetic(counted, presided)}{hands}"


RESULTS = {
    MotionResult.ADOPTED: "Adoptée",
    MotionResult.REJECTED: "Rejetée",
    MotionResult.STALE: "Caduque\u00a0: le dossier a changé pendant le vote",
    MotionResult.AMENDED: "Remplacée par un amendement\u00a0; les voix restent scellées",
    MotionResult.DROPPED: "Retirée par la présidence\u00a0; les voix restent scellées",
}


def quorum_sentence(count: Quorum) -> str:
    """« Quorum atteint : 5 présents, il en faut 4. »"""
    head = "Quorum atteint" if count.is_met else "Quorum non atteint"
    return f"{head}\u00a0: {count.present}\u00a0présent{'s' if count.present > 1 else ''}, il en faut {count.needed}."


def votes(decision: Decision) -> str:
    """« 5 pour, 1 abstention », without the zeros; whose voice decided a tie is said."""
    if decision.is_delegated:
        return "par délégation"
    counts = [(decision.votes_for, "pour"), (decision.votes_against, "contre"), (decision.abstentions, "abstention")]
    said = [f"{n}\u00a0{word}{'s' if n > 1 and word == 'abstention' else ''}" for n, word in counts if n]
    return ", ".join([*said, "voix prépondérante"] if decision.by_casting_vote else said)
