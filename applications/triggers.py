"""What the database refuses about requests, whoever asks."""

import pgtrigger

from harmonie.guards import final_columns, refuse

from .enums import CLOSED_STATES

# Guarantee 1: amount and months within the terms in force on the request date. The terms' row is share-locked,
# so that nobody rewrites them while they are being relied upon.
WITHIN_TERMS = """
    PERFORM FROM schemes_schemeterms terms
    JOIN applications_loanapplication application
      ON application.id = {application} AND application.scheme_id = terms.scheme_id
    WHERE application.requested_on >= terms.valid_from
      AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)
      AND {amount} BETWEEN terms.amount_min AND terms.amount_max
      AND {months} BETWEEN terms.months_min AND terms.months_max
    FOR SHARE OF terms;
    IF NOT FOUND THEN
        RAISE EXCEPTION '{name}: amount or months outside the terms in force on the request date'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
"""

# What was lent before Harmonie was lent under terms that it never knew.
PROJECT_WITHIN_TERMS = pgtrigger.Trigger(
    name="project_within_terms",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
    IF EXISTS (SELECT FROM applications_loanapplication WHERE id = NEW.application_id AND is_taken_over) THEN
        RETURN NEW;
    END IF;
    """
    + WITHIN_TERMS.format(
        name="project_within_terms", application="NEW.application_id", amount="NEW.amount", months="NEW.months"
    )
    + "RETURN NEW;",
)

# A request that left its draft has a project, and stays within the terms of its date and scheme.
SUBMITTED_HAS_PROJECT = pgtrigger.Trigger(
    name="loanapplication_submitted_within_terms",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "scheme_id", "requested_on"),
    timing=pgtrigger.Deferred,
    condition=~pgtrigger.Q(new__state="draft") & pgtrigger.Q(new__is_taken_over=False),
    declare=[("project", "applications_project%ROWTYPE")],
    func="SELECT * INTO project FROM applications_project WHERE application_id = NEW.id;"
    + WITHIN_TERMS.format(
        name="loanapplication_submitted_within_terms",
        application="NEW.id",
        amount="project.amount",
        months="project.months",
    )
    + "RETURN NULL;",
)

# A request is « taken over » from its first row on, for ever, and only with the decision that says so.
TAKEN_OVER_IS_DECIDED = pgtrigger.Trigger(
    name="loanapplication_taken_over_is_decided",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__is_taken_over=True),
    func=f"""
        IF NOT EXISTS (SELECT FROM commission_decision WHERE application_id = NEW.id AND path = 'takeover')
            OR NOT EXISTS (SELECT FROM applications_project WHERE application_id = NEW.id)
        THEN
            {refuse("loanapplication_taken_over_is_decided", "it comes with its project and its former decision")}
        END IF;
        RETURN NULL;
    """,
)
TAKEN_OVER_STAYS = final_columns(
    "loanapplication_taken_over_stays", "is_taken_over", why="a request was made here, or elsewhere"
)

CLOSED = ", ".join(f"'{state.value}'" for state in CLOSED_STATES)

# What was asked is what was decided: the project stays as the outcome found it, and stays with its request.
PROJECT_STAYS = pgtrigger.Trigger(
    name="project_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    declare=[("state", "text")],
    func=f"""
        SELECT application.state INTO state FROM applications_loanapplication application WHERE id = OLD.application_id;
        IF TG_OP = 'DELETE' AND state <> 'draft'
            OR TG_OP = 'UPDATE' AND (NEW.application_id <> OLD.application_id OR state IN ({CLOSED}))
        THEN
            {refuse("project_stays", "the request has left its draft, or its outcome")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)

# The commission took its decision back by another one: the request is ready for a new one; nothing else of it moves.
TAKEN_BACK = """(
    OLD.state = 'decided' AND NEW.state = 'ready' AND NEW.closed_at IS NULL
    AND ROW(OLD.reference, OLD.scheme_id, OLD.applicant_id, OLD.requested_on, OLD.submitted_at)
      = ROW(NEW.reference, NEW.scheme_id, NEW.applicant_id, NEW.requested_on, NEW.submitted_at)
    AND EXISTS (SELECT FROM commission_decision WHERE application_id = OLD.id AND outcome = 'withdrawn')
    AND NOT EXISTS (
        SELECT FROM commission_decision former
        WHERE former.application_id = OLD.id AND former.outcome NOT IN ('deferred', 'withdrawn')
          AND NOT EXISTS (SELECT FROM commission_decision later WHERE later.withdraws_id = former.id)
    )
)"""

# An outcome is final, and so is what it was an outcome of. A loan that ends, and retention, touch other columns.
LOANAPPLICATION_OUTCOME_IS_FINAL = final_columns(
    "loanapplication_outcome_is_final",
    "reference",
    "state",
    "scheme_id",
    "applicant_id",
    "requested_on",
    "submitted_at",
    "closed_at",
    why="an outcome is never taken back",
    unless=f"OLD.state NOT IN ({CLOSED}) OR {TAKEN_BACK}",
)
LOANAPPLICATION_KEPT_ONCE_SUBMITTED = pgtrigger.Trigger(
    name="loanapplication_kept_once_submitted",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    condition=~pgtrigger.Q(old__state="draft"),
    func=refuse("loanapplication_kept_once_submitted", "a request that was handed in is kept"),
)

# domain.md §2: a derogation is possible only where the terms that refused allow it.
DEROGATION_ALLOWED_BY_TERMS = pgtrigger.Trigger(
    name="derogation_allowed_by_terms",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM FROM applications_eligibilitycheck eligibility
        JOIN schemes_schemeterms terms ON terms.id = eligibility.terms_id
        WHERE eligibility.id = NEW.eligibility_check_id AND terms.allows_derogation AND NOT eligibility.is_eligible;
        IF NOT FOUND THEN
            {refuse("derogation_allowed_by_terms", "these terms allow none, or the check needs none")}
        END IF;
        RETURN NEW;
    """,
)

# Somebody else asked for it, and it was not declined. The lock makes a grant and a decline at once take their turn.
DEROGATION_ANSWERS_REQUEST = pgtrigger.Trigger(
    name="derogation_answers_request",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM FROM applications_derogationrequest request
        WHERE request.eligibility_check_id = NEW.eligibility_check_id AND request.declined_at IS NULL
          AND request.asked_by_id <> NEW.granted_by_id
        FOR UPDATE;
        IF NOT FOUND THEN
            {refuse("derogation_answers_request", "somebody else asks for it, and nobody declined")}
        END IF;
        RETURN NEW;
    """,
)
DEROGATIONREQUEST_STAYS = final_columns(
    "derogationrequest_stays",
    "eligibility_check_id",
    "reason",
    "asked_at",
    "asked_by_id",
    why="what was asked stays as it was asked",
)
DEROGATIONREQUEST_ANSWERED_ONCE = pgtrigger.Trigger(
    name="derogationrequest_answered_once",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.declined_at IS NOT NULL
            AND ROW(OLD.declined_at, OLD.declined_by_id, OLD.decline_reason)
                IS DISTINCT FROM ROW(NEW.declined_at, NEW.declined_by_id, NEW.decline_reason)
            OR NEW.declined_at IS NOT NULL AND EXISTS (
                SELECT FROM applications_derogation WHERE eligibility_check_id = NEW.eligibility_check_id
            )
        THEN
            {refuse("derogationrequest_answered_once", "it is granted or declined, once")}
        END IF;
        RETURN NEW;
    """,
)
