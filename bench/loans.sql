-- What became of the invented requests: a check of each, a decision, a loan, its schedule and its ledger.
CREATE TEMP TABLE staff ON COMMIT DROP AS
SELECT (SELECT id FROM accounts_user WHERE email LIKE 'secretariat%') AS clerk,
       (SELECT id FROM accounts_user WHERE email LIKE 'finance%') AS cashier,
       (SELECT id FROM schemes_scheme WHERE code = 'propre') AS own,
       (SELECT min(id) FROM commission_standingrules) AS rules;

INSERT INTO applications_eligibilitycheck (application_id, terms_id, revision, is_eligible, verdicts, values, consumption_units,
  earned_income, resources, expenses, checked_at, checked_by_id)
SELECT a.id, t.id, a.revision, NOT fails,
  jsonb_build_array(
    jsonb_build_object('code', 'income', 'verdict', CASE WHEN fails THEN 'fail' ELSE 'pass' END, 'say', 'Revenus d’activité', 'why', '',
      'figures', jsonb_build_object('limit', '1313.83', 'units', '1', 'earned', earned::text, 'ceiling', '1313.83')),
    jsonb_build_object('code', 'amount', 'verdict', 'pass', 'say', 'Montant possible', 'why', '',
      'figures', jsonb_build_object('most', '1000.00', 'least', '100.00', 'amount', p.amount::text)),
    jsonb_build_object('code', 'months', 'verdict', 'pass', 'say', 'Durée possible', 'why', '',
      'figures', jsonb_build_object('most', 18, 'least', 1, 'months', p.months))),
  jsonb_build_object(
    'terms', jsonb_build_object('strict', true, 'per_unit', true, 'purposes', '[]'::jsonb, 'amount_max', '1000.00', 'amount_min', '100.00',
      'months_max', 18, 'months_min', 1, 'scheme_name', 'Crédit Harmonie', 'one_live_loan', true, 'remainder_min', null,
      'income_ceiling', '1313.83', 'residents_only', true, 'allows_derogation', false, 'reapplication_months', 0,
      'refuses_over_indebted', false, 'requires_earned_income', false),
    'source', 'invention', 'incomes', jsonb_build_array(jsonb_build_object('kind', 'salaire', 'monthly', earned::text, 'is_earned', true)),
    'request', jsonb_build_object('city', 'Rivemont', 'town', 'Rivemont', 'amount', p.amount::text, 'months', p.months, 'purpose', p.purpose,
      'postcode', '60990', 'live_loan', '', 'new_facts', '', 'instalment', round(p.amount / p.months, 2)::text, 'refused_on', null,
      'is_resident', true, 'requested_on', a.requested_on, 'town_postcode', '60990', 'over_indebtedness', 'none'),
    'computed', jsonb_build_object('limit', '1313.83', 'units', '1', 'left_after', '600.00'),
    'household', jsonb_build_object('expenses', '450.00', 'resources', earned::text, 'earned_income', earned::text, 'other_birth_dates', '[]'::jsonb)),
  1, earned, earned, 450, a.created_at + interval '3 days', staff.clerk
FROM applications_loanapplication a JOIN applications_project p ON p.application_id = a.id JOIN schemes_schemeterms t ON t.scheme_id = a.scheme_id,
  staff, LATERAL (SELECT a.state = 'inadmissible' AS fails) f, LATERAL (SELECT (CASE WHEN fails THEN 1320 + a.id % 200 ELSE 400 + a.id % 900 END)::numeric(10, 2) AS earned) e
WHERE a.state NOT IN ('draft', 'submitted');

CREATE TEMP TABLE granted ON COMMIT DROP AS
SELECT a.id, a.applicant_id, p.amount, p.months, p.payee, a.closed_at AS at, (a.closed_at AT TIME ZONE 'Europe/Paris')::date AS day
FROM applications_loanapplication a JOIN applications_project p ON p.application_id = a.id, staff
WHERE a.state = 'decided' AND a.refused_on IS NULL AND a.scheme_id = own;

INSERT INTO schemes_budgetenvelope (year, allocated, engaged, scheme_id)
SELECT extract(year FROM day), ceil(sum(amount) * 1.2), sum(amount), own FROM granted, staff GROUP BY 1, own;

INSERT INTO schemes_budgetmovement (id, kind, amount, reference, moved_at, envelope_id, moved_by_id)
OVERRIDING SYSTEM VALUE
SELECT g.id, 'commitment', g.amount, 'D' || g.id, g.at, e.id, clerk
FROM granted g JOIN schemes_budgetenvelope e ON e.year = extract(year FROM g.day), staff;

INSERT INTO commission_decision (id, number, path, rules_id, urgency, application_id, outcome, amount, months, payee, grounds, explanation,
  conditions, awaited_document, votes_for, votes_against, abstentions, by_casting_vote, commitment_id, sign_before, decided_at, decided_by_id)
OVERRIDING SYSTEM VALUE
SELECT id, 'D' || id, 'delegation', rules, 'Invention', id, 'granted', amount, months, payee, '', '', '', '', 0, 0, 0, false, id,
  day + 90, at, clerk FROM granted, staff
UNION ALL
SELECT a.id, 'D' || a.id, 'delegation', rules, 'Invention', a.id, 'refused', NULL, NULL, '', (ARRAY['budget', 'ceiling', 'purpose'])[1 + a.id % 3],
  'Invention', '', '', 0, 0, 0, false, NULL, NULL, a.closed_at, clerk
FROM applications_loanapplication a, staff WHERE a.state = 'decided' AND NOT EXISTS (SELECT FROM granted g WHERE g.id = a.id);

-- One in ten of the last three months waits for its contract; one in fifteen stops paying half-way.
CREATE TEMP TABLE lent ON COMMIT DROP AS
SELECT g.*, g.day + 10 AS signed, g.id % 15 = 0 AS stops, g.day + interval '1 month' * (months + 1) <= now() AS is_over
FROM granted g WHERE day + 12 < current_date AND NOT (day > current_date - 90 AND g.id % 10 = 0);

CREATE TEMP TABLE due ON COMMIT DROP AS
SELECT id, number, (day + interval '1 month' * number)::date AS due_on,
  CASE WHEN number < months THEN round(amount / months, 2) ELSE amount - (months - 1) * round(amount / months, 2) END AS part,
  (day + interval '1 month' * number)::date <= current_date AND NOT (stops AND number > months / 2) AS is_paid
FROM lent, generate_series(1, months) number;

INSERT INTO loans_loan (id, reference, principal, months, payee, payee_name, payee_iban, payee_bank, first_due_on, due_day, rounding, sign_before,
  state, opened_at, signed_on, settled_on, cancel_reason, borrower_id, decision_id, scheme_id)
OVERRIDING SYSTEM VALUE
SELECT id, 'P' || id, amount, months, payee, 'Invention', '', '', (day + interval '1 month')::date, NULL, '0.01', day + 90,
  CASE WHEN is_over AND NOT stops THEN 'settled' ELSE 'active' END, at, signed,
  CASE WHEN is_over AND NOT stops THEN (day + interval '1 month' * months)::date END, '', applicant_id, id, own
FROM lent, staff;

INSERT INTO loans_schedule (id, version, amount, months, drawn_up_at, loan_id, reason, why)
OVERRIDING SYSTEM VALUE SELECT id, 1, amount, months, at, id, 'agreed', '' FROM lent;

INSERT INTO loans_instalment (number, due_on, amount, schedule_id) SELECT number, due_on, part, id FROM due;

INSERT INTO loans_ledgerentry (sequence, kind, amount, effect, channel, voucher, note, value_on, posted_at, posted_by_id, loan_id, chain,
  deliberation, lost, surplus)
SELECT 1, 'disbursement', amount, amount, 'payment_order', 'M' || id, '', day + 12, at + interval '12 days', cashier, id, repeat('0', 64), '', 0, 0
FROM lent, staff
UNION ALL
SELECT 1 + number, 'repayment', part, -part, 'transfer', '', '', due_on, due_on + interval '10 hours', cashier, id, repeat('0', 64), '', 0, 0
FROM due, staff WHERE is_paid;

SELECT setval(pg_get_serial_sequence(name, 'id'), (SELECT max(id) FROM applications_loanapplication))
FROM unnest(ARRAY['schemes_budgetmovement', 'commission_decision', 'loans_loan', 'loans_schedule']) name;
