"""A batch has each paper once, each piece of its file once, and never more papers done than asked for."""

import pytest

from loans.models import Loan, PrintBatch, PrintItem, PrintPiece
from tests.loans.printing.builders import a_print
from tests.story import House, an_active_loan

from .attack import refused


@pytest.fixture
def loan(house: House) -> Loan:
    return an_active_loan(house)


def test_one_paper_at_each_place_and_one_piece(house: House, loan: Loan):
    batch = a_print(house.finance, loan)
    with refused("printitem_one_per_position", batch):
        PrintItem.objects.create(batch=batch, position=1, loan=loan)
    with refused("printpiece_one_per_number", batch):
        PrintPiece.objects.create(batch=batch, number=1, content=b"other")
    with refused("printbatch_done_within_total", batch):
        PrintBatch.objects.filter(pk=batch.pk).update(done=2)
