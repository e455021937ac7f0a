"""What the database refuses about rules, texts, amendments and payment lines, whoever asks."""

import pgtrigger

from harmonie.guards import final_columns, refuse

# What applied yesterday is never rewritten; rules to come may still be corrected.
MONEYRULES_PAST_IS_FINAL = pgtrigger.Trigger(
    name="moneyrules_past_is_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF OLD.valid_from <= CURRENT_DATE THEN
            {refuse("moneyrules_past_is_final", "these rules applied")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)
AGREEMENTTEXT_USED_IS_FINAL = pgtrigger.Trigger(
    name="agreementtext_used_is_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF EXISTS (SELECT FROM loans_loan WHERE agreement_text_id = OLD.id) THEN
            {refuse("agreementtext_used_is_final", "an agreement was drawn up with this text")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)
COBORROWER_BEFORE_SIGNATURE = pgtrigger.Trigger(
    name="coborrower_before_signature",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("of_loan", "bigint")],
    func=f"""
        of_loan := CASE WHEN TG_OP = 'INSERT' THEN NEW.loan_id ELSE OLD.loan_id END;
        PERFORM FROM loans_loan WHERE id = of_loan AND state = 'to_sign' FOR SHARE;
        IF NOT FOUND OR TG_OP = 'UPDATE' AND NEW.loan_id <> OLD.loan_id THEN
            {refuse("coborrower_before_signature", "who borrows is settled by the signature")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)
AMENDMENT_APPROVED_STAYS = final_columns(
    "amendment_approved_stays",
    "loan_id",
    "number",
    "kind",
    "reason",
    "months",
    "first_due_on",
    "rounding",
    "ledger_sequence",
    "deliberation",
    "asked_at",
    "asked_by_id",
    "approved_at",
    "approved_by_id",
    "schedule_id",
    "dropped_at",
    why="an amendment that was answered stays",
    unless="OLD.approved_at IS NULL AND OLD.dropped_at IS NULL"
    " AND OLD.loan_id = NEW.loan_id AND OLD.number = NEW.number",
)
# Maker and checker for amendments too, where the rules of the day ask for it.
AMENDMENT_CHECKED = pgtrigger.Trigger(
    name="amendment_checked_where_ruled",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("checks", "boolean")],
    func=f"""
        IF NEW.approved_at IS NOT NULL AND NEW.approved_by_id = NEW.asked_by_id THEN
            SELECT checks_amendments INTO checks FROM loans_moneyrules
            WHERE valid_from <= (NEW.approved_at AT TIME ZONE 'Europe/Paris')::date
            ORDER BY valid_from DESC LIMIT 1;
            IF checks THEN
                {refuse("amendment_checked_where_ruled", "the rules ask for a second person")}
            END IF;
        END IF;
        RETURN NEW;
    """,
)
PAYMENTLINE_STAYS = pgtrigger.Trigger(
    name="paymentline_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'DELETE' OR OLD.state = 'posted' AND OLD IS DISTINCT FROM NEW
            OR ROW(OLD.file_id, OLD.number, OLD.fingerprint, OLD.booked_on, OLD.amount, OLD.payer, OLD.wording,
                   OLD.bank_reference)
            IS DISTINCT FROM ROW(NEW.file_id, NEW.number, NEW.fingerprint, NEW.booked_on, NEW.amount, NEW.payer,
                   NEW.wording, NEW.bank_reference)
        THEN
            {refuse("paymentline_stays", "a line is what the bank wrote, and a posted one is posted")}
        END IF;
        RETURN NEW;
    """,
)
