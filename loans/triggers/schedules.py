"""What the database refuses about schedules, whoever asks."""

import pgtrigger

from harmonie.guards import refuse

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
# The first version repays the loan as it was granted; a later one, what is owed on the day it is drawn up.
SCHEDULE_REPAYS_LOAN = pgtrigger.Trigger(
    name="schedule_repays_loan",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("loan", "loans_loan%ROWTYPE"), ("owed", "numeric")],
    func=f"""
        SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;
        SELECT loan.principal + coalesce(sum(entry.effect), 0) INTO owed FROM loans_ledgerentry entry
        LEFT JOIN loans_ledgerentry target ON target.id = entry.reverses_id
        WHERE entry.loan_id = NEW.loan_id AND 'disbursement' NOT IN (entry.kind, coalesce(target.kind, ''));
        IF NEW.version = 1 AND (NEW.amount <> loan.principal OR NEW.months <> loan.months)
            OR NEW.version <> 1 AND NEW.amount <> owed
        THEN
            {refuse("schedule_repays_loan", "a schedule repays the loan, or what is left of it")}
        END IF;
        RETURN NEW;
    """,
)
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
