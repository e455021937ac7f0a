"""Reads, matches and posts a long statement: `python -m bench.payment_files 50000`.

Needs a database with running loans in it that is nobody else's (a copy of the demonstration's). The peer, in the same
run, is the least a database can do: COPY of as many bare rows into a table without index, guard or trigger. The lines
are one cent each, for the running loans in turn while they last: few loans with very long ledgers, the worst there is.
Rolls nothing back: throw the copy away.
"""

import os
import sys
import time
from collections import deque

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harmonie.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from harmonie.accounts.models import User  # noqa: E402
from loans.enums import FileFormat, FileState, LoanState  # noqa: E402
from loans.models import ColumnMapping, Loan, PaymentFile  # noqa: E402
from loans.payment_files import actions, posting_actions, reading_actions  # noqa: E402
from loans.payment_files.columns import guessed  # noqa: E402
from loans.payment_files.csv_table import read_table  # noqa: E402


def main(count: int) -> None:
    by = User.objects.filter(email__startswith="finance").first()
    content = statement(count)
    table = read_table(content)
    now = timezone.now()
    facts = {"columns": guessed(table.headings), "saved_at": now, "saved_by": by}
    ColumnMapping.objects.update_or_create(headings=table.key, defaults=facts)
    file, _ = actions.receive_file(name="banc.csv", content=content, kind=FileFormat.CSV, by=by, now=now)
    timed(f"read and match {count} lines", lambda: reading_actions.read_file(file=file))
    lines = file.lines.filter(state="matched").count()
    actions.start_posting(file=PaymentFile.objects.get(pk=file.pk), by=by, now=timezone.now())
    timed(f"post {lines} of them", lambda: posting_actions.post_file(file=file))
    file.refresh_from_db()
    assert file.state == FileState.POSTED, file.trouble  # noqa: S101
    timed(f"COPY {count} bare rows", lambda: copied(count))


def statement(count: int) -> bytes:
    """One cent a line, for each running loan in turn, while it stays running; the rest for nobody."""
    loans = Loan.objects.filter(state=LoanState.ACTIVE).with_balance()
    room = {loan.reference: int(loan.outstanding * 100) - 1 for loan in loans}
    rows, day = ["Date;Libellé;Référence;Crédit"], f"{timezone.localdate():%d/%m/%Y}"
    turn = deque(room)
    for number in range(count):
        reference = ""
        if turn and room[turn[0]] > 0:
            reference = turn[0]
            room[reference] -= 1
            turn.rotate(-1)
        rows.append(f"{day};VIR {reference};R{time.time_ns()}{number};0,01")
    return "\n".join(rows).encode()


def timed(what: str, act) -> None:
    began = time.perf_counter()
    act()
    print(f"{what}: {time.perf_counter() - began:.1f} s", flush=True)


def copied(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bare (day date, amount numeric, wording text, reference text)")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for number in range(count):
                copy.write_row((timezone.localdate(), "0.01", "VIR", f"R{number}"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
