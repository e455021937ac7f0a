"""What the database refuses about requests, whoever asks."""

import pgtrigger

ONLY_ADDED = pgtrigger.Update | pgtrigger.Delete

# Guarantee 1: amount and months within the terms in force on the request date.
WITHIN_TERMS = """
    IF NOT EXISTS (
        SELECT FROM schemes_schemeterms terms
        JOIN applications_loanapplication application ON application.id = {application} AND application.scheme_id = terms.scheme_id
        WHERE application.requested_on >= terms.valid_from
          AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)
          AND {amount} BETWEEN terms.amount_min AND terms.amount_max
          AND {months} BETWEEN terms.months_min AND terms.months_max
    ) THEN
        RAISE EXCEPTION '{name}: amount or months outside the terms in force on the request date'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
"""

PROJECT_WITHIN_TERMS = pgtrigger.Trigger(
    name="project_within_terms",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=WITHIN_TERMS.format(
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
    condition=~pgtrigger.Q(new__state="draft"),
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
