"""What the database refuses about loans and their money, whoever asks."""

import pgtrigger

# Guarantee 5: a loan is its decision, word for word; only its state and its own dates move.
LOAN_REPEATS_DECISION = pgtrigger.Trigger(
    name="loan_repeats_decision",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' OR NOT EXISTS (
            SELECT FROM commission_decision decision
            JOIN applications_loanapplication application ON application.id = decision.application_id
            WHERE decision.id = NEW.decision_id AND decision.amount = NEW.principal AND decision.months = NEW.months
              AND application.applicant_id = NEW.borrower_id AND application.scheme_id = NEW.scheme_id
        ) THEN
            RAISE EXCEPTION 'loan_repeats_decision: a loan has the amount, the months and the person of its granted decision'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_repeats_decision';
        END IF;
        RETURN NEW;
    """,  # noqa: E501
)

# Guarantee 2, checked when the transaction ends: n rows numbered 1 to n, in date order, whose sum is what is repaid.
SUMS_UP = """
    SELECT count(*), coalesce(sum(amount), 0), coalesce(max(number), 0),
           coalesce(bool_and(due_on >= previous_due_on), true)
    INTO rows, total, last, ordered
    FROM (SELECT amount, number, due_on, lag(due_on) OVER (ORDER BY number) AS previous_due_on
          FROM loans_instalment WHERE schedule_id = {schedule}) AS instalments;
    SELECT * INTO schedule FROM loans_schedule WHERE id = {schedule};
    IF total <> schedule.amount OR rows <> schedule.months OR last <> schedule.months OR NOT ordered THEN
        RAISE EXCEPTION 'schedule_sums_up: % instalments for % € instead of % for % €', rows, total, schedule.months, schedule.amount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_sums_up';
    END IF;
    RETURN NULL;
"""  # noqa: E501
COUNTED = [
    ("rows", "int"),
    ("total", "numeric"),
    ("last", "int"),
    ("ordered", "boolean"),
    ("schedule", "loans_schedule%ROWTYPE"),
]
SCHEDULE_SUMS_UP = pgtrigger.Trigger(
    name="schedule_sums_up",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    declare=COUNTED,
    func=SUMS_UP.format(schedule="NEW.id"),
)
INSTALMENTS_SUM_UP = pgtrigger.Trigger(
    name="instalments_sum_up",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    declare=COUNTED,
    func=SUMS_UP.format(schedule="NEW.schedule_id"),
)

# Guarantee 6: the loan's row is locked, so two entries at once are counted one after the other.
LEDGER_WITHIN_BOUNDS = pgtrigger.Trigger(
    name="ledgerentry_within_bounds",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("loan", "loans_loan%ROWTYPE"), ("target", "loans_ledgerentry%ROWTYPE"), ("outstanding", "numeric")],
    func="""
        SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;
        IF NEW.reverses_id IS NOT NULL THEN
            SELECT * INTO target FROM loans_ledgerentry WHERE id = NEW.reverses_id;
            IF target.loan_id <> NEW.loan_id OR target.kind = 'reversal' OR NEW.amount <> target.amount
                OR NEW.effect <> -target.effect
            THEN
                RAISE EXCEPTION 'ledgerentry_reversal_matches: a reversal answers one entry of the same loan, whole'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_reversal_matches';
            END IF;
        END IF;
        SELECT coalesce(sum(effect), 0) + NEW.effect INTO outstanding FROM loans_ledgerentry WHERE loan_id = NEW.loan_id;
        IF outstanding < 0 OR outstanding > loan.principal THEN
            RAISE EXCEPTION 'ledgerentry_within_bounds: outstanding would be % for a principal of %', outstanding, loan.principal
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_within_bounds';
        END IF;
        RETURN NEW;
    """,  # noqa: E501
)
