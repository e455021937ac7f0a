"""The tables of a bilan, in the order in which they are read."""

from babel.dates import format_date

from commission.enums import Outcome

from . import essentials
from .essentials import row_in
from .figures import Bilan, Share
from .repaying import Moved
from .tables import Change, Kind, Row, Section, Unit, part_of, shared, total_of

__all__ = ["Change", "Kind", "Row", "Section", "Unit", "part_of", "sections", "shared", "total_of"]


def sections(bilan: Bilan) -> list[Section]:
    """Every table that has something to say; the same for page, spreadsheet, PDF and command."""
    found = [
        essentials.section(bilan),
        _decisions(bilan),
        bilan.tables["grounds"],
        bilan.tables["endings"],
        _months(bilan),
        _purposes(bilan),
        _sizes(bilan),
        bilan.tables["partners"],
        bilan.tables["credit_partners"],
        *bilan.people,
        _repaying(bilan),
        _money(bilan),
        _lenders(bilan),
    ]
    return [section for section in found if section.rows]


def _decisions(bilan: Bilan) -> Section:
    rows = shared(
        [Row(_capital(outcome.label), count, cases=f"decision-{outcome}") for outcome, count in bilan.decisions]
    )
    return Section(
        "decisions",
        "Ce que la commission a décidé",
        Kind.PARTS,
        rows,
        total_of(rows),
        ("Décision", "Nombre"),
        note="Toutes les décisions prises dans la période, celles qui ont été retirées ensuite aussi.",
    )


def _months(bilan: Bilan) -> Section:
    years = bilan.period.months > 12
    rows = [_month(share, "yyyy" if years else "MMMM yyyy") for share in bilan.by_month]
    title = "Année par année" if years else "Mois par mois"
    return Section("mois", title, Kind.PARTS, shared(rows), total_of(rows), ("Période", "Crédits"))


def _month(share: Share, pattern: str) -> Row:
    day = share.begins_on
    label = format_date(day, pattern, locale="fr")
    key = f"{day:%Y}" if pattern == "yyyy" else f"{day:%Y-%m}"
    return Row(_capital(label), share.credits, share.amount, cases=f"credits-mois-{key}")


def _purposes(bilan: Bilan) -> Section:
    rows = [Row(share.label, share.credits, share.amount, cases=share.cases) for share in bilan.by_purpose]
    return Section(
        "objets", "À quoi ont servi les crédits", Kind.PARTS, shared(rows), total_of(rows), ("Objet", "Crédits")
    )


def _sizes(bilan: Bilan) -> Section:
    found = bilan.granted
    if not found.credits:
        return Section("montants", "Montants et durées", Kind.FIGURES, ())
    rows = (
        row_in("Crédit moyen", found.mean, Unit.EUROS),
        row_in("Crédit médian", found.median_amount, Unit.EUROS, note="la moitié des crédits sont plus petits"),
        row_in("Plus petit crédit", found.smallest, Unit.EUROS),
        row_in("Plus grand crédit", found.largest, Unit.EUROS),
        row_in("Durée moyenne", found.mean_months, Unit.MONTHS),
        row_in("Durée médiane", found.median_months, Unit.MONTHS),
        row_in("Durée la plus courte", found.shortest, Unit.MONTHS),
        row_in("Durée la plus longue", found.longest, Unit.MONTHS),
        row_in("Crédits annulés ensuite", found.cancelled, cases="annules", note="l’argent est revenu à l’enveloppe"),
    )
    return Section("montants", "Montants et durées", Kind.FIGURES, rows, heads=("Indicateur", "Valeur"))


def _repaying(bilan: Bilan) -> Section:
    found, late = bilan.repaying, bilan.repaying.late
    rows = (
        Row("Prêts en cours et reste dû", found.running, found.outstanding, cases="en-cours"),
        Row("En impayé d’une échéance ou plus", late.one, late.overdue, cases="impayes"),
        Row("En impayé de trois échéances ou plus", late.several, late.several_overdue, cases="impayes-3"),
        Row(
            "À risque, plus de 30\u00a0jours de retard",
            late.risk_30_loans,
            late.risk_30,
            found.risk_30,
            cases="risque-30",
        ),
        Row(
            "À risque, plus de 90\u00a0jours de retard",
            late.risk_90_loans,
            late.risk_90,
            found.risk_90,
            cases="risque-90",
        ),
        Row("Échéances tombées dans la période", amount=found.fallen),
        Row("dont couvertes par des remboursements", amount=found.covered, share=found.rate),
        _moved("Versés dans la période", found.disbursed, "verses"),
        _moved("Remboursements reçus", found.repaid, "rembourses"),
        _moved("Rééchelonnés", found.rescheduled, "reechelonnes"),
        Row("Échéances reportées", found.deferred, cases="reportes"),
        _moved("Remises gracieuses", found.relieved, "remises"),
        _moved("Admissions en non-valeur", found.written_off, "non-valeurs"),
        _moved("Recouvré après non-valeur", found.recovered, "recouvres"),
    )
    return Section(
        "remboursement",
        "Le remboursement des prêts",
        Kind.FIGURES,
        rows,
        heads=("Indicateur", "Prêts"),
        note="À risque\u00a0: le reste dû des prêts en retard, comparé au reste dû de tous les prêts.",
    )


def _moved(label: str, moved: Moved, cases: str) -> Row:
    return Row(label, moved.loans, moved.amount, cases=cases)


def _money(bilan: Bilan) -> Section:
    rows: list[Row] = []
    for envelope in bilan.envelopes:
        name = f"{envelope.scheme}, {envelope.year}"
        for label, amount in (
            ("votée", envelope.allocated),
            ("engagée", envelope.engaged),
            ("à signer", envelope.to_sign),
            ("à verser", envelope.to_pay_out),
            ("versée", envelope.paid_out),
            ("disponible", envelope.available),
        ):
            share = part_of(amount, envelope.allocated)
            rows.append(Row(f"{name}\u00a0: {label}", amount=amount, share=share))
    return Section("enveloppes", "L’enveloppe", Kind.MONEY, tuple(rows), heads=("Enveloppe", ""), people_counted=False)


def _lenders(bilan: Bilan) -> Section:
    count, amount = bilan.by_lender
    rows = (Row("Prêts accordés par un organisme prêteur", count, amount, cases="preteur"),)
    title = "Ailleurs que sur le budget du CCAS"
    rows += (Row("Demandes réorientées avant la commission", bilan.redirected, cases="reorientees"),)
    sent = dict(bilan.decisions).get(Outcome.REDIRECTED, 0)
    rows += (Row("Demandes réorientées par la commission", sent, cases=f"decision-{Outcome.REDIRECTED}"),)
    return Section(
        "ailleurs", title, Kind.FIGURES, rows if any(row.count for row in rows) else (), heads=("", "Nombre")
    )


def _capital(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}"
