"""Many papers as one file: in the order of the post, each once, whatever happens in the middle."""

import io
from datetime import timedelta

import pikepdf
import pytest
from pypdf import PdfReader

from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal, WrongState
from loans import actions
from loans.enums import BatchState, PrintKind
from loans.models import Loan, PrintBatch, PrintItem, PrintPiece
from loans.papers import issuing
from loans.printing import making_actions as making
from loans.printing.actions import ask_batch, ask_documents_batch, cancel_batch, resume_batch, throw_away
from loans.printing.rounds import take_up_prints
from tests.loans.builders import NOW, a_clerk, a_loan_to_sign, a_repayment, an_active_loan

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=3)


@pytest.fixture
def clerk():
    return a_clerk()


@pytest.fixture
def street(clerk):
    """Three loans, in the order in which nobody would post them."""
    return [
        an_active_loan(last_name="Zola", address="12 rue des Tanneurs"),
        an_active_loan(last_name="Amari", address="3 rue des Tanneurs"),
        an_active_loan(last_name="Benali", address="1 rue Hoche"),
    ]


def asked(clerk, kind=PrintKind.SCHEDULE, **more):
    return ask_batch(kind=kind, loans=Loan.objects.all(), label="Prêts en cours", by=clerk, now=NOW, **more)


def made(batch, at=NOW):
    making.make_batch(batch_id=batch.pk, clock=lambda: at)
    batch.refresh_from_db()
    return batch


def file_of(batch):
    return b"".join(bytes(piece.content) for piece in batch.pieces.order_by("number"))


def test_one_file_in_postal_order_each_paper_on_its_own_sheet(clerk, street, monkeypatch):
    monkeypatch.setattr(making, "PIECE", 20_000)
    batch = made(asked(clerk))
    assert (batch.state, batch.done, batch.total, batch.trouble) == (BatchState.READY, 3, 3, "")
    content = file_of(batch)
    assert batch.pieces.count() == -(-len(content) // 20_000)
    assert batch.size == len(content)
    names = ["Amari", "Zola", "Benali"]  # rue des Tanneurs 3 and 12, then rue Hoche
    reader = PdfReader(io.BytesIO(content))
    assert batch.pages == len(reader.pages) == 6
    texts = [page.extract_text() for page in reader.pages]
    assert all(name.upper() in texts[number] for number, name in zip((0, 2, 4), names, strict=True))
    assert not any(texts[number].strip() for number in (1, 3, 5))
    assert [item["/Title"].rpartition(" ")[2] for item in reader.outline] == names
    _is_tagged(content)
    # What went in is what was frozen: asked again, the same bytes, and no paper more.
    papers = {paper.reference: bytes(paper.content) for paper in IssuedDocument.objects.all()}
    assert len(papers) == 3
    again = made(asked(clerk, both_sides=False))
    assert again.pages == 3
    assert {paper.reference: bytes(paper.content) for paper in IssuedDocument.objects.all()} == papers


def _is_tagged(content):
    """Each page finds its own tags again, and they find it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        tree = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        written = [page.obj for page in pdf.pages if "/StructParents" in page.obj]
        assert len(written) == 3
        for page in written:
            assert all(element.Pg.objgen == page.objgen for element in tree[int(page.StructParents)])
        assert len({int(page.StructParents) for page in written}) == 3
        assert all(kid.P.objgen == pdf.Root.StructTreeRoot.objgen for kid in pdf.Root.StructTreeRoot.K)
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_a_batch_that_died_in_the_middle_is_taken_up_and_issues_nothing_twice(clerk, street, monkeypatch):
    batch, issue, count = asked(clerk), making.issued, []

    def killed_at_the_second(*args):
        count.append(args)
        if len(count) == 2:
            raise SystemExit("kill -9")
        return issue(*args)

    monkeypatch.setattr(making, "issued", killed_at_the_second)
    with pytest.raises(SystemExit):
        made(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.done) == (BatchState.RUNNING, 1)
    assert made(batch).done == 1  # somebody may be at it
    with pytest.raises(WrongState, match="n’est pas interrompue"):
        resume_batch(batch=batch, now=NOW)
    take_up_prints(LATER)
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING
    assert made(batch, LATER).state == BatchState.READY
    assert len(count) == 4  # three papers, and the one that was cut off
    assert IssuedDocument.objects.count() == 3


def test_who_was_overtaken_lets_go(clerk, monkeypatch):
    an_active_loan()
    batch, issue = asked(clerk), making.issued

    def slow(*args):
        document = issue(*args)
        PrintBatch.objects.update(alive_at=LATER)  # another worker took it over meanwhile
        return document

    monkeypatch.setattr(making, "issued", slow)
    batch = made(batch)
    assert (batch.state, batch.done, batch.pieces.count()) == (BatchState.RUNNING, 0, 0)
    cancel_batch(batch=batch, now=LATER)
    assert made(batch, LATER + timedelta(hours=1)).state == BatchState.CANCELLED
    with pytest.raises(WrongState):
        cancel_batch(batch=batch, now=LATER)


def test_trouble_with_one_paper_leaves_the_others(clerk, street, monkeypatch):
    issue = making.issued

    def picky(kind, loan, *rest):
        if loan == street[0]:
            raise Refusal("Pas celui-ci.")
        if loan == street[1]:
            raise ValueError("a bug")
        return issue(kind, loan, *rest)

    monkeypatch.setattr(making, "issued", picky)
    batch = made(asked(clerk))
    assert (batch.state, batch.trouble) == (BatchState.READY, "2 papiers manquent")
    assert batch.items.get(loan=street[0]).trouble == "Pas celui-ci."
    monkeypatch.setattr(making, "issued", lambda *_: (_ for _ in ()).throw(Refusal("Rien.")))
    PrintItem.objects.update(document=None, trouble="")
    PrintBatch.objects.update(state=BatchState.WAITING)
    batch = made(batch)
    assert (batch.state, batch.trouble) == (BatchState.FAILED, making.NOTHING)
    monkeypatch.setattr(making, "issued", issue)
    monkeypatch.setattr(making, "merge", lambda *_, **__: 1 / 0)
    assert made(resume_batch(batch=batch, now=NOW)).trouble == making.STOPPED


def test_only_what_can_be_printed_of_what_may_be_seen(clerk, street):
    to_sign = a_loan_to_sign()
    actions.cancel_loan(loan=to_sign, reason="renounced", by=clerk, now=NOW)
    a_repayment(street[0], 620)
    a_repayment(street[1], 20)
    assert asked(clerk).total == 3
    assert asked(clerk, PrintKind.RECEIPT).total == 2
    assert asked(clerk, PrintKind.SETTLEMENT).items.get().loan == street[0]
    street[0].decision.application.exclusions.create(user=clerk, declared_at=NOW)
    assert asked(clerk).total == 2
    with pytest.raises(Refusal, match="Aucun prêt de cette liste"):
        asked(clerk, PrintKind.SETTLEMENT)


def test_papers_issued_elsewhere_and_what_is_kept_a_day(clerk, street):
    papers = [issuing.issue_schedule(loan=loan, by=clerk, now=NOW) for loan in street]
    batch = ask_documents_batch(
        documents=papers, label="Relances du 23 novembre", by=clerk, now=NOW, kind=PrintKind.REMINDER
    )
    assert [item.document for item in batch.items.all()] == [papers[1], papers[0], papers[2]]
    assert made(batch).state == BatchState.READY
    with pytest.raises(Refusal, match="aucun papier"):
        ask_documents_batch(documents=[], label="", by=clerk, now=NOW)
    # A file is kept a day, its papers for good.
    assert throw_away(now=NOW + timedelta(hours=23)) == 0
    assert throw_away(now=NOW + timedelta(hours=25)) == 1
    assert not PrintBatch.objects.exists()
    assert not PrintPiece.objects.exists()
    assert IssuedDocument.objects.count() == 3
