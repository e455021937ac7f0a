-- The rest of the history that the triggers would have written: one version of each row, as it was begun (a loan: as it is).
INSERT INTO applications_applicantevent (pgh_created_at, pgh_label, pgh_obj_id, id, first_name, last_name, birth_date, address, postcode, city,
  phone, email, situation)
SELECT begun.at, 'insert', p.id, p.id, first_name, last_name, birth_date, address, postcode, city, phone, email, situation
FROM applications_applicant p
JOIN LATERAL (SELECT coalesce(min(a.created_at), now()) AS at FROM applications_loanapplication a WHERE a.applicant_id = p.id) begun ON true;

INSERT INTO applications_projectevent (pgh_created_at, pgh_label, pgh_obj_id, id, purpose, description, amount, months, payee, supplier,
  application_id, other_funding, other_funding_from, quote)
SELECT a.created_at, 'insert', p.id, p.id, purpose, description, amount, months, payee, supplier, application_id, other_funding,
  other_funding_from, quote
FROM applications_project p JOIN applications_loanapplication a ON a.id = p.application_id;

INSERT INTO schemes_budgetenvelopeevent (pgh_created_at, pgh_label, pgh_obj_id, id, year, allocated, engaged, scheme_id)
SELECT make_date(year, 1, 1), 'insert', id, id, year, allocated, engaged, scheme_id FROM schemes_budgetenvelope;

INSERT INTO loans_loanevent (pgh_created_at, pgh_label, pgh_obj_id, id, reference, principal, months, payee, payee_name, payee_iban, payee_bank,
  first_due_on, due_day, rounding, sign_before, state, opened_at, signed_on, settled_on, cancelled_on, cancel_reason, borrower_id,
  decision_id, release_id, scheme_id, funds_not_before, signed_copy_id, agreement_text_id)
SELECT opened_at, 'insert', id, id, reference, principal, months, payee, payee_name, payee_iban, payee_bank, first_due_on, due_day, rounding,
  sign_before, state, opened_at, signed_on, settled_on, cancelled_on, cancel_reason, borrower_id, decision_id, release_id, scheme_id,
  funds_not_before, signed_copy_id, agreement_text_id
FROM loans_loan;
