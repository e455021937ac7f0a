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
        ("overpaid", "numeric"),
        ("irrecoverable", "numeric"),
        ("last", "int"),
    ],
    func=f"""
        SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;
        IF NEW.reverses_id IS NOT NULL THEN
            SELECT * INTO target FROM loans_ledgerentry WHERE id = NEW.reverses_id;
            IF target.loan_id <> NEW.loan_id OR target.kind = 'reversal' OR NEW.amount <> target.amount
                OR NEW.effect <> -target.effect OR NEW.surplus <> -target.surplus OR NEW.lost <> -target.lost
            THEN
                {refuse("ledgerentry_reversal_matches", "a reversal answers one entry of the same loan, whole")}
            END IF;
        END IF;
        IF NEW.kind = 'disbursement' AND NEW.amount + (
            SELECT coalesce(sum(amount), 0) FROM loans_ledgerentry paid
            WHERE paid.loan_id = NEW.loan_id AND paid.kind = 'disbursement'
              AND NOT EXISTS (SELECT FROM loans_ledgerentry back WHERE back.reverses_id = paid.id)
        ) > loan.principal THEN
            {refuse("ledgerentry_disbursed_once", "a loan is paid out once, whole or in parts")}
        END IF;
        SELECT coalesce(sum(effect), 0) + NEW.effect, coalesce(sum(surplus), 0) + NEW.surplus,
               coalesce(sum(lost), 0) + NEW.lost, coalesce(max(sequence), 0)
        INTO outstanding, overpaid, irrecoverable, last FROM loans_ledgerentry WHERE loan_id = NEW.loan_id;
        IF overpaid < 0 OR irrecoverable < 0 THEN
            {refuse("ledgerentry_gives_back_what_it_has", "more is given back, or recovered, than there is")}
        END IF;
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

# A chain over the rows of one loan: each digest covers its row and the digest before it, every field behind its length.
# The rows before it are locked by their loan, in `ledgerentry_within_bounds`; the gapless sequence orders them.
LEDGER_CHAINED = pgtrigger.Trigger(
    name="ledgerentry_chained",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("field", "text"), ("line", "text := ''")],
    func="""
        PERFORM FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;
        FOREACH field IN ARRAY ARRAY[
            coalesce((SELECT chain FROM loans_ledgerentry
                      WHERE loan_id = NEW.loan_id AND sequence = NEW.sequence - 1), ''),
            NEW.loan_id::text, NEW.sequence::text, NEW.kind, NEW.amount::numeric(10,2)::text,
            NEW.effect::numeric(10,2)::text, NEW.surplus::numeric(10,2)::text, NEW.lost::numeric(10,2)::text,
            NEW.channel, NEW.voucher, NEW.note, NEW.deliberation, coalesce(NEW.reverses_id::text, ''),
            NEW.value_on::text, to_char(NEW.posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            NEW.posted_by_id::text, coalesce(NEW.checked_by_id::text, ''), coalesce(NEW.request_id::text, '')
        ] LOOP
            line := line || length(field) || ':' || field;
        END LOOP;
        NEW.chain := encode(sha256(convert_to(line, 'UTF8')), 'hex');
        RETURN NEW;
    """,
)

# Months that the cash office closed take no more rows; the advisory lock makes a close and a posting take their turn.
BOOKS_LOCK = 7_405_001
LEDGER_MONTH_OPEN = pgtrigger.Trigger(
    name="ledgerentry_month_open",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM pg_advisory_xact_lock_shared({BOOKS_LOCK});
        IF EXISTS (SELECT FROM loans_closedmonth WHERE first_day > NEW.value_on - interval '1 month') THEN
            {refuse("ledgerentry_month_open", "this month is closed")}
        END IF;
        RETURN NEW;
    """,
)
CLOSEDMONTH_TAKES_ITS_TURN = pgtrigger.Trigger(
    name="closedmonth_takes_its_turn",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM pg_advisory_xact_lock({BOOKS_LOCK});
        IF EXISTS (SELECT FROM loans_closedmonth WHERE first_day >= NEW.first_day) THEN
            {refuse("closedmonth_takes_its_turn", "months are closed one after the other")}
        END IF;
        RETURN NEW;
    """,
)

# Two people where the rules of the day ask for it (maker and checker), below every screen.
LEDGER_CHECKED = pgtrigger.Trigger(
    name="ledgerentry_checked_where_ruled",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("rules", "loans_moneyrules%ROWTYPE"), ("asked", "loans_postingrequest%ROWTYPE")],
    func=f"""
        IF NEW.request_id IS NOT NULL THEN
            SELECT * INTO asked FROM loans_postingrequest WHERE id = NEW.request_id FOR SHARE;
            IF asked.is_approved IS NOT TRUE
                OR ROW(asked.loan_id, asked.kind, asked.amount, asked.value_on, asked.reverses_id, asked.asked_by_id,
                       asked.answered_by_id)
                IS DISTINCT FROM ROW(NEW.loan_id, NEW.kind, NEW.amount, NEW.value_on, NEW.reverses_id, NEW.posted_by_id,
                       NEW.checked_by_id)
            THEN
                {refuse("ledgerentry_repeats_request", "an entry is what was asked and approved")}
            END IF;
            RETURN NEW;
        END IF;
        SELECT * INTO rules FROM loans_moneyrules
        WHERE valid_from <= (NEW.posted_at AT TIME ZONE 'Europe/Paris')::date
        ORDER BY valid_from DESC LIMIT 1;
        IF (NEW.kind = 'disbursement' AND rules.checks_disbursements)
            OR (NEW.kind = 'reversal' AND rules.checks_reversals)
            OR (NEW.kind = 'refund' AND rules.checks_refunds) OR (NEW.kind = 'relief' AND rules.checks_relief)
            OR (NEW.kind = 'write_off' AND rules.checks_write_offs)
        THEN
            {refuse("ledgerentry_checked_where_ruled", "the rules ask for a second person")}
        END IF;
        RETURN NEW;
    """,
)
