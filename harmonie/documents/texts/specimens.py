"""A letter to nobody, to read its paragraphs before they apply: invented people, figures and days."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from harmonie.accounts.models import User
from harmonie.calendar import add_months
from harmonie.dates import plain_day
from harmonie.town.queries import town
from harmonie.town.signing import signing

from ..models import DocumentKind, LetterText
from ..pdf import Paper, render_pdf
from ..remedies import SILENCE, remedies
from .kinds import LetterKind
from .queries import worded

GRANTS = (LetterKind.GRANTED, LetterKind.PARTIALLY_GRANTED)
DECISIONS = (*GRANTS, LetterKind.DEFERRED, LetterKind.REFUSED, LetterKind.REDIRECTED, LetterKind.WITHDRAWAL)
CLOSINGS = (LetterKind.CLOSED_WITHDRAWN, LetterKind.CLOSED_INADMISSIBLE, LetterKind.CLOSED_REDIRECTED)
STEPS = {
    LetterKind.REMINDER_FIRST: "first",
    LetterKind.REMINDER_SECOND: "second",
    LetterKind.REMINDER_FORMAL: "formal_notice",
}
PAPERS = {
    LetterKind.ACKNOWLEDGEMENT: DocumentKind.ACKNOWLEDGEMENT,
    LetterKind.DOCUMENT_REQUEST: DocumentKind.DOCUMENT_REQUEST,
    LetterKind.SETTLEMENT: DocumentKind.SETTLEMENT,
    LetterKind.CONVOCATION: DocumentKind.CONVOCATION,
    **dict.fromkeys(DECISIONS, DocumentKind.DECISION_LETTER),
    **dict.fromkeys(CLOSINGS, DocumentKind.CLOSING_LETTER),
    **dict.fromkeys(STEPS, DocumentKind.REMINDER),
}
DECIDED = {
    LetterKind.GRANTED: "a décidé de vous accorder ce prêt de 620\u202f€",
    LetterKind.PARTIALLY_GRANTED: "a décidé de vous accorder une partie de cette somme, 500\u202f€",
    LetterKind.DEFERRED: "a décidé d’attendre avant de se prononcer",
    LetterKind.REFUSED: "a décidé de ne pas l’accorder",
    LetterKind.REDIRECTED: "a décidé de ne pas l’accorder et de vous orienter vers un autre dispositif",
    LetterKind.WITHDRAWAL: "a décidé de retirer sa décision n°\u00a02026-000",
}
HEADINGS = {
    LetterKind.CLOSED_WITHDRAWN: "Votre demande est classée sans suite",
    LetterKind.CLOSED_INADMISSIBLE: "Votre demande ne peut pas être reçue",
    LetterKind.CLOSED_REDIRECTED: "Une autre solution pour votre projet",
    LetterKind.REMINDER_FIRST: "Une échéance de votre prêt est restée en attente",
    LetterKind.REMINDER_SECOND: "Parlons ensemble de votre prêt",
    LetterKind.REMINDER_FORMAL: "Mise en demeure",
    LetterKind.CONVOCATION: "Convocation de la commission permanente",
}
REASON = "Les raisons de droit et de fait de la décision s’impriment ici."


def specimen_pdf(text: LetterText, by: User, today: date) -> Paper:
    """The letter with these paragraphs. Slow (about half a second)."""
    context = _common(text, by, today) | _facts(LetterKind(text.kind), today)
    return render_pdf(f"pdf/{PAPERS[LetterKind(text.kind)]}.html", context)


def _common(text: LetterText, by: User, today: date) -> dict[str, Any]:
    kind, ours = LetterKind(text.kind), town()
    person = SimpleNamespace(
        first_name="Camille",
        last_name="Exemple",
        address="1 rue du Modèle",
        postcode=ours.postcode,
        city=ours.name,
    )
    application = SimpleNamespace(
        reference="2026-0000", worker=by, partner="L’Escale", requested_on=today - timedelta(days=12)
    )
    return {
        "is_specimen": True,
        "is_draft": False,
        "reference": "SPÉCIMEN",
        "heading": HEADINGS.get(kind, "Votre demande de 620\u202f€"),
        "issued_on": today,
        "application": application,
        "person": person,
        "borrower": "Camille Exemple",
        "co_applicant": None,
        "worker": by,
        "loan": _loan(today),
        "asked": f"Le {plain_day(application.requested_on)}, vous avez demandé un prêt de 620\u202f€ sur 12\u00a0mois, "
        "pour le projet suivant\u00a0: un réfrigérateur.",
        "remedies": remedies(SILENCE) if kind == LetterKind.ACKNOWLEDGEMENT else remedies(),
        "author": by,
        "signatory": signing(PAPERS[kind], on=today, author=by),
        "wording": worded(text, invented(by, today)),
    }


def _loan(today: date) -> SimpleNamespace:
    decision = SimpleNamespace(number="2026-000")
    return SimpleNamespace(
        reference="P2026-0000",
        principal=Decimal(620),
        decision=decision,
        decided_on=add_months(today, -12),
        settled_on=today,
    )


def invented(by: User, today: date) -> dict[str, str]:
    """Words for every name that any letter offers."""
    soon = plain_day(today + timedelta(days=15))
    return {
        "personne": "Camille Exemple",
        "reference": "2026-0000",
        "pret": "P2026-0000",
        "suivi_par": str(by),
        "montant_demande": "620\u202f€",
        "montant_accorde": "620\u202f€",
        "montant": "620,00\u202f€",
        "montant_en_retard": "51,67\u202f€",
        "reste_du": "310,02\u202f€",
        "objet": "un réfrigérateur",
        "duree": "12\u00a0mois",
        "a_signer_avant": plain_day(add_months(today, 3)),
        "contact": f"{by}, qui suit votre dossier, vous appellera.",
        "attente": f"Votre dossier reste ouvert. Nous attendons au plus tard le {soon}\u00a0: un devis.",
        "dispositif_propose": "Microcrédit personnel",
        "accompagnement": f"{by}, du service social du CCAS,",
        "reponse_le": plain_day(add_months(today, 2)),
        "avant_le": soon,
        "repondre_avant": soon,
        "solde_le": plain_day(today),
        "seance": f"le {soon} à 14\u00a0h\u00a030",
        "lieu": "la salle du conseil",
    }


def _facts(kind: LetterKind, today: date) -> dict[str, Any]:
    """What only this letter's template asks for."""
    soon = today + timedelta(days=15)
    if kind in DECISIONS:
        return _decision(kind, today)
    if kind in STEPS:
        return _reminder(kind, today)
    if kind in CLOSINGS:
        parts = [("", ["Nous avons étudié votre demande."]), ("Les raisons", [REASON])]
        return {"parts": [{"title": title, "paragraphs": said} for title, said in parts]}
    if kind == LetterKind.ACKNOWLEDGEMENT:
        return {
            "received": f"Nous l’avons reçue le {plain_day(today)}.",
            "silence": f"Si vous n’avez pas de réponse de notre part le {plain_day(add_months(today, 2))}, votre "
            "demande sera considérée comme rejetée.",
            "suspended": "Si nous devons vous demander des pièces, ce délai s’arrête le temps de les recevoir.",
            "missing": [],
        }
    if kind == LetterKind.DOCUMENT_REQUEST:
        requirement = SimpleNamespace(help_text="Daté de moins de trois mois", may_be_only_seen=False)
        return {
            "yours": [SimpleNamespace(label="Devis", requirement=requirement)],
            "theirs": [],
            "deadline": f"Merci de nous les remettre avant le {plain_day(soon)}.",
            "effect": "Le délai de réponse est suspendu jusqu’à leur réception.",
        }
    if kind == LetterKind.SETTLEMENT:
        account = SimpleNamespace(disbursed=Decimal(620), repaid=Decimal(620), outstanding=Decimal(0), surplus=0)
        return {"account": account, "waived": 0, "principal_in_words": "six cent vingt euros", "remedies": None}
    return _convocation(soon)


def _decision(kind: LetterKind, today: date) -> dict[str, Any]:
    is_grant = kind in GRANTS
    return {
        "decision": SimpleNamespace(
            number="2026-000", is_grant=is_grant, explanation="" if kind == LetterKind.GRANTED else REASON
        ),
        "examined": f"La commission permanente a examiné votre demande le {plain_day(today)}",
        "decided": DECIDED[kind],
        "terms": ["Le prêt est sans intérêts ni frais."] if is_grant else [],
        "conditions": [],
        "law": "",
    }


def _reminder(kind: LetterKind, today: date) -> dict[str, Any]:
    due = today - timedelta(days=10)
    line = SimpleNamespace(due_on=due, amount=Decimal("51.67"), paid=Decimal(0), left=Decimal("51.67"))
    return {
        "step": STEPS[kind],
        "late": SimpleNamespace(amount=Decimal("51.67"), owed=Decimal("310.02")),
        "lines": [line],
        "opening": f"À ce jour, une échéance de votre prêt est restée impayée\u00a0: 51,67\u202f€ en tout, depuis le "
        f"{plain_day(due)}.",
        "answer_by": today + timedelta(days=15),
    }


def _convocation(day: date) -> dict[str, Any]:
    row = SimpleNamespace(
        position=1, number="2026-0000", scheme="Crédit sans intérêts", purpose="équipement ménager", amount="620\u202f€"
    )
    return {
        "meeting": SimpleNamespace(starts_at=day, short_notice_reason="", mode="room"),
        "is_changed": False,
        "invitation": f"nous vous convions à la séance de la commission permanente qui se tient le {plain_day(day)}.",
        "rows": [row],
        "reports": [],
        "quorum": "La commission délibère valablement si plus de la moitié des membres y participent en personne.",
        "notice": "La convocation est adressée 3\u00a0jours au moins avant la séance.",
        "allows_proxies": True,
    }
