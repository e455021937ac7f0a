"""Measures lists, search, pages and exports against the peer, in one run: `python -m bench.measure`.

Each address is asked in turn, ours and the peer's, through Django's test client in this one process: what is measured
is the work of the application and the database, without network or web server. Figures are milliseconds.
"""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer"
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from applications.models import LoanApplication  # noqa: E402
from harmonie.accounts.models import User  # noqa: E402
from harmonie.paging import AFTER  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "15"))
DEEP = 1000
LIST, PEER = "/demandes/", "/peer/applications/loanapplication/"
DESK = "state__in=submitted,in_review,awaiting_documents,ready"


def browser() -> Client:
    """A social worker's."""
    client = Client()
    client.force_login(User.objects.get(email="social0@bench.example"), "django.contrib.auth.backends.ModelBackend")
    return client


def pairs(client: Client) -> list[tuple[str, str, str]]:
    """What is measured: its name, our address, the peer's (`""` where it has none)."""
    everything = f"{LIST}?liste=toutes"
    rows = LoanApplication.objects.count()
    dossier = LoanApplication.objects.filter(state="in_review").latest("id").reference
    deep = {sort: deep_mark(sort) for sort in ("recents", "attente", "nom", "montant", "decision")}
    orders = {"nom": "o=1", "montant": "o=-4", "attente": "o=7"}
    return [
        ("desk, as it opens", LIST, f"{PEER}?{DESK}&o=7"),
        ("everything, newest", everything, PEER),
        (f"everything, page {DEEP}", f"{everything}&{AFTER}={deep['recents']}", f"{PEER}?p={min(DEEP, rows // 25)}"),
        *(
            pair
            for sort, order in orders.items()
            for pair in (
                (f"by {sort}", f"{everything}&tri={sort}", f"{PEER}?{order}"),
                (
                    f"by {sort}, page {DEEP}",
                    f"{everything}&tri={sort}&{AFTER}={deep[sort]}",
                    f"{PEER}?{order}&p={DEEP}",
                ),
            )
        ),
        ("by implicit decision", f"{everything}&tri=decision", ""),
        (f"by implicit decision, page {DEEP}", f"{everything}&tri=decision&{AFTER}={deep['decision']}", ""),
        ("name, exact", f"{LIST}?q=benali", f"{PEER}?q=benali"),
        ("name, with a slip", f"{LIST}?q=bennali", ""),
        ("two names", f"{LIST}?q=nadia+fournier", f"{PEER}?q=nadia+fournier"),
        ("a frequent first name", f"{LIST}?q=marie", f"{PEER}?q=marie"),
        ("two letters", f"{LIST}?q=ko", f"{PEER}?q=ko"),
        ("nobody's name", f"{LIST}?q=xqzwk", f"{PEER}?q=xqzwk"),
        ("a number", f"{LIST}?q=0999", f"{PEER}?q=0999"),
        ("urgent", f"{everything}&urgent=oui", f"{PEER}?is_urgent__exact=1"),
        ("one colleague", f"{everything}&suivi={User.objects.get(email='social3@bench.example').pk}", ""),
        ("one partner, by name", f"{everything}&partenaire=1&tri=nom", ""),
        ("one purpose, one state", f"{everything}&objet=health&etat=decided", ""),
        ("waiting 30 days", f"{LIST}?attend=30&tri=attente", ""),
        ("silence within 15 days", f"{LIST}?decision=15&tri=decision", ""),
        ("a dossier", f"{LIST}{dossier}/", ""),
        ("a dossier in its list", f"{LIST}{dossier}/?liste=liste%3Dtoutes%26tri%3Dattente", ""),
    ]


def deep_mark(sort: str) -> str:
    """Where page 1 000 of everything begins, as an address says it."""
    from applications.worklist.sorts import SORTS
    from harmonie.orders import mark_of, stretches

    order = SORTS[sort].order
    visible = LoanApplication.objects.exclude(state="draft", partner__isnull=False).select_related(
        "applicant", "project"
    )
    first = stretches(visible, order)[0]
    at = min(25 * (DEEP - 1), first.count() - 26)
    return order.write(mark_of(first[at], order)).replace("+", "%2B")


def timed(act: Callable[[], object]) -> float:
    """How long it took, in milliseconds."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def measured(client: Client, address: str) -> tuple[float, float, int]:
    """Median, worst, and the number of queries."""
    queries: list[str] = []

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"{address} answers {response.status_code}")
    times = [timed(lambda: client.get(address).content) for _ in range(ROUNDS)]
    return statistics.median(times), max(times), len(queries)


def exports(client: Client) -> None:
    """The whole list as a file: seconds, and the memory of the process at its highest."""
    for kind in ("csv", "xlsx"):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = [0]

        def take(kind: str = kind, size: list[int] = size) -> None:
            for piece in client.get(f"{LIST}export.{kind}?liste=toutes").streaming_content:
                size[0] += len(piece)

        took = timed(take) / 1000
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"| export {kind}, everything | {took:.1f} s, {size[0] / 1e6:.1f} MB, +{(after - before) // 1024} MB |")


def main() -> None:
    """Prints the table of README.md."""
    client = browser()
    print(f"{LoanApplication.objects.count()} applications, {ROUNDS} rounds\n")
    print(
        "| | ours: median, worst | queries | peer: median, worst | queries | ours ÷ peer |\n|---|---|---|---|---|---|"
    )
    for name, ours, peer in pairs(client):
        median, worst, queries = measured(client, ours)
        row = f"| {name} | {median:.0f}, {worst:.0f} | {queries} |"
        if peer:
            other, other_worst, other_queries = measured(client, peer)
            row += f" {other:.0f}, {other_worst:.0f} | {other_queries} | {median / other:.2f} |"
        else:
            row += " | | |"
        print(row, flush=True)
    print()
    exports(client)


if __name__ == "__main__":
    main()
