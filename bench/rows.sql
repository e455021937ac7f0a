-- Invented applications, in bulk. `bench.count` says how many; the same seed invents the same ones.
SELECT setseed(0.42);

CREATE TEMP TABLE last_names ON COMMIT DROP AS
SELECT row_number() OVER () AS number, name FROM (
  SELECT unnest(string_to_array('Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Müller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer Lucas Meunier Jean Pérez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colas Fernandez Diallo Traoré Benali Bénally Cherif Khelifi Haddad Amrani Ouali Diop Sow Keita Camara Koné', ' ')) AS name
  UNION ALL
  SELECT initcap(a || b || c) FROM unnest(ARRAY['ba','che','du','fa','gué','ha','ka','la','mon','na','or','pe','ra','sa','ta','ve','bel','cour','dal','ver']) a, unnest(ARRAY['ber','chi','do','gar','la','li','man','nel','ri','sou','ti','val','zan']) b, unnest(ARRAY['d','ni','net','ra','rel','ski','t','ve','y','zi']) c
) names;

CREATE TEMP TABLE first_names ON COMMIT DROP AS
SELECT row_number() OVER () AS number, name FROM unnest(string_to_array('Marie Jeanne Françoise Nadia Aminata Fatou Sarah Léa Chloé Inès Élodie Sophie Julie Camille Lucie Claire Zohra Samira Yasmine Rose Odette Josette Monique Yvonne Jean Pierre Michel Luc Paul Thomas Julien Karim Rachid Mehdi Yves Joël Mathis Dylan Kevin Samuel Ahmed Moussa Ibrahim Ousmane Adama Louis Hugo Noé Gabriel Antoine', ' ')) AS name;

CREATE TEMP TABLE people ON COMMIT DROP AS
SELECT (SELECT array_agg(id ORDER BY id) FROM accounts_user WHERE email LIKE 'social%') AS workers,
       (SELECT array_agg(id ORDER BY id) FROM accounts_user WHERE partner_id IS NOT NULL) AS referrers,
       (SELECT array_agg(partner_id ORDER BY id) FROM accounts_user WHERE partner_id IS NOT NULL) AS partners,
       (SELECT array_agg(id ORDER BY id) FROM schemes_scheme) AS schemes,
       (SELECT count(*) FROM last_names) AS lasts, (SELECT count(*) FROM first_names) AS firsts,
       (SELECT array_agg(name ORDER BY number) FROM last_names) AS last_names,
       (SELECT array_agg(name ORDER BY number) FROM first_names) AS first_names;

INSERT INTO applications_applicant (id, first_name, last_name, birth_date, address, postcode, city, phone, email, situation)
OVERRIDING SYSTEM VALUE
SELECT n, first_names[1 + floor(random() * firsts)], last_names[1 + floor(random() ^ 1.6 * lasts)],
       date '1945-01-01' + floor(random() * 22000)::int, n || ' rue des Tanneurs', '60990', 'Rivemont', '', '', ''
FROM generate_series(1, current_setting('bench.count')::int) n, people;

-- One in ten is somebody's second request.
CREATE TEMP TABLE drawn ON COMMIT DROP AS
SELECT n, random() AS fate, random() AS luck, 1 + floor(random() * 20)::int AS house, 1 + floor(random() * 12)::int AS desk,
       CASE WHEN random() < 0.1 AND n > 1 THEN 1 + floor(random() * (n - 1))::int ELSE n END AS applicant,
       now() - (current_setting('bench.count')::int - n) * (interval '10 years' / current_setting('bench.count')::int) AS at
FROM generate_series(1, current_setting('bench.count')::int) n;

-- Old requests are closed; those of the last months are where the work is.
CREATE TEMP TABLE stated ON COMMIT DROP AS
SELECT drawn.*, CASE
  WHEN at > now() - interval '6 months' THEN (ARRAY['draft', 'submitted', 'submitted', 'in_review', 'in_review', 'awaiting_documents', 'ready', 'on_agenda', 'sent_to_lender', 'decided'])[1 + floor(fate * 10)]
  WHEN fate < 0.02 THEN 'draft' WHEN fate < 0.70 THEN 'decided' WHEN fate < 0.82 THEN 'withdrawn'
  WHEN fate < 0.90 THEN 'inadmissible' WHEN fate < 0.95 THEN 'redirected' WHEN fate < 0.98 THEN 'lender_disbursed'
  ELSE 'lender_refused' END AS state
FROM drawn;

INSERT INTO applications_loanapplication (id, reference, scheme_id, applicant_id, partner_id, referred_by_id, worker_id,
  state, revision, requested_on, over_indebtedness, family_status, housing, housing_note, landlord, is_taken_over, is_urgent, urgency_reason,
  consented_on, assessment, awaited, closing_reason, closing_note, blocking_criterion, implicit_decision_on,
  acknowledged_at, meeting_on, refused_on, live_loan, redirected_from_id, merged_into_id, created_at, state_since,
  submitted_at, closed_at)
OVERRIDING SYSTEM VALUE
SELECT n, to_char(at, 'YYYY-') || lpad(n::text, 6, '0'), schemes[CASE WHEN luck < 0.8 THEN 1 ELSE 2 END], applicant,
  partners[house], referrers[house], CASE WHEN state IN ('draft', 'submitted') THEN NULL ELSE workers[desk] END,
  state, 4, at::date, 'none', '', '', '', '', false, luck < 0.03, CASE WHEN luck < 0.03 THEN 'Coupure annoncée' ELSE '' END,
  CASE WHEN state = 'draft' THEN NULL ELSE at::date END, '', CASE WHEN state = 'awaiting_documents' THEN 'Un devis.' ELSE '' END,
  CASE WHEN state = 'inadmissible' THEN 'ceiling' WHEN state = 'lender_refused' THEN 'budget'
    WHEN closed THEN (ARRAY['other_help', 'abandoned', 'incomplete'])[1 + n % 3] ELSE '' END,
  CASE WHEN closed THEN 'Invention.' ELSE '' END, CASE WHEN state = 'inadmissible' THEN 'income' ELSE '' END,
  CASE WHEN state = 'draft' THEN NULL ELSE (at + interval '2 months')::date END, NULL,
  CASE WHEN state IN ('on_agenda', 'decided') THEN date_trunc('month', at + interval '45 days')::date + 14 END,
  CASE WHEN state = 'decided' AND luck > 0.8 THEN (at + interval '40 days')::date END, '', NULL, NULL, at,
  least(at + luck * interval '60 days', now()), CASE WHEN state = 'draft' THEN NULL ELSE at END,
  CASE WHEN closed OR state = 'decided' OR state = 'lender_disbursed' THEN least(at + luck * interval '60 days', now()) END
FROM stated, people, LATERAL (SELECT state IN ('withdrawn', 'inadmissible', 'redirected', 'lender_refused') AS closed) ends;

INSERT INTO applications_project (purpose, description, amount, months, payee, supplier, application_id, other_funding, other_funding_from)
SELECT (ARRAY['mobility', 'housing', 'appliances', 'health', 'training', 'family', 'accident', 'other'])[1 + floor(luck * 8)],
  'Invention', 100 + 10 * floor(random() * 91), 1 + floor(random() * 18), 'borrower', '', n, 0, ''
FROM stated WHERE state <> 'draft' OR luck < 0.5;

INSERT INTO applications_householdmember (application_id, first_name, last_name, birth_date, kinship, is_co_applicant, phone, email)
SELECT n, first_names[1 + floor(random() * firsts)], last_names[1 + floor(random() * lasts)], date '1960-01-01' + floor(random() * 15000)::int,
  'partner', luck < 0.25, '', ''
FROM stated, people WHERE luck < 0.4;

INSERT INTO applications_householdmember (application_id, first_name, last_name, birth_date, kinship, is_co_applicant, phone, email)
SELECT n, first_names[1 + floor(random() * firsts)], '', date '2010-01-01' + floor(random() * 5000)::int, 'child', false, '', ''
FROM stated, people, generate_series(1, floor(luck * 3)::int);

INSERT INTO applications_incomeline (application_id, kind, label, amount, frequency, earned, earner)
SELECT n, kind, '', 150 + floor(random() * 900), 'monthly', '', '' FROM stated, unnest(ARRAY['salary', 'housing_benefit']) kind;

INSERT INTO applications_expenseline (application_id, kind, label, amount, frequency)
SELECT n, kind, '', 50 + floor(random() * 400), 'monthly' FROM stated, unnest(ARRAY['rent', 'energy']) kind;

INSERT INTO applications_milestone (application_id, step, sentence, note, is_done, is_stop, is_shared, url, happened_at, by_id)
SELECT n, 'referral', 'Transmise', 'Reçue', true, false, true, '', at, referrers[house] FROM stated, people WHERE state <> 'draft'
UNION ALL
SELECT n, 'review', 'Prise en charge', 'Suivie', state IN ('ready', 'on_agenda', 'decided', 'sent_to_lender'), state IN ('withdrawn', 'inadmissible', 'redirected'),
  true, '', at + interval '2 days', workers[desk] FROM stated, people WHERE state NOT IN ('draft', 'submitted')
UNION ALL
SELECT n, 'commission', 'Décidée', 'Accord', true, false, true, '', at + interval '40 days', workers[desk] FROM stated, people WHERE state = 'decided';

-- The history that the triggers would have written: begun, handed in, as it is now.
INSERT INTO applications_loanapplicationevent (pgh_created_at, pgh_label, id, reference, state, revision, requested_on,
  over_indebtedness, is_urgent, consented_on, assessment, awaited, closing_reason, closing_note, refused_on, live_loan,
  created_at, submitted_at, closed_at, applicant_id, partner_id, pgh_obj_id, redirected_from_id, referred_by_id, scheme_id,
  worker_id, merged_into_id, acknowledged_at, blocking_criterion, family_status, housing, housing_note, implicit_decision_on,
  meeting_on, state_since, urgency_reason, landlord, is_taken_over)
SELECT created_at, 'update', id, reference, CASE WHEN step = 3 THEN state WHEN step = 1 THEN 'draft' ELSE 'submitted' END, step, requested_on,
  over_indebtedness, is_urgent, consented_on, assessment, awaited, closing_reason, closing_note, refused_on, live_loan,
  created_at, submitted_at, closed_at, applicant_id, partner_id, id, redirected_from_id, referred_by_id, scheme_id,
  worker_id, merged_into_id, acknowledged_at, blocking_criterion, family_status, housing, housing_note, implicit_decision_on,
  meeting_on, state_since, urgency_reason, landlord, is_taken_over
FROM applications_loanapplication, generate_series(1, 3) step ORDER BY id, step;

SELECT setval(pg_get_serial_sequence('applications_applicant', 'id'), (SELECT max(id) FROM applications_applicant)),
       setval(pg_get_serial_sequence('applications_loanapplication', 'id'), (SELECT max(id) FROM applications_loanapplication));
