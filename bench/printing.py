"""Prints many schedules in one go and says what it cost: `python -m bench.printing 1000`.

Needs a database with loans in it that is nobody else's (a copy of the demonstration's): it freezes a paper for each,
under a number of its own, the loans taken in turn. The peer is the same papers rendered one by one, without freezing,
putting in order, joining and keeping; its time is taken in the same run, around each rendering.
"""

import os
import resource
import sys
import time
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harmonie.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from harmonie.accounts.models import User  # noqa: E402
from harmonie.documents.actions import freeze  # noqa: E402
from harmonie.documents.pdf import render_pdf  # noqa: E402
from loans.enums import PrintKind  # noqa: E402
from loans.models import Loan, PrintBatch, PrintItem  # noqa: E402
from loans.papers import issuing  # noqa: E402
from loans.printing import making_actions as making  # noqa: E402

TEMPLATE = "pdf/schedule.html"


class OneByOne:
    """Stands in for `issued`: renders and freezes a new paper each time, and adds up the rendering alone."""

    seconds = 0.0

    def __call__(self, kind, loan, by, now):
        reference = f"EC-{loan.reference}-{uuid.uuid4().hex[:8]}"
        began = time.perf_counter()
        facts = issuing.common(loan, now) | issuing.schedule_facts(loan, now)
        content = render_pdf(TEMPLATE, facts | {"reference": reference, "paper_title": "Échéancier"})
        self.seconds += time.perf_counter() - began
        title = f"Échéancier, {loan.borrower}"
        return freeze(
            kind=kind, reference=reference, title=title, content=content, template_name=TEMPLATE, by=by, now=now
        )


def a_batch(count: int) -> PrintBatch:
    clerk = User.objects.filter(groups__permissions__codename="keep_loan").first()
    loans = list(Loan.objects.exclude(state="cancelled").values_list("pk", flat=True))
    batch = PrintBatch.objects.create(
        kind=PrintKind.SCHEDULE, query=f"{count} échéanciers", total=count, asked_at=timezone.now(), asked_by=clerk
    )
    PrintItem.objects.bulk_create(
        PrintItem(batch=batch, position=number, loan_id=loans[number % len(loans)]) for number in range(1, count + 1)
    )
    return batch


def memory() -> int:
    """The most this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(count: int) -> None:
    render, joined = OneByOne(), {}
    making.issued, merge = render, making.merge

    def timed(*args, **more):
        joined["before"], began = memory(), time.perf_counter()
        pages = merge(*args, **more)
        joined["seconds"] = time.perf_counter() - began
        return pages

    making.merge = timed
    batch, began = a_batch(count), time.perf_counter()
    making.make_batch(batch_id=batch.pk)
    whole = time.perf_counter() - began
    batch.refresh_from_db()
    print(f"{batch.state}: {batch.done} papers, {batch.pages} pages, {batch.size / 1e6:.1f} MB {batch.trouble}")
    print(f"whole {whole:.0f} s, rendering alone {render.seconds:.0f} s, ratio {whole / render.seconds:.2f}")
    print(f"joining {joined['seconds']:.1f} s; memory {joined['before']} MB before it, {memory()} MB at most")
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
