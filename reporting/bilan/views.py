"""The bilan on screen, and its credits for a spreadsheet."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commission.models import Decision
from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.components import Part, Tile
from harmonie.dates import plain_day
from harmonie.money import short_euros
from harmonie.paging import Page, page_of
from loans.models import Loan

from ..charts import bars as charts
from ..links import link
from ..losses.stages import DOORS, WHERE
from ..periods import Period
from ..publishing.exports import credits_csv
from .figures import Bilan, Envelope, Share, bilan, granted_credits
from .forms import PeriodForm

PAGE = 50
NO_BREAK = "\u202f"
PILOT_YEAR = 2007


class CreditLine(NamedTuple):
    """One credit of the table; an address is "" for those who may not open what it leads to."""

    decision: Decision
    decision_url: str
    loan: Loan | None
    loan_url: str


@requires("accounts.view_report")
@require_safe
def bilan_page(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return render(request, "reporting/bilan.html", {"form": form}, status=422)
    period = form.period()
    form = PeriodForm(initial=_asked(period), today=form.today)
    return render(request, "reporting/bilan.html", {"form": form, **_context(request, bilan(period))})


@requires("accounts.view_report")
@require_safe
def bilan_csv(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return HttpResponseBadRequest("Choisissez une période valable sur la page du bilan.")
    period = form.period()
    name = f"credits-{period.start:%Y%m%d}-{period.end:%Y%m%d}.csv"
    response = HttpResponse(credits_csv(period), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(period: Period) -> dict[str, Any]:
    return {"du": period.start, "au": period.end, "dispositif": period.scheme.code if period.scheme else ""}


def _address(period: Period) -> str:
    asked = {"du": period.start.isoformat(), "au": period.end.isoformat()}
    return urlencode(asked | ({"dispositif": period.scheme.code} if period.scheme else {}))


def _context(request: HttpRequest, found: Bilan) -> dict[str, Any]:
    period = found.period
    page = _credit_page(request, period)
    return {
        "bilan": found,
        "period": period,
        "span": _span(period),
        "asked": _address(period),
        "tiles": _tiles(found),
        "page": page,
        "envelopes": [(envelope, _parts(envelope)) for envelope in found.envelopes],
        "times": _times(found),
        "columns": charts.columns([(_short(share, period), share.amount) for share in found.by_month]),
        "rows": charts.rows([(share.label, share.credits) for share in found.by_purpose]),
        "funnel": _funnel(found),
        "tells_the_pilot": PILOT_YEAR in period.years,
    }


def _credit_page(request: HttpRequest, period: Period) -> Page:
    """A page of credits, in the order of their decisions."""
    found = granted_credits(period).select_related("application__project", "loan")
    page = page_of(found, request, oldest_first=True, size=PAGE, to="#credits")
    readable = _readable(request.user, page.rows)
    sees_loans = request.user.has_perm("loans.view_loan")
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


# What the page says --------------------------------------------------------------------------------


def _tiles(found: Bilan) -> list[Tile]:
    share = f"{_whole(100 * found.amount / found.allocated)}{NO_BREAK}% de l’enveloppe" if found.allocated else ""
    tiles = [Tile("Montant accordé", short_euros(found.amount), share)]
    if found.mean is not None:
        span = f"de {short_euros(found.smallest)} à {short_euros(found.largest)}"
        tiles.append(Tile("Crédit moyen", short_euros(_whole(found.mean)), span))
        months = f"de {found.shortest} à {found.longest} mois"
        tiles.append(Tile("Durée moyenne", f"{_whole(found.mean_months)} mois", months))
        tiles.append(Tile("Délai médian", _days(found.median_delay), "de la demande à la décision"))
    return tiles


def _whole(figure: Decimal | float) -> Decimal:
    return Decimal(figure).quantize(Decimal(1), ROUND_HALF_UP)


def _days(delay: float | None) -> str:
    days = _whole(delay or 0)
    return f"{days} jour{'s' if days > 1 else ''}"


def _span(period: Period) -> str:
    """« Du 1er janvier au 4 juin 2007 », with both years when they differ; one day is « Le 4 juin 2007 »."""
    if period.start == period.end:
        return f"Le {plain_day(period.start)}"
    start = plain_day(period.start)
    if period.start.year == period.end.year:
        start = start.removesuffix(f"\u00a0{period.start.year}")
    return f"Du {start} au {plain_day(period.end)}"


def _parts(envelope: Envelope) -> list[Part]:
    parts = [
        Part(envelope.paid_out, f"Versé {short_euros(envelope.paid_out)}"),
        Part(envelope.to_pay_out, f"À verser {short_euros(envelope.to_pay_out)}", "soft"),
        Part(envelope.to_sign, f"À signer {short_euros(envelope.to_sign)}", "edge"),
    ]
    return [part for part in parts if part.amount]


def _short(share: Share, period: Period) -> str:
    """What stands under a bar."""
    if period.months > 12:
        return str(share.begins_on.year)
    return format_date(share.begins_on, "MMMM" if period.months <= 6 else "MMM", locale="fr").capitalize()


def _times(found: Bilan) -> list[tuple[str, Share, Decimal]]:
    """The rows of the table under the bars, with the running total in euros."""
    rows, running = [], Decimal(0)
    for share in found.by_month:
        running += share.amount
        label = format_date(share.begins_on, "yyyy" if found.period.months > 12 else "MMMM yyyy", locale="fr")
        rows.append((label.capitalize(), share, running))
    return rows


def _funnel(found: Bilan) -> list[dict[str, Any]]:
    """The stages a request passes, what is left at each and what was lost before it."""
    levels = found.losses.levels
    lost = [0, *(level.stopped for level in levels)]
    doors = ["", *(WHERE[DOORS[level.stage]] for level in levels)]
    return [
        {
            "name": level.name,
            "count": level.count,
            "lost": lost[place],
            "where": f"{lost[place]} {doors[place]}" if lost[place] else "",
        }
        for place, level in enumerate(levels)
    ]
