"""What the database refuses about loans, whoever asks."""

import pgtrigger

from harmonie.guards import final_columns, refuse

from ..enums import ENDED_STATES, LIVE_STATES

LIVE, ENDED = (", ".join(f"'{state.value}'" for state in states) for states in (LIVE_STATES, ENDED_STATES))

# Guarantee 5: a loan is its decision, word for word; only its state and its own dates move.
LOAN_REPEATS_DECISION = pgtrigger.Trigger(
    name="loan_repeats_decision",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        IF NOT EXISTS (
            SELECT FROM commission_decision decision
            JOIN applications_loanapplication application ON application.id = decision.application_id
            WHERE decision.id = NEW.decision_id AND decision.amount = NEW.principal AND decision.months = NEW.months
              AND decision.payee = NEW.payee AND decision.sign_before = NEW.sign_before
              AND application.applicant_id = NEW.borrower_id AND application.scheme_id = NEW.scheme_id
        ) THEN
            {refuse("loan_repeats_decision", "a loan has the amount, the months and the person of its granted decision")}
        END IF;
        IF EXISTS (
            SELECT FROM commission_decision decision
            JOIN schemes_budgetmovement release ON release.releases_id = decision.commitment_id
            WHERE decision.id = NEW.decision_id AND release.id IS DISTINCT FROM NEW.release_id
        ) OR (NEW.release_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM commission_decision decision
            JOIN schemes_budgetmovement release ON release.releases_id = decision.commitment_id
            WHERE decision.id = NEW.decision_id AND release.id = NEW.release_id
        )) THEN
            {refuse("loan_release_matches", "a loan gives back its own commitment, and does not live on without one")}
        END IF;
        RETURN NEW;
    """,  # noqa: E501
)
LOAN_STAYS = final_columns(
    "loan_stays", "reference", "decision_id", "opened_at", why="a loan keeps its number and its decision"
)

# Guarantee 6, checked when the transaction ends: a state says what the ledger says, and a loan has its schedule.
AGREES = """
    SELECT * INTO loan FROM loans_loan WHERE id = {loan};
    SELECT coalesce(sum(effect), 0), coalesce(sum(effect) FILTER (WHERE kind = 'disbursement'), 0)
    INTO owed, paid_out FROM loans_ledgerentry WHERE loan_id = loan.id;
    IF loan.state IN ('to_sign', 'signed', 'cancelled') AND owed <> 0
        OR loan.state = 'active' AND owed = 0
        OR loan.state = 'settled' AND (owed <> 0 OR paid_out = 0)
        OR loan.state IN ('waived', 'written_off') AND (owed <> 0 OR NOT EXISTS (
            SELECT FROM loans_ledgerentry ended WHERE ended.loan_id = loan.id
              AND ended.kind = CASE loan.state WHEN 'waived' THEN 'relief' ELSE 'write_off' END
              AND NOT EXISTS (SELECT FROM loans_ledgerentry back WHERE back.reverses_id = ended.id)
        ))
    THEN
        RAISE EXCEPTION 'loan_agrees_with_ledger: % with % € outstanding', loan.state, owed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_agrees_with_ledger';
    END IF;
    IF NOT EXISTS (SELECT FROM loans_schedule WHERE loan_id = loan.id) THEN
        RAISE EXCEPTION 'loan_has_schedule: a loan is drawn up with its schedule'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_has_schedule';
    END IF;
    RETURN NULL;
"""
BALANCE = [("loan", "loans_loan%ROWTYPE"), ("owed", "numeric"), ("paid_out", "numeric")]
LOAN_AGREES_WITH_LEDGER = pgtrigger.Trigger(
    name="loan_agrees_with_ledger",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
    timing=pgtrigger.Deferred,
    declare=BALANCE,
    func=AGREES.format(loan="NEW.id"),
)
LEDGER_AGREES_WITH_LOAN = pgtrigger.Trigger(
    name="ledgerentry_agrees_with_loan",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    declare=BALANCE,
    func=AGREES.format(loan="NEW.loan_id"),
)

# Guarantee 8: one live loan per borrower and scheme, where the terms of the request say so. Rows that a colleague found
# to be one person count as one. The rows of the person are written, not only locked: under REPEATABLE READ a
# transaction that waited would still count from its old snapshot, and fails instead.
# A loan that ended, and an entry of which is reversed, is live again whatever came after it: the books tell what
# happened.
LOAN_ONE_LIVE_PER_SCHEME = pgtrigger.Trigger(
    name="loan_one_live_per_scheme",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "borrower_id", "scheme_id"),
    declare=[("person", "bigint[]")],
    func=f"""
        IF NEW.state NOT IN ({LIVE}) OR TG_OP = 'UPDATE' AND OLD.borrower_id = NEW.borrower_id
            AND OLD.scheme_id = NEW.scheme_id AND OLD.state IN ({LIVE}, {ENDED})
        THEN
            RETURN NEW;
        END IF;
        PERFORM FROM schemes_schemeterms terms
        JOIN commission_decision decision ON decision.id = NEW.decision_id
        JOIN applications_loanapplication application ON application.id = decision.application_id
        WHERE terms.scheme_id = NEW.scheme_id AND terms.one_live_loan AND application.requested_on >= terms.valid_from
          AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to);
        IF NOT FOUND THEN
            RETURN NEW;
        END IF;
        SELECT array_agg(found.other) INTO person FROM (
            SELECT DISTINCT ON (finding.one_id, finding.other_id)
                CASE WHEN finding.one_id = NEW.borrower_id THEN finding.other_id ELSE finding.one_id END AS other,
                finding.is_same
            FROM applications_identityfinding finding
            WHERE NEW.borrower_id IN (finding.one_id, finding.other_id)
            ORDER BY finding.one_id, finding.other_id, finding.id DESC
        ) AS found WHERE found.is_same;
        person := array_append(person, NEW.borrower_id);
        PERFORM FROM applications_applicant WHERE id = ANY(person) ORDER BY id FOR NO KEY UPDATE;
        UPDATE applications_applicant SET birth_date = birth_date WHERE id = ANY(person);
        IF EXISTS (
            SELECT FROM loans_loan other WHERE other.borrower_id = ANY(person) AND other.scheme_id = NEW.scheme_id
              AND other.state IN ({LIVE}) AND other.id IS DISTINCT FROM NEW.id
        ) THEN
            {refuse("loan_one_live_per_scheme", "the person has a live loan under this scheme")}
        END IF;
        RETURN NEW;
    """,
)
