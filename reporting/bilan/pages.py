"""What the bilan's page says: key figures, tables with their links, the credits one by one."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import batched
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from commission.models import Decision
from harmonie.accounts.access import person
from harmonie.accounts.models import User
from harmonie.components import Part, Tile
from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.paging import Page, page_of
from loans.models import Loan

from ..charts import pictures
from ..charts.figure import Figure
from ..links import link
from ..losses.pages import panel
from ..models import reads_small_numbers
from ..publishing.sections import table_of
from .essentials import section as essentials
from .figures import Bilan, Envelope, granted_credits
from .forms import address
from .indicators import kind_of
from .question import Question
from .sections import Section, sections
from .tableviews import TableView, comparison, view
from .words import NARROW, narrowed_to, span

PAGE = 50
PILOT_YEAR = 2007
# These stand under their chart, or beside their bar.
ELSEWHERE = ("essentiel", "mois", "objets", "enveloppes")
WIDE = ("remboursement", "ailleurs")


class CreditLine(NamedTuple):
    """One credit of the table; an address is "" for those who may not open what it leads to."""

    decision: Decision
    decision_url: str
    loan: Loan | None
    loan_url: str


def context(request: HttpRequest, found: Bilan) -> dict[str, Any]:
    question, told = found.question, {section.key: section for section in sections(found)}
    tables = tables_of(found, person(request), told.values())
    return {
        "bilan": found,
        "period": question,
        "span": span(question),
        "asked": address(question),
        "narrowed": narrowed_to(question),
        "known": f"Tel que connu le {plain_day(question.as_of)}" if question.as_of else "",
        "tiles": _tiles(found),
        "tables": tables,
        "pairs": list(batched((tables[key] for key in tables if key not in (*ELSEWHERE, *WIDE)), 2)),
        "wide": [tables[key] for key in WIDE if key in tables],
        "page": _credit_page(request, question) if reads_small_numbers(person(request)) else None,
        "envelopes": [(envelope, _parts(envelope)) for envelope in found.envelopes],
        "pictures": [(figure, tables[figure.key]) for figure in _pictures(found, told)],
        "panel": panel(question, found.losses, person(request)),
        "tells_the_pilot": PILOT_YEAR in question.years,
    }


def tables_of(found: Bilan, user: User, told: Iterable[Section]) -> dict[str, TableView]:
    """Every table by its key; the first one beside what came before."""
    address_of = partial(cases_address, found.question, user)
    compared = comparison(found.before, found.year_before)
    first = view(essentials(found), address_of, compared)
    return {first.key: first, **{s.key: view(s, address_of) for s in told if s.key != first.key}}


def cases_address(question: Question, user: User, key: str) -> str:
    """The list behind a figure; "" for those who may open none of it."""
    kind = kind_of(key)
    if kind is None or not user.has_perm(kind):
        return ""
    return f"{reverse('bilan_cases', args=[key])}?{address(question)}"


# The credits, one by one ---------------------------------------------------------------------------


def _credit_page(request: HttpRequest, question: Question) -> Page:
    """A page of credits, in the order of their decisions."""
    found = granted_credits(question).select_related("application__project", "loan")
    page = page_of(found, request, oldest_first=True, size=PAGE, to="#credits")
    user = person(request)
    readable, sees_loans = _readable(user, page.rows), user.has_perm("loans.view_loan")
    return page._replace(rows=[_line(decision, decision.pk in readable, sees_loans) for decision in page.rows])


def _readable(user: User, page: Sequence[Decision]) -> set[int]:
    """Which of these decisions the person may open: a recused chair sees the credit, not the case."""
    if not user.has_perm("commission.view_decision"):
        return set()
    return set(Decision.objects.visible_to(user).filter(pk__in=[d.pk for d in page]).values_list("pk", flat=True))


def _line(decision: Decision, is_readable: bool, sees_loans: bool) -> CreditLine:
    loan = getattr(decision, "loan", None)
    return CreditLine(
        decision,
        link("commission:decision", decision.number) if is_readable else "",
        loan,
        link("loans:detail", loan.reference) if loan and sees_loans else "",
    )


# Key figures, bars ----------------------------------------------------------------------------------


def _tiles(found: Bilan) -> list[Tile]:
    share = f"{_whole(100 * found.amount / found.allocated)}{NARROW}% de l’enveloppe" if found.allocated else ""
    tiles = [Tile("Montant accordé", short_euros(found.amount), share)]
    if found.mean is not None:
        middle = f"crédit médian\u00a0: {short_euros(found.granted.median_amount or Decimal(0))}"
        tiles.append(Tile("Crédit moyen", short_euros(_whole(found.mean)), middle))
        months = f"de {found.shortest} à {found.longest} mois"
        tiles.append(Tile("Durée moyenne", f"{_whole(found.mean_months or 0)} mois", months))
    if found.granted.median_delay is not None:
        tiles.append(Tile("Délai médian", _days(found.granted.median_delay), "de la demande à la décision"))
    if found.repaying.running:
        late = found.repaying.late.one
        tiles.append(
            Tile(
                "Reste dû",
                short_euros(_whole(found.repaying.outstanding)),
                f"{late} prêt{'s' if late > 1 else ''} en impayé",
            )
        )
    return tiles


def _whole(figure: Decimal | float) -> Decimal:
    return Decimal(figure).quantize(Decimal(1), ROUND_HALF_UP)


def _days(delay: Decimal) -> str:
    days = _whole(delay)
    return f"{days} jour{'s' if days > 1 else ''}"


def _parts(envelope: Envelope) -> list[Part]:
    parts = [
        Part(envelope.paid_out, f"Versé {short_euros(envelope.paid_out)}"),
        Part(envelope.to_pay_out, f"À verser {short_euros(envelope.to_pay_out)}", "soft"),
        Part(envelope.to_sign, f"À signer {short_euros(envelope.to_sign)}", "edge"),
    ]
    return [part for part in parts if part.amount]


def _pictures(found: Bilan, told: Mapping[str, Section]) -> list[Figure]:
    """The two that stand on this page itself; all of them have a page of their own."""
    if not found.credits:
        return []
    amounts = [(share.begins_on, share.amount) for share in found.by_month if share.begins_on]
    purposes = [(share.label, share.credits) for share in found.by_purpose]
    months, served = table_of(told["mois"]), table_of(told["objets"])
    return [
        pictures.months(amounts, months, by_year=found.period.months > 12),
        pictures.counts("objets", "nombre de crédits", purposes, served),
    ]
