"""The ledger computed again, after somebody wrote behind the triggers."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from loans.chain import COLUMNS, digest
from tests.guarantees.attack import sql

from ..builders import a_repayment, a_signed_loan, an_active_loan
from .builders import a_receipt, a_relief, a_reversal, a_write_off

pytestmark = pytest.mark.django_db


def verified(*words):
    """The exit code, and what was said."""
    out = StringIO()
    try:
        call_command("verify_ledger", *words, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def behind(*statements):
    """What a superuser writes while no trigger and no foreign key is watching."""
    with transaction.atomic():
        connection.check_constraints()
        sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            sql(statement)
        sql("SET LOCAL session_replication_role = origin")


def is_undone_again(*statements, words=()):
    """What the verification says after `statements`, which are taken back."""
    with transaction.atomic():
        behind(*statements)
        said = verified(*words)
        transaction.set_rollback(True)
    return said


def test_every_kind_of_tampering_is_named_at_its_first_row(tmp_path):
    loan, other = an_active_loan(), an_active_loan(300, 6, last_name="Petit")
    receipts = [a_receipt(loan, amount, note="échéance № 1 😀", voucher="Q-7") for amount in (10, 20, 30)]
    a_reversal(receipts[1])
    a_relief(loan, 40)
    a_write_off(other)
    assert verified() == (0, "8 écritures de 2 prêts relues\u00a0: aucun défaut.\n")
    witness = tmp_path / "temoin.jsonl"
    witness.write_text(verified("--json")[1])
    assert verified("--against", str(witness))[0] == 0
    of = f"loans_ledgerentry SET {{}} WHERE loan_id = {loan.pk} AND sequence ="
    keys = {entry.sequence: entry.pk for entry in loan.entries.all()}
    wrong = {
        f"UPDATE {of.format('amount = 11, effect = -11')} 2": "écriture 2\u00a0: cette écriture, ou",
        f"UPDATE {of.format('note = note || chr(32)')} 3": "écriture 3\u00a0: cette écriture, ou",
        f"UPDATE {of.format('posted_by_id = posted_by_id + 1')} 4": "écriture 4\u00a0: cette écriture, ou",
        f"UPDATE {of.format('checked_by_id = 99, request_id = 1')} 1": "écriture 1\u00a0: cette écriture, ou",
        f"UPDATE {of.format('value_on = value_on - 1')} 6": "écriture 6\u00a0: cette écriture, ou",
        f"UPDATE {of.format('chain = repeat(chr(48), 64)')} 5": "écriture 5\u00a0: cette écriture, ou",
        f"DELETE FROM loans_ledgerentry WHERE id = {keys[4]}": "écriture 4\u00a0: cette écriture manque",
        f"UPDATE loans_loan SET state = 'settled', settled_on = now() WHERE id = {loan.pk}": "disent «\u202fen cours",
        f"UPDATE loans_instalment SET amount = amount + 1 WHERE number = 2 AND schedule_id IN "
        f"(SELECT id FROM loans_schedule WHERE loan_id = {loan.pk})": "version 1 de l’échéancier",
        f"DELETE FROM loans_ledgerentry WHERE loan_id = {other.pk}": "sans aucune écriture",
    }
    for statement, sentence in wrong.items():
        code, said = is_undone_again(statement)
        assert (code, sentence in said) == (1, True), f"{statement}\n{said}"
    swapped = [f"UPDATE {of.format(f'sequence = {to}')} {one}" for one, to in ((2, 90), (4, 2), (90, 4))]
    assert "écriture 2\u00a0: cette écriture, ou" in is_undone_again(*swapped)[1]
    columns = ", ".join(name for name in COLUMNS if name not in ("sequence", "reverses_id"))
    added = (
        f"INSERT INTO loans_ledgerentry (sequence, {columns}) SELECT 7, {columns} FROM loans_ledgerentry "
        f"WHERE id = {keys[2]}"
    )
    assert "écriture 7\u00a0: cette écriture, ou" in is_undone_again(added)[1]
    # The last row leaves no trace in the chain: an earlier verification still knows it.
    last = f"DELETE FROM loans_ledgerentry WHERE id = {keys[6]}"
    assert is_undone_again(last)[0] == 0
    code, said = is_undone_again(last, words=("--against", str(witness)))
    assert (code, "écriture 6\u00a0: la vérification précédente" in said) == (1, True)


def test_a_row_that_a_paper_names_is_missed(finance):
    loan = an_active_loan()
    entry = a_repayment(loan, 50)
    finance.post(f"/prets/{loan.reference}/ecritures/{entry.sequence}/recu/", {"once": "0" * 32})
    assert (
        "un reçu cite une écriture disparue"
        in is_undone_again(f"DELETE FROM loans_ledgerentry WHERE id = {entry.pk}")[1]
    )


def test_one_loan_and_what_does_not_exist(tmp_path):
    loan = an_active_loan()
    a_signed_loan(200, 4, last_name="Petit")
    code, said = verified("--json", "--loan", loan.reference)
    told = json.loads(said)
    assert (code, told["loan"], told["sequence"], told["findings"]) == (0, loan.reference, 1, [])
    with pytest.raises(CommandError, match="Aucun prêt"):
        verified("--loan", "P1900-0001")
    with pytest.raises(CommandError, match="ne se lit pas"):
        verified("--against", str(tmp_path / "rien"))


def test_the_digest_is_the_trigger_s_whatever_was_typed():
    loan = an_active_loan()
    text = "é" * 5 + "\u202b\u202f😀:12:"
    entry = a_receipt(loan, "0.01", voucher=text, note=text * 3, value_on=date(2026, 11, 2))
    first = loan.entries.get(sequence=1)
    entry.refresh_from_db()
    assert entry.chain == digest(first.chain, entry) != digest("", entry)
    assert first.chain == digest("", first)
    assert entry.effect == Decimal("-0.01")
