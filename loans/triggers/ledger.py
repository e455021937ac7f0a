"""What the database refuses about the ledger, whoever asks."""

import pgtrigger

from harmonie.guards import refuse

# Guarantee 6: the loan's row is locked, so two entries at once are counted one after the other. The gapless sequence
# makes the second one fail even where its transaction still sees the books as they were before the first.
LEDGER_WITHIN_BOUNDS = pgtrigger.Trigger(
    name="ledgerentry_within_bounds",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("loan", "loans_loan%ROWTYPE"),
        ("target", "loans_ledgerentry%ROWTYPE"),
        ("outstanding", "numeric"),
        ("last", "int"),
    ],
    func=f"""
        SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;
        IF NEW.reverses_id IS NOT NULL THEN
            SELECT * INTO target FROM loans_ledgerentry WHERE id = NEW.reverses_id;
            IF target.loan_id <> NEW.loan_id OR target.kind = 'reversal' OR NEW.amount <> target.amount
                OR NEW.effect <> -target.effect
            THEN
                {refuse("ledgerentry_reversal_matches", "a reversal answers one entry of the same loan, whole")}
            END IF;
        END IF;
        IF NEW.kind = 'disbursement' AND (NEW.amount <> loan.principal OR EXISTS (
            SELECT FROM loans_ledgerentry paid WHERE paid.loan_id = NEW.loan_id AND paid.kind = 'disbursement'
              AND NOT EXISTS (SELECT FROM loans_ledgerentry back WHERE back.reverses_id = paid.id)
        )) THEN
            {refuse("ledgerentry_disbursed_once", "a loan is paid out whole, once")}
        END IF;
        SELECT coalesce(sum(effect), 0) + NEW.effect, coalesce(max(sequence), 0) INTO outstanding, last
        FROM loans_ledgerentry WHERE loan_id = NEW.loan_id;
        IF outstanding < 0 OR outstanding > loan.principal THEN
            RAISE EXCEPTION 'ledgerentry_within_bounds: outstanding would be % for a principal of %', outstanding, loan.principal
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_within_bounds';
        END IF;
        IF NEW.sequence <> last + 1 THEN
            {refuse("ledgerentry_no_gap", "entries are numbered one after the other")}
        END IF;
        RETURN NEW;
    """,  # noqa: E501
)
