"""Measures what reads the whole archive: `python -m bench.reports`.

Home pages, search, bilan, losses, envelopes and conservation, each against a peer asked in the same run: the least that
PostgreSQL can do for the same question (`PEERS`), or Django's admin list for a page of rows. Figures are milliseconds.
"""

import os
import sys
from collections.abc import Callable

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer"
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from applications.models import LoanApplication  # noqa: E402
from bench.measure import PEER, measured, timed  # noqa: E402
from harmonie.accounts.models import User  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "5"))
# One pass over the rows that the figures come from: nothing that answers them can be cheaper without a stored total.
REQUESTS = """
    SELECT a.state, a.closing_reason, count(*), sum(d.amount) FROM applications_loanapplication a
    LEFT JOIN commission_decision d ON d.application_id = a.id
    WHERE a.requested_on BETWEEN %s AND %s GROUP BY 1, 2
"""
LEDGER = """
    SELECT sum(e.effect), count(*) FROM loans_ledgerentry e JOIN loans_loan l ON l.id = e.loan_id
    WHERE e.value_on BETWEEN %s AND %s
"""
YEAR, DECADE = ("01/01/2025", "31/12/2025"), ("01/01/2016", "31/12/2026")


def browser(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@bench.example"), "django.contrib.auth.backends.ModelBackend")
    return client


def passes(span: tuple[str, str]) -> Callable[[], None]:
    """Reads the requests and the ledger of a span once each."""
    days = ["-".join(reversed(day.split("/"))) for day in span]

    def run() -> None:
        with connection.cursor() as cursor:
            for statement in (REQUESTS, LEDGER):
                cursor.execute(statement, days)
                cursor.fetchall()

    return run


def pages() -> list[tuple[str, str, str, str | Callable[[], None]]]:
    """What is measured: its name, who asks, the address, the peer (an address of the admin, or a pass)."""
    desk = f"{PEER}?state__in=submitted,in_review,awaiting_documents,ready&o=7"
    homes = [
        (f"home of {who}", who, reverse("home"), desk)
        for who in ("partenaire0", "social0", "secretariat", "presidence", "finance", "admin", "controle")
    ]
    return [*homes, *searches(), *reports()]


def searches() -> list[tuple[str, str, str, str | Callable[[], None]]]:
    asked = {"a name": "benali", "a slip": "bennali", "a frequent first name": "marie", "a number": "0999"}
    found = address("search")
    return [(f"search of {what}", "social0", f"{found}?q={q}", f"{PEER}?q={q}") for what, q in asked.items() if found]


def reports() -> list[tuple[str, str, str, str | Callable[[], None]]]:
    """The addresses that exist; each once over a year and once over ten."""
    listed: list[tuple[str, str, str, str | Callable[[], None]]] = []
    for name in ("bilan", "losses", "bilan_charts", "bilan_csv"):
        for span, word in ((YEAR, "a year"), (DECADE, "ten years")):
            if found := address(name):
                listed.append((f"{name}, {word}", "presidence", f"{found}?du={span[0]}&au={span[1]}", passes(span)))
    as_of = "&jour=30/06/2025"
    for name in ("bilan", "losses"):
        if found := address(name):
            query = f"{found}?du={YEAR[0]}&au={YEAR[1]}{as_of}"
            listed.append((f"{name}, a year, as of a day", "presidence", query, passes(YEAR)))
    for name in ("envelopes", "retention"):
        if found := address(name):
            listed.append((name, "admin", found, passes(DECADE)))
    return listed


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def main() -> None:
    """Prints the table of README.md."""
    if not User.objects.filter(email="finance@bench.example").exists():
        sys.exit("Fill the bench first: python -m bench.fill 100000")
    print(f"{LoanApplication.objects.count()} applications\n")
    print("| | ours: median, worst | queries | peer | ours ÷ peer |\n|---|---|---|---|---|")
    clients: dict[str, Client] = {}
    for name, who, ours, peer in pages():
        client = clients.setdefault(who, browser(who))
        try:
            median, worst, queries = measured(client, ours)
        except SystemExit as refused:
            print(f"| {name} | {refused} | | | |", flush=True)
            continue
        other = peer_time(client, peer)
        print(f"| {name} | {median:.0f}, {worst:.0f} | {queries} | {other:.0f} | {median / other:.1f} |", flush=True)


def peer_time(client: Client, peer: str | Callable[[], None]) -> float:
    """Its median over the same number of rounds."""
    if isinstance(peer, str):
        return measured(client, peer)[0]
    times = sorted(timed(peer) for _ in range(ROUNDS))
    return times[len(times) // 2]


if __name__ == "__main__":
    main()
