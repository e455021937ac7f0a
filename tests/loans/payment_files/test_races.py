"""Two people with one file at once, on real connections."""

import pytest

from harmonie.refusals import WrongState
from loans.enums import FileState
from loans.models import LedgerEntry, PaymentFile
from loans.payment_files import actions, posting_actions
from tests.guarantees.race import Runner, overtaken
from tests.loans.builders import NOW, a_clerk, an_active_loan

from .builders import a_row, csv_of, read, received


@pytest.mark.django_db(transaction=True)
def test_one_file_is_kept_once_and_posted_once():
    loan, by = an_active_loan(), {"by": a_clerk(), "now": NOW}
    content = csv_of(a_row("30,00", loan.reference))

    def bring():
        actions.receive_file(name="deux.csv", content=content, kind="csv", **by)

    assert overtaken(lambda: received(content), bring) is None
    file = read(content)
    assert (PaymentFile.objects.count(), file.lines.count()) == (1, 1)

    def start():
        actions.start_posting(file=file, **by)

    refused = overtaken(start, start)
    assert isinstance(refused, WrongState)
    assert "Marc Poulain" in str(refused)
    # Two workers with one file: the second finds the first at work, and leaves it alone.
    runners = [Runner(lambda: posting_actions.post_file(file=file, clock=lambda: NOW), "READ COMMITTED") for _ in "12"]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(20)
    assert [runner.error for runner in runners] == [None, None]
    file.refresh_from_db()
    assert file.state == FileState.POSTED
    assert LedgerEntry.objects.filter(kind="repayment").count() == 1
    assert (file.work.done, file.work.total) == (1, 1)
