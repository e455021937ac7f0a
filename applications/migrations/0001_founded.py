"""Everything at once, for a new house; one that stands already has it from the migrations that this replaces."""

import applications.models.applicant
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

from harmonie.together import Together


# The dictionary is named, so the function may be called immutable and feed a generated column.
FOLD = """
    CREATE FUNCTION harmonie_fold(last_name text, first_name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, last_name || ' ' || first_name))
"""

# How many letters separate a word from the nearest of some names; three or more all say 3.
SLIP = """
    CREATE FUNCTION harmonie_slip(names text, word text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT min(public.levenshtein_less_equal(left(name, 60), left(word, 60), 2))
        FROM string_to_table(translate(names, $$-'$$, '  '), ' ') AS name
    )
"""


# How well one word answers the names of a request, 0 to 100: the whole word, its beginning, a part of it,
# then by the letters that differ.
RANK = """
    CREATE FUNCTION harmonie_rank(names text, word text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN strpos(' ' || names || ' ', ' ' || word || ' ') > 0 THEN 100
        WHEN strpos(' ' || names, ' ' || word) > 0 THEN 90
        WHEN strpos(names, word) > 0 THEN 80
        ELSE 70 - 20 * public.harmonie_slip(names, word)
    END
"""

GRANTS = {
    ("loanapplication", "view_loanapplication", "Can view demande"): ("partner", "social_worker", "secretary"),
    ("loanapplication", "refer_loanapplication", "peut orienter une personne"): ("partner", "social_worker"),
    ("loanapplication", "assess_loanapplication", "peut instruire une demande"): ("social_worker",),
    ("derogation", "derogate_loanapplication", "peut accorder une dérogation"): ("chair",),
    ("interestsubsidy", "follow_interest", "peut suivre les intérêts pris en charge"): ("finance", "social_worker"),
}

ALWAYS = "always"


# label, precision, when, for which purposes, indispensable, may be seen without a copy. The lawful minimum: no bank
# statements, nothing medical, a copy of an identity document only where nobody can look at it.
DOCUMENTS = (
    ("Pièce d’identité", "Carte d’identité, passeport ou titre de séjour en cours de validité.", ALWAYS, [], True, True),
    (
        "Pièce d’identité du co-demandeur",
        "Carte d’identité, passeport ou titre de séjour en cours de validité.",
        "co_applicant", [], True, True,
    ),
    (
        "Justificatif de domicile",
        "Quittance de loyer ou facture d’énergie de moins de trois mois.",
        ALWAYS, [], True, False,
    ),
    (
        "Attestation d’hébergement",
        "Signée par la personne qui héberge, avec la date et l’adresse.",
        "hosted", [], True, False,
    ),
    ("Livret de famille", "Pages du foyer, ou un autre document qui montre les enfants à charge.", "children", [], False, True),
    ("Trois derniers bulletins de salaire", "De chaque personne du foyer qui a un salaire.", "employed", [], True, False),
    (
        "Revenus de l’activité indépendante",
        "Dernières déclarations de chiffre d’affaires ou dernier bilan.",
        "self_employed", [], True, False,
    ),
    (
        "Attestation de prestations",
        "CAF, MSA ou France Travail, de moins de trois mois.",
        "benefits", [], True, False,
    ),
    ("Dernier avis d’imposition", "Toutes les pages, même si l’impôt est nul.", ALWAYS, [], True, False),
    (
        "Devis ou facture pro forma",
        "Au nom de la personne. Pour la santé\u00a0: le devis seul, sans ordonnance ni diagnostic.",
        ALWAYS, [], True, False,
    ),
    ("RIB de la personne", "Au nom de la personne qui rembourse.", ALWAYS, [], True, False),
    ("RIB du fournisseur", "Celui qui figure sur le devis, s’il est payé directement.", "supplier_paid", [], True, False),
    ("Tableaux d’amortissement des crédits", "Ou le dernier relevé de chaque crédit en cours.", "debts", [], False, False),
    (
        "Décision ou plan de surendettement",
        "Courrier de la commission de surendettement ou plan signé.",
        "over_indebted", [], True, False,
    ),
    ("Permis de conduire", "S’il s’agit d’acheter ou de réparer un véhicule.", ALWAYS, ["mobility"], False, True),
)


def grant(apps, schema_editor):
    """Permissions are made here by hand: on a fresh database Django only adds them after the last migration."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for (model, codename, name), roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="applications", model=model)
        granted, _ = permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


def ask(apps, schema_editor):
    """What a CCAS usually asks for, for a start: the administration changes it in the settings."""
    requirement = apps.get_model("applications", "DocumentRequirement")
    for place, (label, help_text, situation, purposes, is_required, only_seen) in enumerate(DOCUMENTS, start=1):
        requirement.objects.create(
            label=label,
            help_text=help_text,
            situation=situation,
            purposes=purposes,
            is_required=is_required,
            may_be_only_seen=only_seen,
            position=place * 10,
        )


class Migration(migrations.Migration):

    replaces = [('applications', '0001_initial'), ('applications', '0002_roles'), ('applications', '0003_intake'), ('applications', '0004_derogation_role'), ('applications', '0005_worklist_indexes'), ('applications', '0006_reader_opened_at'), ('applications', '0007_likeness'), ('applications', '0008_checking'), ('applications', '0009_supporting_documents'), ('applications', '0010_lender'), ('applications', '0011_document_keys'), ('applications', '0012_landlord_and_reopening'), ('applications', '0013_taken_over')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('accounts', '0005_invitation'),
        ('documents', '0004_loan_papers'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schemes', '0002_intake'),
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(FOLD, "DROP FUNCTION harmonie_fold(text, text)"),
        migrations.RunSQL(SLIP, "DROP FUNCTION harmonie_slip(text, text)"),
        migrations.RunSQL(RANK, "DROP FUNCTION harmonie_rank(text, text)"),
        Together(
            [
                migrations.CreateModel(
                    name='Applicant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                        ('last_name', models.CharField(max_length=60, verbose_name='nom')),
                        ('birth_date', models.DateField(verbose_name='date de naissance')),
                        ('address', models.CharField(max_length=200, verbose_name='adresse')),
                        ('postcode', models.CharField(max_length=5, verbose_name='code postal')),
                        ('city', models.CharField(max_length=80, verbose_name='commune')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                        ('situation', models.CharField(blank=True, max_length=120, verbose_name='situation professionnelle')),
                        ('search_text', models.GeneratedField(db_persist=True, expression=applications.models.applicant.Folded('last_name', 'first_name'), output_field=models.TextField())),
                        ('address_key', models.GeneratedField(db_persist=True, expression=applications.models.applicant.AddressKey('postcode', 'address'), output_field=models.TextField(null=True))),
                        ('phone_key', models.GeneratedField(db_persist=True, expression=applications.models.applicant.PhoneKey('phone'), output_field=models.TextField(null=True))),
                    ],
                    options={
                        'verbose_name': 'demandeur',
                        'verbose_name_plural': 'demandeurs',
                        'indexes': [models.Index(fields=['birth_date'], name='application_birth_d_c9c934_idx'), django.contrib.postgres.indexes.GinIndex(fields=['search_text'], name='applicant_search', opclasses=['gin_trgm_ops']), models.Index(fields=['search_text', 'id'], name='application_search__0dfd9e_idx'), models.Index(fields=['phone_key'], name='applicant_phone'), models.Index(fields=['address_key'], name='applicant_address')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('postcode__regex', '^\\d{5}$')), name='applicant_postcode_five_digits', violation_error_message='Le code postal a cinq chiffres.')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicant',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_applicantevent" ("address", "birth_date", "city", "email", "first_name", "id", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "situation") VALUES (NEW."address", NEW."birth_date", NEW."city", NEW."email", NEW."first_name", NEW."id", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."situation"); RETURN NULL;', hash='13743fbcbf963a8097d4cb9aafd4fbfdda30047c', operation='INSERT', pgid='pgtrigger_insert_insert_b7271', table='applications_applicant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicant',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."city" IS DISTINCT FROM (NEW."city") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."situation" IS DISTINCT FROM (NEW."situation"))', func='INSERT INTO "applications_applicantevent" ("address", "birth_date", "city", "email", "first_name", "id", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "situation") VALUES (NEW."address", NEW."birth_date", NEW."city", NEW."email", NEW."first_name", NEW."id", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."situation"); RETURN NULL;', hash='543b9b058262b2cb3fa8a9e7644738196a25ac7f', operation='UPDATE', pgid='pgtrigger_update_update_b5f6f', table='applications_applicant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicant',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_applicantevent" ("address", "birth_date", "city", "email", "first_name", "id", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "situation") VALUES (OLD."address", OLD."birth_date", OLD."city", OLD."email", OLD."first_name", OLD."id", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."postcode", OLD."situation"); RETURN NULL;', hash='723b99a63d1adaa39df035be39138725dd3a2f27', operation='DELETE', pgid='pgtrigger_delete_delete_bbefa', table='applications_applicant', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='ApplicantEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                        ('last_name', models.CharField(max_length=60, verbose_name='nom')),
                        ('birth_date', models.DateField(verbose_name='date de naissance')),
                        ('address', models.CharField(max_length=200, verbose_name='adresse')),
                        ('postcode', models.CharField(max_length=5, verbose_name='code postal')),
                        ('city', models.CharField(max_length=80, verbose_name='commune')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                        ('situation', models.CharField(blank=True, max_length=120, verbose_name='situation professionnelle')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.applicant')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicantevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='77cfed30df62d63ca33d600823496f2569f6a561', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_7318c', table='applications_applicantevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicantevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='a3ddf3dd01955b0964fc343cf2e388168e2fa2a5', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_def27', table='applications_applicantevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicantevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='e39270585fd237544985ba25188e0221e4803d0d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_0828c', table='applications_applicantevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LoanApplication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', models.CharField(max_length=12, unique=True, verbose_name='numéro')),
                        ('state', models.CharField(choices=[('draft', 'brouillon'), ('submitted', 'transmise'), ('in_review', 'en instruction'), ('awaiting_documents', 'pièces attendues'), ('ready', 'prête'), ('on_agenda', 'à l’ordre du jour'), ('decided', 'décidée'), ('withdrawn', 'sans suite'), ('inadmissible', 'irrecevable'), ('redirected', 'réorientée'), ('sent_to_lender', 'envoyée au prêteur'), ('lender_granted', 'accord du prêteur'), ('lender_refused', 'refus du prêteur'), ('lender_disbursed', 'versée par le prêteur')], default='draft', max_length=20, verbose_name='état')),
                        ('revision', models.PositiveIntegerField(default=1, verbose_name='révision')),
                        ('requested_on', models.DateField(verbose_name='date de la demande')),
                        ('over_indebtedness', models.CharField(choices=[('none', 'non'), ('filed', 'dossier déposé'), ('admitted', 'dossier recevable'), ('plan', 'plan en cours')], default='none', max_length=10, verbose_name='surendettement')),
                        ('is_urgent', models.BooleanField(default=False, verbose_name='urgente')),
                        ('consented_on', models.DateField(blank=True, null=True, verbose_name='accord de la personne le')),
                        ('assessment', models.TextField(blank=True, verbose_name='évaluation sociale')),
                        ('awaited', models.TextField(blank=True, verbose_name='pièces attendues')),
                        ('closing_reason', models.CharField(blank=True, choices=[('ceiling', 'ressources au-dessus du plafond'), ('residence', 'n’habite pas la commune'), ('running_loan', 'prêt en cours'), ('recent_refusal', 'refus récent sans fait nouveau'), ('amount', 'montant ou durée hors conditions'), ('excluded_purpose', 'objet non financé'), ('budget', 'reste à vivre insuffisant'), ('incomplete', 'dossier resté incomplet'), ('abandoned', 'la personne a renoncé'), ('other_help', 'une autre aide convient mieux'), ('duplicate', 'demande déjà enregistrée')], max_length=20, verbose_name='motif')),
                        ('closing_note', models.TextField(blank=True, verbose_name='explication')),
                        ('refused_on', models.DateField(blank=True, null=True, verbose_name='refusée le')),
                        ('live_loan', models.CharField(blank=True, max_length=12, verbose_name='prêt en cours')),
                        ('created_at', models.DateTimeField(verbose_name='commencée le')),
                        ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='transmise le')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='terminée le')),
                        ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='applications.applicant', verbose_name='demandeur')),
                        ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.partner', verbose_name='partenaire')),
                        ('redirected_from', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redirected_to', to='applications.loanapplication', verbose_name='réorientée depuis')),
                        ('referred_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='orientée par')),
                        ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='schemes.scheme', verbose_name='dispositif')),
                        ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_applications', to=settings.AUTH_USER_MODEL, verbose_name='travailleur social')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='applications.loanapplication', verbose_name='réunie au dossier')),
                        ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='accusé de réception émis le')),
                        ('blocking_criterion', models.CharField(blank=True, max_length=20, verbose_name='condition bloquante')),
                        ('family_status', models.CharField(blank=True, choices=[('single', 'célibataire'), ('couple', 'en couple'), ('separated', 'séparation ou divorce'), ('widowed', 'veuvage')], max_length=10, verbose_name='situation familiale')),
                        ('housing', models.CharField(blank=True, choices=[('social_tenant', 'locataire du parc social'), ('private_tenant', 'locataire du parc privé'), ('owner', 'propriétaire'), ('hosted', 'hébergement chez quelqu’un'), ('shelter', 'foyer ou résidence sociale'), ('none', 'sans logement')], max_length=15, verbose_name='logement')),
                        ('housing_note', models.CharField(blank=True, max_length=120, verbose_name='précision sur le logement')),
                        ('implicit_decision_on', models.DateField(blank=True, null=True, verbose_name='décision implicite le')),
                        ('meeting_on', models.DateField(blank=True, null=True, verbose_name='séance du')),
                        ('state_since', models.DateTimeField(verbose_name='dans cet état depuis le')),
                        ('urgency_reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi c’est urgent')),
                        ('landlord', models.CharField(blank=True, max_length=120, verbose_name='bailleur')),
                        ('is_taken_over', models.BooleanField(default=False, editable=False, verbose_name='reprise d’un ancien portefeuille')),
                    ],
                    options={
                        'verbose_name': 'demande',
                        'verbose_name_plural': 'demandes',
                        'ordering': ['-id'],
                        'permissions': [('refer_loanapplication', 'peut orienter une personne'), ('assess_loanapplication', 'peut instruire une demande')],
                        'indexes': [models.Index(fields=['state', 'submitted_at'], name='application_state_db25d9_idx'), models.Index(fields=['partner', '-id'], name='application_partner_bc36b5_idx'), models.Index(fields=['worker', 'state'], name='application_worker__a917e1_idx'), models.Index(fields=['requested_on'], name='application_request_d1252d_idx'), models.Index(fields=['state', 'state_since', 'id'], name='application_state_343f70_idx'), models.Index(fields=['state_since', 'id'], name='application_state_s_ed4737_idx'), models.Index(condition=models.Q(('state__in', ['decided', 'withdrawn', 'inadmissible', 'redirected', 'lender_refused', 'lender_disbursed']), _negated=True), fields=['state_since', 'id'], name='loanapplication_open'), models.Index(fields=['meeting_on', 'id'], name='application_meeting_96e479_idx'), models.Index(fields=['implicit_decision_on', 'id'], name='application_implici_a9df69_idx'), models.Index(condition=models.Q(('is_urgent', True)), fields=['id'], name='loanapplication_urgent'), django.contrib.postgres.indexes.GinIndex(fields=['reference'], name='loanapplication_reference', opclasses=['gin_trgm_ops'])],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('submitted_at', None)), models.Q(models.Q(('state', 'draft'), _negated=True), ('submitted_at__isnull', False)), _connector='OR'), name='loanapplication_submitted_at_agrees', violation_error_message='Une demande transmise porte sa date de transmission.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('consented_on__isnull', False), _connector='OR'), name='loanapplication_submitted_with_consent', violation_error_message='La personne doit avoir donné son accord.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['withdrawn', 'inadmissible', 'redirected', 'lender_refused']), _negated=True), models.Q(models.Q(('closing_reason', ''), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='loanapplication_closing_has_reason', violation_error_message='Indiquez le motif.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ('decided', 'withdrawn', 'inadmissible', 'redirected', 'lender_refused', 'lender_disbursed'))), models.Q(models.Q(('state__in', ('decided', 'withdrawn', 'inadmissible', 'redirected', 'lender_refused', 'lender_disbursed')), _negated=True), ('closed_at', None)), _connector='OR'), name='loanapplication_closed_at_agrees', violation_error_message='Une demande terminée porte sa date de fin.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'awaiting_documents'), _negated=True), models.Q(('awaited', ''), _negated=True), _connector='OR'), name='loanapplication_awaited_named', violation_error_message='Indiquez les pièces attendues.'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('closing_reason', 'duplicate'), ('state', 'withdrawn'), models.Q(('merged_into', models.F('id')), _negated=True)), _connector='OR'), name='loanapplication_merged_is_closed', violation_error_message='Une demande réunie à une autre est close.')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='loanapplication_kept_once_submitted', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'draft\'))', func="RAISE EXCEPTION 'loanapplication_kept_once_submitted: a request that was handed in is kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_kept_once_submitted';", hash='567feb2e85e1180f784f98fcc4fd8292cf8b803c', operation='DELETE', pgid='pgtrigger_loanapplication_kept_once_submitted_1c531', table='applications_loanapplication', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='loanapplication_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'loanapplication_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_never_emptied';", hash='fa71f6bbe71eacd64b6b378d06e3f7ce0e014c27', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_loanapplication_never_emptied_cd8be', table='applications_loanapplication', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='loanapplication_outcome_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.reference, OLD.state, OLD.scheme_id, OLD.applicant_id, OLD.requested_on, OLD.submitted_at, OLD.closed_at) IS DISTINCT FROM ROW(NEW.reference, NEW.state, NEW.scheme_id, NEW.applicant_id, NEW.requested_on, NEW.submitted_at, NEW.closed_at) AND NOT (OLD.state NOT IN ('decided', 'withdrawn', 'inadmissible', 'redirected', 'lender_refused', 'lender_disbursed') OR (\n    OLD.state = 'decided' AND NEW.state = 'ready' AND NEW.closed_at IS NULL\n    AND ROW(OLD.reference, OLD.scheme_id, OLD.applicant_id, OLD.requested_on, OLD.submitted_at)\n      = ROW(NEW.reference, NEW.scheme_id, NEW.applicant_id, NEW.requested_on, NEW.submitted_at)\n    AND EXISTS (SELECT FROM commission_decision WHERE application_id = OLD.id AND outcome = 'withdrawn')\n    AND NOT EXISTS (\n        SELECT FROM commission_decision former\n        WHERE former.application_id = OLD.id AND former.outcome NOT IN ('deferred', 'withdrawn')\n          AND NOT EXISTS (SELECT FROM commission_decision later WHERE later.withdraws_id = former.id)\n    )\n)) THEN\n                RAISE EXCEPTION 'loanapplication_outcome_is_final: an outcome is never taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_outcome_is_final';\n            END IF;\n            RETURN NEW;\n        ", hash='3bd4a8da0c5481c9f2b4abf20d5d0706ce67033d', operation='UPDATE', pgid='pgtrigger_loanapplication_outcome_is_final_8b07c', table='applications_loanapplication', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='loanapplication_taken_over_is_decided', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."is_taken_over")', constraint='CONSTRAINT', func="\n        IF NOT EXISTS (SELECT FROM commission_decision WHERE application_id = NEW.id AND path = 'takeover')\n            OR NOT EXISTS (SELECT FROM applications_project WHERE application_id = NEW.id)\n        THEN\n            RAISE EXCEPTION 'loanapplication_taken_over_is_decided: it comes with its project and its former decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_taken_over_is_decided';\n        END IF;\n        RETURN NULL;\n    ", hash='25b4a707fc2cd7b3ea2b8021798f34a76cdab4c9', operation='INSERT', pgid='pgtrigger_loanapplication_taken_over_is_decided_265de', table='applications_loanapplication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='loanapplication_taken_over_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.is_taken_over) IS DISTINCT FROM ROW(NEW.is_taken_over) THEN\n                RAISE EXCEPTION 'loanapplication_taken_over_stays: a request was made here, or elsewhere' USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_taken_over_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='7327f2e4ba4cfa9e6bbcb2d998bf445df7f02379', operation='UPDATE', pgid='pgtrigger_loanapplication_taken_over_stays_d71c4', table='applications_loanapplication', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_loanapplicationevent" ("acknowledged_at", "applicant_id", "assessment", "awaited", "blocking_criterion", "closed_at", "closing_note", "closing_reason", "consented_on", "created_at", "family_status", "housing", "housing_note", "id", "implicit_decision_on", "is_taken_over", "is_urgent", "landlord", "live_loan", "meeting_on", "merged_into_id", "over_indebtedness", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "redirected_from_id", "reference", "referred_by_id", "refused_on", "requested_on", "revision", "scheme_id", "state", "state_since", "submitted_at", "urgency_reason", "worker_id") VALUES (NEW."acknowledged_at", NEW."applicant_id", NEW."assessment", NEW."awaited", NEW."blocking_criterion", NEW."closed_at", NEW."closing_note", NEW."closing_reason", NEW."consented_on", NEW."created_at", NEW."family_status", NEW."housing", NEW."housing_note", NEW."id", NEW."implicit_decision_on", NEW."is_taken_over", NEW."is_urgent", NEW."landlord", NEW."live_loan", NEW."meeting_on", NEW."merged_into_id", NEW."over_indebtedness", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."redirected_from_id", NEW."reference", NEW."referred_by_id", NEW."refused_on", NEW."requested_on", NEW."revision", NEW."scheme_id", NEW."state", NEW."state_since", NEW."submitted_at", NEW."urgency_reason", NEW."worker_id"); RETURN NULL;', hash='90c0bbe4cbcccc0ac189b9043eb066ee7605b112', operation='INSERT', pgid='pgtrigger_insert_insert_5c061', table='applications_loanapplication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_loanapplicationevent" ("acknowledged_at", "applicant_id", "assessment", "awaited", "blocking_criterion", "closed_at", "closing_note", "closing_reason", "consented_on", "created_at", "family_status", "housing", "housing_note", "id", "implicit_decision_on", "is_taken_over", "is_urgent", "landlord", "live_loan", "meeting_on", "merged_into_id", "over_indebtedness", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "redirected_from_id", "reference", "referred_by_id", "refused_on", "requested_on", "revision", "scheme_id", "state", "state_since", "submitted_at", "urgency_reason", "worker_id") VALUES (NEW."acknowledged_at", NEW."applicant_id", NEW."assessment", NEW."awaited", NEW."blocking_criterion", NEW."closed_at", NEW."closing_note", NEW."closing_reason", NEW."consented_on", NEW."created_at", NEW."family_status", NEW."housing", NEW."housing_note", NEW."id", NEW."implicit_decision_on", NEW."is_taken_over", NEW."is_urgent", NEW."landlord", NEW."live_loan", NEW."meeting_on", NEW."merged_into_id", NEW."over_indebtedness", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."redirected_from_id", NEW."reference", NEW."referred_by_id", NEW."refused_on", NEW."requested_on", NEW."revision", NEW."scheme_id", NEW."state", NEW."state_since", NEW."submitted_at", NEW."urgency_reason", NEW."worker_id"); RETURN NULL;', hash='c7f087d131490490b8d43d62278b63c087edf97a', operation='UPDATE', pgid='pgtrigger_update_update_5a1d4', table='applications_loanapplication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_loanapplicationevent" ("acknowledged_at", "applicant_id", "assessment", "awaited", "blocking_criterion", "closed_at", "closing_note", "closing_reason", "consented_on", "created_at", "family_status", "housing", "housing_note", "id", "implicit_decision_on", "is_taken_over", "is_urgent", "landlord", "live_loan", "meeting_on", "merged_into_id", "over_indebtedness", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "redirected_from_id", "reference", "referred_by_id", "refused_on", "requested_on", "revision", "scheme_id", "state", "state_since", "submitted_at", "urgency_reason", "worker_id") VALUES (OLD."acknowledged_at", OLD."applicant_id", OLD."assessment", OLD."awaited", OLD."blocking_criterion", OLD."closed_at", OLD."closing_note", OLD."closing_reason", OLD."consented_on", OLD."created_at", OLD."family_status", OLD."housing", OLD."housing_note", OLD."id", OLD."implicit_decision_on", OLD."is_taken_over", OLD."is_urgent", OLD."landlord", OLD."live_loan", OLD."meeting_on", OLD."merged_into_id", OLD."over_indebtedness", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."redirected_from_id", OLD."reference", OLD."referred_by_id", OLD."refused_on", OLD."requested_on", OLD."revision", OLD."scheme_id", OLD."state", OLD."state_since", OLD."submitted_at", OLD."urgency_reason", OLD."worker_id"); RETURN NULL;', hash='68804403f9ab932ed2ab5d974baf60040e6d9771', operation='DELETE', pgid='pgtrigger_delete_delete_c54eb', table='applications_loanapplication', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='EligibilityCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(verbose_name='révision du dossier')),
                        ('is_eligible', models.BooleanField(verbose_name='conditions remplies')),
                        ('verdicts', models.JSONField(verbose_name='phrases')),
                        ('consumption_units', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='unités de consommation')),
                        ('earned_income', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='revenus d’activité')),
                        ('resources', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='ressources')),
                        ('expenses', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='charges')),
                        ('checked_at', models.DateTimeField(verbose_name='contrôlé le')),
                        ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('terms', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.schemeterms', verbose_name='conditions')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='applications.loanapplication', verbose_name='demande')),
                        ('values', models.JSONField(default=dict, verbose_name='valeurs retenues')),
                    ],
                    options={
                        'verbose_name': 'contrôle d’éligibilité',
                        'verbose_name_plural': 'contrôles d’éligibilité',
                        'ordering': ['-id'],
                        'get_latest_by': 'id',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='eligibilitycheck',
                    trigger=pgtrigger.compiler.Trigger(name='eligibilitycheck_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'eligibilitycheck_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'eligibilitycheck_append_only';", hash='790e7c301d4bcb5da5d332ebcb107b8040fdd4c7', operation='UPDATE OR DELETE', pgid='pgtrigger_eligibilitycheck_append_only_d64bd', table='applications_eligibilitycheck', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='eligibilitycheck',
                    trigger=pgtrigger.compiler.Trigger(name='eligibilitycheck_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'eligibilitycheck_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'eligibilitycheck_never_emptied';", hash='11779f5dd26adcac15be2d2707cb08547c5015fa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_eligibilitycheck_never_emptied_26f81', table='applications_eligibilitycheck', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Exclusion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('declared_at', models.DateTimeField(verbose_name='depuis le')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='applications.loanapplication', verbose_name='demande')),
                    ],
                    options={
                        'verbose_name': 'mise à l’écart',
                        'verbose_name_plural': 'mises à l’écart',
                        'constraints': [models.UniqueConstraint(fields=('application', 'user'), name='exclusion_once_per_person')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='exclusion',
                    trigger=pgtrigger.compiler.Trigger(name='exclusion_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'exclusion_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'exclusion_append_only';", hash='2e4d796473575040adf35c8e65895467911264f6', operation='UPDATE OR DELETE', pgid='pgtrigger_exclusion_append_only_f71b0', table='applications_exclusion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='exclusion',
                    trigger=pgtrigger.compiler.Trigger(name='exclusion_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'exclusion_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'exclusion_never_emptied';", hash='1c0310a153661b1c7a20071c414e7ee025e67672', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_exclusion_never_emptied_b4e9b', table='applications_exclusion', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='ExpenseLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('rent', 'loyer et charges'), ('energy', 'énergie'), ('childcare', 'cantine et garde'), ('transport', 'transport'), ('insurance', 'assurances'), ('health', 'mutuelle'), ('telephone', 'téléphone et internet'), ('tax', 'impôts'), ('alimony', 'pension versée'), ('food', 'alimentation'), ('other', 'autre charge')], max_length=20, verbose_name='charge')),
                        ('label', models.CharField(blank=True, max_length=80, verbose_name='précision')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='applications.loanapplication', verbose_name='demande')),
                        ('frequency', models.CharField(choices=[('weekly', 'par semaine'), ('monthly', 'par mois'), ('quarterly', 'par trimestre'), ('yearly', 'par an')], default='monthly', max_length=10, verbose_name='périodicité')),
                        ('monthly', models.GeneratedField(db_persist=True, expression=models.Case(models.When(frequency='weekly', then=django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('amount'), '*', models.Value(52)), '/', models.Value(Decimal('12'))), precision=2)), models.When(frequency='quarterly', then=django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('amount'), '*', models.Value(4)), '/', models.Value(Decimal('12'))), precision=2)), models.When(frequency='yearly', then=django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(models.F('amount'), '/', models.Value(Decimal('12'))), precision=2)), default=models.F('amount'), output_field=models.DecimalField(decimal_places=2, max_digits=10)), output_field=models.DecimalField(decimal_places=2, max_digits=10))),
                    ],
                    options={
                        'verbose_name': 'charge',
                        'verbose_name_plural': 'charges',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lt', 100000000)), name='expenseline_amount_positive')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='expenseline',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_expenselineevent" ("amount", "application_id", "frequency", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."application_id", NEW."frequency", NEW."id", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='bf4ca79e4ad7583b587ac4d69ec0d5a3da7afc3c', operation='INSERT', pgid='pgtrigger_insert_insert_1eba7', table='applications_expenseline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='expenseline',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."frequency" IS DISTINCT FROM (NEW."frequency") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."label" IS DISTINCT FROM (NEW."label"))', func='INSERT INTO "applications_expenselineevent" ("amount", "application_id", "frequency", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."application_id", NEW."frequency", NEW."id", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='9a05d41dceab9b38d9e46e00591fadfa813b5d4a', operation='UPDATE', pgid='pgtrigger_update_update_bf2d5', table='applications_expenseline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='expenseline',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_expenselineevent" ("amount", "application_id", "frequency", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."application_id", OLD."frequency", OLD."id", OLD."kind", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='2c613081d45ab87cb25e102f15a7f2e394f20abd', operation='DELETE', pgid='pgtrigger_delete_delete_e7bfe', table='applications_expenseline', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='ExpenseLineEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('rent', 'loyer et charges'), ('energy', 'énergie'), ('childcare', 'cantine et garde'), ('transport', 'transport'), ('insurance', 'assurances'), ('health', 'mutuelle'), ('telephone', 'téléphone et internet'), ('tax', 'impôts'), ('alimony', 'pension versée'), ('food', 'alimentation'), ('other', 'autre charge')], max_length=20, verbose_name='charge')),
                        ('label', models.CharField(blank=True, max_length=80, verbose_name='précision')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.expenseline')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('frequency', models.CharField(choices=[('weekly', 'par semaine'), ('monthly', 'par mois'), ('quarterly', 'par trimestre'), ('yearly', 'par an')], default='monthly', max_length=10, verbose_name='périodicité')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='expenselineevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='6e0c62f9852875dda16e89a8c2f016d99cc7a487', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_0dd28', table='applications_expenselineevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='expenselineevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='b8ab4d048169676cdc190f71df97ab736b0e28c7', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_1b436', table='applications_expenselineevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='expenselineevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='78a8f0bc20e12b644d747d2e000556b08b766285', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_fc0fe', table='applications_expenselineevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='HouseholdMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                        ('birth_date', models.DateField(verbose_name='date de naissance')),
                        ('kinship', models.CharField(choices=[('partner', 'conjoint ou conjointe'), ('child', 'enfant'), ('other', 'autre personne')], max_length=10, verbose_name='lien')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='applications.loanapplication', verbose_name='demande')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                        ('is_co_applicant', models.BooleanField(default=False, verbose_name='demande avec la personne')),
                        ('last_name', models.CharField(blank=True, max_length=60, verbose_name='nom')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                    ],
                    options={
                        'verbose_name': 'membre du foyer',
                        'verbose_name_plural': 'membres du foyer',
                        'ordering': ['birth_date', 'id'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(applications.models.applicant.Folded('last_name', 'first_name'), name='gin_trgm_ops'), condition=models.Q(('is_co_applicant', True)), name='co_applicant_search')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_co_applicant', True)), fields=('application',), name='householdmember_one_co_applicant', violation_error_message='Une seule personne peut demander avec le demandeur.'), models.CheckConstraint(condition=models.Q(('is_co_applicant', False), models.Q(('last_name', ''), _negated=True), _connector='OR'), name='householdmember_co_applicant_named', violation_error_message='Indiquez le nom de la personne qui demande avec le demandeur.')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='householdmember',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_householdmemberevent" ("application_id", "birth_date", "email", "first_name", "id", "is_co_applicant", "kinship", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."application_id", NEW."birth_date", NEW."email", NEW."first_name", NEW."id", NEW."is_co_applicant", NEW."kinship", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;', hash='70d33ffd44fb163ced5db89480517f9495e937e5', operation='INSERT', pgid='pgtrigger_insert_insert_a3006', table='applications_householdmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='householdmember',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_householdmemberevent" ("application_id", "birth_date", "email", "first_name", "id", "is_co_applicant", "kinship", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."application_id", NEW."birth_date", NEW."email", NEW."first_name", NEW."id", NEW."is_co_applicant", NEW."kinship", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone"); RETURN NULL;', hash='d274c6bd897632beec3b2253fb794357b1dd41d9', operation='UPDATE', pgid='pgtrigger_update_update_30a34', table='applications_householdmember', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='householdmember',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_householdmemberevent" ("application_id", "birth_date", "email", "first_name", "id", "is_co_applicant", "kinship", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (OLD."application_id", OLD."birth_date", OLD."email", OLD."first_name", OLD."id", OLD."is_co_applicant", OLD."kinship", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone"); RETURN NULL;', hash='3f8166334b9758e5dd7908899cb33eac6031dc68', operation='DELETE', pgid='pgtrigger_delete_delete_97e80', table='applications_householdmember', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='HouseholdMemberEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                        ('birth_date', models.DateField(verbose_name='date de naissance')),
                        ('kinship', models.CharField(choices=[('partner', 'conjoint ou conjointe'), ('child', 'enfant'), ('other', 'autre personne')], max_length=10, verbose_name='lien')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.householdmember')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                        ('is_co_applicant', models.BooleanField(default=False, verbose_name='demande avec la personne')),
                        ('last_name', models.CharField(blank=True, max_length=60, verbose_name='nom')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='householdmemberevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='2b58dc1c71767e179cf0959fa4dc939314c1bab5', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_6b0ed', table='applications_householdmemberevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='householdmemberevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='67227369807b4781b40754c539b7d6b600d077b5', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_f5f95', table='applications_householdmemberevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='householdmemberevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='5c2c0cbeecf492a7578d23115bbf79af67c81c86', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_f5d06', table='applications_householdmemberevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='IncomeLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('salary', 'salaire'), ('self_employed', 'activité indépendante'), ('unemployment', 'allocation chômage'), ('pension', 'retraite ou pension'), ('housing_benefit', 'aide au logement'), ('family_benefit', 'prestations familiales'), ('activity_bonus', 'prime d’activité'), ('rsa', 'RSA'), ('aah', 'AAH'), ('alimony', 'pension alimentaire'), ('other', 'autre ressource')], max_length=20, verbose_name='ressource')),
                        ('label', models.CharField(blank=True, max_length=80, verbose_name='précision')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incomes', to='applications.loanapplication', verbose_name='demande')),
                        ('frequency', models.CharField(choices=[('weekly', 'par semaine'), ('monthly', 'par mois'), ('quarterly', 'par trimestre'), ('yearly', 'par an')], default='monthly', max_length=10, verbose_name='périodicité')),
                        ('earned', models.CharField(blank=True, choices=[('', 'selon la ressource'), ('yes', 'oui'), ('no', 'non')], default='', max_length=3, verbose_name='revenu d’activité')),
                        ('earner', models.CharField(blank=True, max_length=60, verbose_name='perçue par')),
                        ('monthly', models.GeneratedField(db_persist=True, expression=models.Case(models.When(frequency='weekly', then=django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('amount'), '*', models.Value(52)), '/', models.Value(Decimal('12'))), precision=2)), models.When(frequency='quarterly', then=django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('amount'), '*', models.Value(4)), '/', models.Value(Decimal('12'))), precision=2)), models.When(frequency='yearly', then=django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(models.F('amount'), '/', models.Value(Decimal('12'))), precision=2)), default=models.F('amount'), output_field=models.DecimalField(decimal_places=2, max_digits=10)), output_field=models.DecimalField(decimal_places=2, max_digits=10))),
                    ],
                    options={
                        'verbose_name': 'ressource',
                        'verbose_name_plural': 'ressources',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lt', 100000000)), name='incomeline_amount_positive')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomeline',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_incomelineevent" ("amount", "application_id", "earned", "earner", "frequency", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."application_id", NEW."earned", NEW."earner", NEW."frequency", NEW."id", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='c532c3986855ea51257f18229eccd4725f2af0ef', operation='INSERT', pgid='pgtrigger_insert_insert_7bed8', table='applications_incomeline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomeline',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."earned" IS DISTINCT FROM (NEW."earned") OR OLD."earner" IS DISTINCT FROM (NEW."earner") OR OLD."frequency" IS DISTINCT FROM (NEW."frequency") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."label" IS DISTINCT FROM (NEW."label"))', func='INSERT INTO "applications_incomelineevent" ("amount", "application_id", "earned", "earner", "frequency", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."application_id", NEW."earned", NEW."earner", NEW."frequency", NEW."id", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='40064ecec972ce6a309368a9fe71c2c81b65d88f', operation='UPDATE', pgid='pgtrigger_update_update_a2e33', table='applications_incomeline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomeline',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_incomelineevent" ("amount", "application_id", "earned", "earner", "frequency", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."application_id", OLD."earned", OLD."earner", OLD."frequency", OLD."id", OLD."kind", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='9d28ae7f0224894b2ff2172a7d448514d3b3cb5c', operation='DELETE', pgid='pgtrigger_delete_delete_d7c47', table='applications_incomeline', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='IncomeLineEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('salary', 'salaire'), ('self_employed', 'activité indépendante'), ('unemployment', 'allocation chômage'), ('pension', 'retraite ou pension'), ('housing_benefit', 'aide au logement'), ('family_benefit', 'prestations familiales'), ('activity_bonus', 'prime d’activité'), ('rsa', 'RSA'), ('aah', 'AAH'), ('alimony', 'pension alimentaire'), ('other', 'autre ressource')], max_length=20, verbose_name='ressource')),
                        ('label', models.CharField(blank=True, max_length=80, verbose_name='précision')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.incomeline')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('frequency', models.CharField(choices=[('weekly', 'par semaine'), ('monthly', 'par mois'), ('quarterly', 'par trimestre'), ('yearly', 'par an')], default='monthly', max_length=10, verbose_name='périodicité')),
                        ('earned', models.CharField(blank=True, choices=[('', 'selon la ressource'), ('yes', 'oui'), ('no', 'non')], default='', max_length=3, verbose_name='revenu d’activité')),
                        ('earner', models.CharField(blank=True, max_length=60, verbose_name='perçue par')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomelineevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='150a1c9da080346c6595a28749b591daa1026979', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_b99b8', table='applications_incomelineevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomelineevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='2a8607856dc3051aac70f36ea1c1c408f82cbe34', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_57fed', table='applications_incomelineevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='incomelineevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='a79f8acf1fe07df51329ee9457f3bbf4690244b7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_f2b4e', table='applications_incomelineevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LoanApplicationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reference', models.CharField(max_length=12, verbose_name='numéro')),
                        ('state', models.CharField(choices=[('draft', 'brouillon'), ('submitted', 'transmise'), ('in_review', 'en instruction'), ('awaiting_documents', 'pièces attendues'), ('ready', 'prête'), ('on_agenda', 'à l’ordre du jour'), ('decided', 'décidée'), ('withdrawn', 'sans suite'), ('inadmissible', 'irrecevable'), ('redirected', 'réorientée'), ('sent_to_lender', 'envoyée au prêteur'), ('lender_granted', 'accord du prêteur'), ('lender_refused', 'refus du prêteur'), ('lender_disbursed', 'versée par le prêteur')], default='draft', max_length=20, verbose_name='état')),
                        ('revision', models.PositiveIntegerField(default=1, verbose_name='révision')),
                        ('requested_on', models.DateField(verbose_name='date de la demande')),
                        ('over_indebtedness', models.CharField(choices=[('none', 'non'), ('filed', 'dossier déposé'), ('admitted', 'dossier recevable'), ('plan', 'plan en cours')], default='none', max_length=10, verbose_name='surendettement')),
                        ('is_urgent', models.BooleanField(default=False, verbose_name='urgente')),
                        ('consented_on', models.DateField(blank=True, null=True, verbose_name='accord de la personne le')),
                        ('assessment', models.TextField(blank=True, verbose_name='évaluation sociale')),
                        ('awaited', models.TextField(blank=True, verbose_name='pièces attendues')),
                        ('closing_reason', models.CharField(blank=True, choices=[('ceiling', 'ressources au-dessus du plafond'), ('residence', 'n’habite pas la commune'), ('running_loan', 'prêt en cours'), ('recent_refusal', 'refus récent sans fait nouveau'), ('amount', 'montant ou durée hors conditions'), ('excluded_purpose', 'objet non financé'), ('budget', 'reste à vivre insuffisant'), ('incomplete', 'dossier resté incomplet'), ('abandoned', 'la personne a renoncé'), ('other_help', 'une autre aide convient mieux'), ('duplicate', 'demande déjà enregistrée')], max_length=20, verbose_name='motif')),
                        ('closing_note', models.TextField(blank=True, verbose_name='explication')),
                        ('refused_on', models.DateField(blank=True, null=True, verbose_name='refusée le')),
                        ('live_loan', models.CharField(blank=True, max_length=12, verbose_name='prêt en cours')),
                        ('created_at', models.DateTimeField(verbose_name='commencée le')),
                        ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='transmise le')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='terminée le')),
                        ('applicant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.applicant', verbose_name='demandeur')),
                        ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partner', verbose_name='partenaire')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.loanapplication')),
                        ('redirected_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='réorientée depuis')),
                        ('referred_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='orientée par')),
                        ('scheme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schemes.scheme', verbose_name='dispositif')),
                        ('worker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='travailleur social')),
                        ('merged_into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='réunie au dossier')),
                        ('acknowledged_at', models.DateTimeField(blank=True, null=True, verbose_name='accusé de réception émis le')),
                        ('blocking_criterion', models.CharField(blank=True, max_length=20, verbose_name='condition bloquante')),
                        ('family_status', models.CharField(blank=True, choices=[('single', 'célibataire'), ('couple', 'en couple'), ('separated', 'séparation ou divorce'), ('widowed', 'veuvage')], max_length=10, verbose_name='situation familiale')),
                        ('housing', models.CharField(blank=True, choices=[('social_tenant', 'locataire du parc social'), ('private_tenant', 'locataire du parc privé'), ('owner', 'propriétaire'), ('hosted', 'hébergement chez quelqu’un'), ('shelter', 'foyer ou résidence sociale'), ('none', 'sans logement')], max_length=15, verbose_name='logement')),
                        ('housing_note', models.CharField(blank=True, max_length=120, verbose_name='précision sur le logement')),
                        ('implicit_decision_on', models.DateField(blank=True, null=True, verbose_name='décision implicite le')),
                        ('meeting_on', models.DateField(blank=True, null=True, verbose_name='séance du')),
                        ('state_since', models.DateTimeField(verbose_name='dans cet état depuis le')),
                        ('urgency_reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi c’est urgent')),
                        ('landlord', models.CharField(blank=True, max_length=120, verbose_name='bailleur')),
                        ('is_taken_over', models.BooleanField(default=False, editable=False, verbose_name='reprise d’un ancien portefeuille')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplicationevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='e7d1b3b58461f20a63172de62dd8bf3f5c71d762', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_86fce', table='applications_loanapplicationevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplicationevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='07d4c2752b053999033447d1b1aa404b07f4805d', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_73b18', table='applications_loanapplicationevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplicationevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='2c550e1751581fbf3e6dbd369fdee531b3627555', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_d0fc6', table='applications_loanapplicationevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Milestone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('referral', 'Orientation'), ('review', 'Instruction'), ('commission', 'Commission'), ('contract', 'Contrat'), ('repayment', 'Remboursement')], max_length=12, verbose_name='étape')),
                        ('sentence', models.CharField(max_length=200, verbose_name='ce qui s’est passé')),
                        ('note', models.CharField(max_length=80, verbose_name='sous la porte')),
                        ('is_done', models.BooleanField(default=False, verbose_name='étape franchie')),
                        ('is_stop', models.BooleanField(default=False, verbose_name='parcours arrêté')),
                        ('is_shared', models.BooleanField(default=True, verbose_name='visible du partenaire')),
                        ('url', models.CharField(blank=True, max_length=200, verbose_name='où continuer')),
                        ('happened_at', models.DateTimeField(verbose_name='le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='applications.loanapplication', verbose_name='demande')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                    ],
                    options={
                        'verbose_name': 'jalon',
                        'verbose_name_plural': 'jalons',
                        'ordering': ['happened_at', 'id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestone',
                    trigger=pgtrigger.compiler.Trigger(name='milestone_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'milestone_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'milestone_append_only';", hash='07e2824b4fd14172bfdb7921e2fc3a43e1331d93', operation='UPDATE OR DELETE', pgid='pgtrigger_milestone_append_only_a5bd4', table='applications_milestone', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='milestone',
                    trigger=pgtrigger.compiler.Trigger(name='milestone_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'milestone_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'milestone_never_emptied';", hash='6cfb7f6134bd8993127424be1327b0f8145077ba', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_milestone_never_emptied_1a922', table='applications_milestone', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Project',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('mobility', 'mobilité'), ('housing', 'logement'), ('appliances', 'équipement ménager'), ('health', 'santé'), ('training', 'formation ou emploi'), ('family', 'famille ou obsèques'), ('accident', 'accident de la vie'), ('other', 'autre'), ('debt_buyback', 'rachat de dettes ou de crédits'), ('overdraft', 'découvert bancaire'), ('fine', 'amende'), ('business', 'création d’entreprise')], max_length=12, verbose_name='objet du prêt')),
                        ('description', models.CharField(max_length=200, verbose_name='précisément')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='durée, en mois')),
                        ('payee', models.CharField(choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], default='borrower', max_length=10, verbose_name='versement à')),
                        ('supplier', models.CharField(blank=True, max_length=120, verbose_name='fournisseur')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='project', to='applications.loanapplication', verbose_name='demande')),
                        ('other_funding', models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name='autres financements')),
                        ('other_funding_from', models.CharField(blank=True, max_length=120, verbose_name='venant de')),
                        ('quote', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='montant du devis')),
                    ],
                    options={
                        'verbose_name': 'objet du prêt',
                        'verbose_name_plural': 'objets de prêt',
                        'indexes': [models.Index(fields=['amount', 'application'], name='application_amount_663746_idx'), models.Index(fields=['purpose', 'application'], name='application_purpose_022bf7_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='project_amount_positive'), models.CheckConstraint(condition=models.Q(('months__gt', 0)), name='project_months_positive'), models.CheckConstraint(condition=models.Q(('payee', 'borrower'), models.Q(('supplier', ''), _negated=True), _connector='OR'), name='project_supplier_named', violation_error_message='Indiquez le fournisseur à payer.'), models.CheckConstraint(condition=models.Q(models.Q(('quote', None), models.Q(('quote__gt', 0), ('quote__lt', 100000000)), _connector='OR'), ('other_funding__gte', 0), ('other_funding__lt', 100000000)), name='project_funding_is_figures')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanapplication',
                    trigger=pgtrigger.compiler.Trigger(name='loanapplication_submitted_within_terms', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."state" = \'draft\') AND NOT NEW."is_taken_over")', constraint='CONSTRAINT', declare='DECLARE project applications_project%ROWTYPE;', func="SELECT * INTO project FROM applications_project WHERE application_id = NEW.id;\n    PERFORM FROM schemes_schemeterms terms\n    JOIN applications_loanapplication application\n      ON application.id = NEW.id AND application.scheme_id = terms.scheme_id\n    WHERE application.requested_on >= terms.valid_from\n      AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)\n      AND project.amount BETWEEN terms.amount_min AND terms.amount_max\n      AND project.months BETWEEN terms.months_min AND terms.months_max\n    FOR SHARE OF terms;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'loanapplication_submitted_within_terms: amount or months outside the terms in force on the request date'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_submitted_within_terms';\n    END IF;\nRETURN NULL;", hash='8c7bbf6f98c05d8cc81dafa2bd5e036aab51217c', operation='INSERT OR UPDATE OF "state", "scheme_id", "requested_on"', pgid='pgtrigger_loanapplication_submitted_within_terms_7540d', table='applications_loanapplication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='project',
                    trigger=pgtrigger.compiler.Trigger(name='project_stays', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE state text;', func="\n        SELECT application.state INTO state FROM applications_loanapplication application WHERE id = OLD.application_id;\n        IF TG_OP = 'DELETE' AND state <> 'draft'\n            OR TG_OP = 'UPDATE' AND (NEW.application_id <> OLD.application_id OR state IN ('decided', 'withdrawn', 'inadmissible', 'redirected', 'lender_refused', 'lender_disbursed'))\n        THEN\n            RAISE EXCEPTION 'project_stays: the request has left its draft, or its outcome' USING ERRCODE = 'check_violation', CONSTRAINT = 'project_stays';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='0a0587d4b33baa4757f34cf561edc865b7470751', operation='UPDATE OR DELETE', pgid='pgtrigger_project_stays_6de2c', table='applications_project', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='project',
                    trigger=pgtrigger.compiler.Trigger(name='project_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'project_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'project_never_emptied';", hash='3dd83d0a2e68ddfd3b89f4e9e6b9f1ce543795eb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_project_never_emptied_e3f11', table='applications_project', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='project',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_projectevent" ("amount", "application_id", "description", "id", "months", "other_funding", "other_funding_from", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quote", "supplier") VALUES (NEW."amount", NEW."application_id", NEW."description", NEW."id", NEW."months", NEW."other_funding", NEW."other_funding_from", NEW."payee", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."quote", NEW."supplier"); RETURN NULL;', hash='454a9e70735f0cb131722544ff47ca7b3cd38c12', operation='INSERT', pgid='pgtrigger_insert_insert_25f85', table='applications_project', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='project',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_projectevent" ("amount", "application_id", "description", "id", "months", "other_funding", "other_funding_from", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quote", "supplier") VALUES (NEW."amount", NEW."application_id", NEW."description", NEW."id", NEW."months", NEW."other_funding", NEW."other_funding_from", NEW."payee", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."quote", NEW."supplier"); RETURN NULL;', hash='44c53d079334a8a714f13f74cc6e9eb9449a97b4', operation='UPDATE', pgid='pgtrigger_update_update_34d8e', table='applications_project', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='project',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_projectevent" ("amount", "application_id", "description", "id", "months", "other_funding", "other_funding_from", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quote", "supplier") VALUES (OLD."amount", OLD."application_id", OLD."description", OLD."id", OLD."months", OLD."other_funding", OLD."other_funding_from", OLD."payee", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."quote", OLD."supplier"); RETURN NULL;', hash='78a17ab633125db6d529ee125a16abd1c1a121f5', operation='DELETE', pgid='pgtrigger_delete_delete_517ac', table='applications_project', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='project',
                    trigger=pgtrigger.compiler.Trigger(name='project_within_terms', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM applications_loanapplication WHERE id = NEW.application_id AND is_taken_over) THEN\n        RETURN NEW;\n    END IF;\n    \n    PERFORM FROM schemes_schemeterms terms\n    JOIN applications_loanapplication application\n      ON application.id = NEW.application_id AND application.scheme_id = terms.scheme_id\n    WHERE application.requested_on >= terms.valid_from\n      AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)\n      AND NEW.amount BETWEEN terms.amount_min AND terms.amount_max\n      AND NEW.months BETWEEN terms.months_min AND terms.months_max\n    FOR SHARE OF terms;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'project_within_terms: amount or months outside the terms in force on the request date'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_within_terms';\n    END IF;\nRETURN NEW;", hash='c409bfec3f6f171c422409c53b4509bf9a6fc45b', operation='INSERT OR UPDATE', pgid='pgtrigger_project_within_terms_9681c', table='applications_project', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='ProjectEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('purpose', models.CharField(choices=[('mobility', 'mobilité'), ('housing', 'logement'), ('appliances', 'équipement ménager'), ('health', 'santé'), ('training', 'formation ou emploi'), ('family', 'famille ou obsèques'), ('accident', 'accident de la vie'), ('other', 'autre'), ('debt_buyback', 'rachat de dettes ou de crédits'), ('overdraft', 'découvert bancaire'), ('fine', 'amende'), ('business', 'création d’entreprise')], max_length=12, verbose_name='objet du prêt')),
                        ('description', models.CharField(max_length=200, verbose_name='précisément')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='durée, en mois')),
                        ('payee', models.CharField(choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], default='borrower', max_length=10, verbose_name='versement à')),
                        ('supplier', models.CharField(blank=True, max_length=120, verbose_name='fournisseur')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.project')),
                        ('other_funding', models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name='autres financements')),
                        ('other_funding_from', models.CharField(blank=True, max_length=120, verbose_name='venant de')),
                        ('quote', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='montant du devis')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='354b1e84a9509bac33428d68f2e4f82823884ef6', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_33ba2', table='applications_projectevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='7abf072949e9b218f951f864855deb93ab18b298', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_a2b2f', table='applications_projectevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='8b3ce15998caa5c625000bad1bfe034ed086d284', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_23ae5', table='applications_projectevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Debt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('creditor', models.CharField(max_length=120, verbose_name='créancier')),
                        ('balance', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='reste dû')),
                        ('instalment', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='mensualité')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                        ('in_plan', models.BooleanField(default=False, verbose_name='dans le plan de surendettement')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debts', to='applications.loanapplication', verbose_name='demande')),
                    ],
                    options={
                        'verbose_name': 'dette',
                        'verbose_name_plural': 'dettes',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('balance__gt', 0), ('balance__lt', 100000000)), name='debt_balance_positive'), models.CheckConstraint(condition=models.Q(('instalment__gte', 0), ('instalment__lt', 100000000)), name='debt_instalment_not_negative')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debt',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_debtevent" ("application_id", "balance", "creditor", "ends_on", "id", "in_plan", "instalment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."application_id", NEW."balance", NEW."creditor", NEW."ends_on", NEW."id", NEW."in_plan", NEW."instalment", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='977972a7d275b42ac2dd332cc73eecd2af096f78', operation='INSERT', pgid='pgtrigger_insert_insert_3519b', table='applications_debt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debt',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_debtevent" ("application_id", "balance", "creditor", "ends_on", "id", "in_plan", "instalment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."application_id", NEW."balance", NEW."creditor", NEW."ends_on", NEW."id", NEW."in_plan", NEW."instalment", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e0d26a8bc791353ad6ab9380e65dcc7b319ce8fd', operation='UPDATE', pgid='pgtrigger_update_update_05463', table='applications_debt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debt',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_debtevent" ("application_id", "balance", "creditor", "ends_on", "id", "in_plan", "instalment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."application_id", OLD."balance", OLD."creditor", OLD."ends_on", OLD."id", OLD."in_plan", OLD."instalment", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='de2c078b34e26f91d6c4782975fbdcaefc417ee0', operation='DELETE', pgid='pgtrigger_delete_delete_9a890', table='applications_debt', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='DebtEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('creditor', models.CharField(max_length=120, verbose_name='créancier')),
                        ('balance', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='reste dû')),
                        ('instalment', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='mensualité')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                        ('in_plan', models.BooleanField(default=False, verbose_name='dans le plan de surendettement')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.debt')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debtevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='774c01504f6289f88cf052709dc36aab4a93b7e6', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_633df', table='applications_debtevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debtevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='430e462badba7b35b4cdbf68fc04b0df361a1fec', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_f9455', table='applications_debtevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debtevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='57a7a20496d498ee7f787d991bbaddaee1f85407', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_a7c35', table='applications_debtevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Derogation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='motif')),
                        ('granted_at', models.DateTimeField(verbose_name='accordée le')),
                        ('eligibility_check', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='derogation', to='applications.eligibilitycheck', verbose_name='contrôle')),
                        ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                    ],
                    options={
                        'verbose_name': 'dérogation',
                        'verbose_name_plural': 'dérogations',
                        'permissions': [('derogate_loanapplication', 'peut accorder une dérogation')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='derogation_has_reason')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogation',
                    trigger=pgtrigger.compiler.Trigger(name='derogation_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'derogation_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogation_append_only';", hash='4f932b919237f3c26c61b281577e63e02563e4ab', operation='UPDATE OR DELETE', pgid='pgtrigger_derogation_append_only_65a12', table='applications_derogation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogation',
                    trigger=pgtrigger.compiler.Trigger(name='derogation_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'derogation_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogation_never_emptied';", hash='d1008d58d174cfdd5e3c87f93dc6c873782336f8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_derogation_never_emptied_51222', table='applications_derogation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogation',
                    trigger=pgtrigger.compiler.Trigger(name='derogation_allowed_by_terms', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM FROM applications_eligibilitycheck eligibility\n        JOIN schemes_schemeterms terms ON terms.id = eligibility.terms_id\n        WHERE eligibility.id = NEW.eligibility_check_id AND terms.allows_derogation AND NOT eligibility.is_eligible;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION 'derogation_allowed_by_terms: these terms allow none, or the check needs none' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogation_allowed_by_terms';\n        END IF;\n        RETURN NEW;\n    ", hash='1ab8f403d23186eb026973fa1bdd012e996a9577', operation='INSERT', pgid='pgtrigger_derogation_allowed_by_terms_e2757', table='applications_derogation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogation',
                    trigger=pgtrigger.compiler.Trigger(name='derogation_answers_request', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM FROM applications_derogationrequest request\n        WHERE request.eligibility_check_id = NEW.eligibility_check_id AND request.declined_at IS NULL\n          AND request.asked_by_id <> NEW.granted_by_id\n        FOR UPDATE;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION 'derogation_answers_request: somebody else asks for it, and nobody declined' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogation_answers_request';\n        END IF;\n        RETURN NEW;\n    ", hash='12dc14e1fe8a3f357ee578b6602fe84191bd06d0', operation='INSERT', pgid='pgtrigger_derogation_answers_request_0003f', table='applications_derogation', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DocumentRequirement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('label', models.CharField(max_length=120, verbose_name='pièce')),
                        ('help_text', models.CharField(blank=True, max_length=200, verbose_name='précision')),
                        ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mobility', 'mobilité'), ('housing', 'logement'), ('appliances', 'équipement ménager'), ('health', 'santé'), ('training', 'formation ou emploi'), ('family', 'famille ou obsèques'), ('accident', 'accident de la vie'), ('other', 'autre'), ('debt_buyback', 'rachat de dettes ou de crédits'), ('overdraft', 'découvert bancaire'), ('fine', 'amende'), ('business', 'création d’entreprise')], max_length=12), blank=True, default=list, verbose_name='objets du prêt (aucun\xa0: tous)')),
                        ('situation', models.CharField(choices=[('always', 'toujours'), ('co_applicant', 's’il y a un co-demandeur'), ('children', 's’il y a des enfants'), ('employed', 's’il y a un salaire'), ('self_employed', 's’il y a une activité indépendante'), ('benefits', 's’il y a des prestations'), ('tenant', 'si la personne est locataire'), ('owner', 'si la personne est propriétaire'), ('hosted', 'si la personne est hébergée'), ('debts', 's’il y a des dettes'), ('over_indebted', 's’il y a un dossier de surendettement'), ('supplier_paid', 'si le fournisseur est payé')], default='always', max_length=15, verbose_name='quand')),
                        ('is_required', models.BooleanField(default=True, verbose_name='indispensable')),
                        ('may_be_only_seen', models.BooleanField(default=False, verbose_name='peut être vue sans être conservée')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='ordre')),
                        ('is_active', models.BooleanField(default=True, verbose_name='demandée')),
                        ('scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='document_requirements', to='schemes.scheme', verbose_name='dispositif (aucun\xa0: tous)')),
                    ],
                    options={
                        'verbose_name': 'pièce à demander',
                        'verbose_name_plural': 'pièces à demander',
                        'ordering': ['position', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='documentrequirement_named', violation_error_message='Nommez la pièce à demander.')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_documentrequirementevent" ("help_text", "id", "is_active", "is_required", "label", "may_be_only_seen", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purposes", "scheme_id", "situation") VALUES (NEW."help_text", NEW."id", NEW."is_active", NEW."is_required", NEW."label", NEW."may_be_only_seen", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."purposes", NEW."scheme_id", NEW."situation"); RETURN NULL;', hash='bd029ebb59b1d188811fa373dafd2fcd38edcfd5', operation='INSERT', pgid='pgtrigger_insert_insert_a2f09', table='applications_documentrequirement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_documentrequirementevent" ("help_text", "id", "is_active", "is_required", "label", "may_be_only_seen", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purposes", "scheme_id", "situation") VALUES (NEW."help_text", NEW."id", NEW."is_active", NEW."is_required", NEW."label", NEW."may_be_only_seen", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."purposes", NEW."scheme_id", NEW."situation"); RETURN NULL;', hash='c6a2e501da0062aacf9b4cfc19ccddcb78cd06cb', operation='UPDATE', pgid='pgtrigger_update_update_94a1c', table='applications_documentrequirement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirement',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_documentrequirementevent" ("help_text", "id", "is_active", "is_required", "label", "may_be_only_seen", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purposes", "scheme_id", "situation") VALUES (OLD."help_text", OLD."id", OLD."is_active", OLD."is_required", OLD."label", OLD."may_be_only_seen", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."purposes", OLD."scheme_id", OLD."situation"); RETURN NULL;', hash='caedc052360767b2d5b89bc0a4f22b4c170d5124', operation='DELETE', pgid='pgtrigger_delete_delete_5892f', table='applications_documentrequirement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirement',
                    trigger=pgtrigger.compiler.Trigger(name='documentrequirement_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'documentrequirement_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'documentrequirement_never_deleted';", hash='cb13e08af19608214f0e6fd0477dd03566b4dd0b', operation='DELETE', pgid='pgtrigger_documentrequirement_never_deleted_78bac', table='applications_documentrequirement', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirement',
                    trigger=pgtrigger.compiler.Trigger(name='documentrequirement_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'documentrequirement_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'documentrequirement_never_emptied';", hash='b5c0acaf72877ce02481a4f0d2df1e030c830dec', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_documentrequirement_never_emptied_f0daa', table='applications_documentrequirement', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DocumentRequirementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('label', models.CharField(max_length=120, verbose_name='pièce')),
                        ('help_text', models.CharField(blank=True, max_length=200, verbose_name='précision')),
                        ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mobility', 'mobilité'), ('housing', 'logement'), ('appliances', 'équipement ménager'), ('health', 'santé'), ('training', 'formation ou emploi'), ('family', 'famille ou obsèques'), ('accident', 'accident de la vie'), ('other', 'autre'), ('debt_buyback', 'rachat de dettes ou de crédits'), ('overdraft', 'découvert bancaire'), ('fine', 'amende'), ('business', 'création d’entreprise')], max_length=12), blank=True, default=list, verbose_name='objets du prêt (aucun\xa0: tous)')),
                        ('situation', models.CharField(choices=[('always', 'toujours'), ('co_applicant', 's’il y a un co-demandeur'), ('children', 's’il y a des enfants'), ('employed', 's’il y a un salaire'), ('self_employed', 's’il y a une activité indépendante'), ('benefits', 's’il y a des prestations'), ('tenant', 'si la personne est locataire'), ('owner', 'si la personne est propriétaire'), ('hosted', 'si la personne est hébergée'), ('debts', 's’il y a des dettes'), ('over_indebted', 's’il y a un dossier de surendettement'), ('supplier_paid', 'si le fournisseur est payé')], default='always', max_length=15, verbose_name='quand')),
                        ('is_required', models.BooleanField(default=True, verbose_name='indispensable')),
                        ('may_be_only_seen', models.BooleanField(default=False, verbose_name='peut être vue sans être conservée')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='ordre')),
                        ('is_active', models.BooleanField(default=True, verbose_name='demandée')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.documentrequirement')),
                        ('scheme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schemes.scheme', verbose_name='dispositif (aucun\xa0: tous)')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirementevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='246247a1246286470d7f45d346f8064c2b33653b', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_8e43c', table='applications_documentrequirementevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirementevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='01ecf599cb37579a2a4075bd10e76a2d2fb8e12e', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_411b4', table='applications_documentrequirementevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequirementevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='23c86e9f52a65f0ecf31a0a3592bb6cf61165900', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_5e730', table='applications_documentrequirementevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='IdentityFinding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_same', models.BooleanField(verbose_name='une seule personne')),
                        ('why', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
                        ('found_at', models.DateTimeField(verbose_name='constaté le')),
                        ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.applicant', verbose_name='l’un')),
                        ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.applicant', verbose_name='l’autre')),
                    ],
                    options={
                        'verbose_name': 'constat d’identité',
                        'verbose_name_plural': 'constats d’identité',
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['one', 'other', '-id'], name='application_one_id_86452a_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='identityfinding_ordered')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='identityfinding',
                    trigger=pgtrigger.compiler.Trigger(name='identityfinding_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'identityfinding_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'identityfinding_append_only';", hash='77329976b936fed2087cf613c62203fc726619bf', operation='UPDATE OR DELETE', pgid='pgtrigger_identityfinding_append_only_25285', table='applications_identityfinding', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='identityfinding',
                    trigger=pgtrigger.compiler.Trigger(name='identityfinding_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'identityfinding_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'identityfinding_never_emptied';", hash='0cb702778e7411446a8cba28ee8831af6df195a1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_identityfinding_never_emptied_a7fee', table='applications_identityfinding', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='InternalNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='note')),
                        ('written_at', models.DateTimeField(verbose_name='écrite le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='applications.loanapplication', verbose_name='demande')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                    ],
                    options={
                        'verbose_name': 'note interne',
                        'verbose_name_plural': 'notes internes',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='internalnote_says_something')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='internalnote',
                    trigger=pgtrigger.compiler.Trigger(name='internalnote_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'internalnote_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'internalnote_append_only';", hash='3c80949050dab010a1ad120fe5014a769e51929d', operation='UPDATE OR DELETE', pgid='pgtrigger_internalnote_append_only_f6c43', table='applications_internalnote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='internalnote',
                    trigger=pgtrigger.compiler.Trigger(name='internalnote_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'internalnote_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'internalnote_never_emptied';", hash='1ba96bfe64dfac39318ff8b3f271bbaa4c96d06c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_internalnote_never_emptied_8d727', table='applications_internalnote', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LenderLoan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant accordé')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='durée, en mois')),
                        ('annual_rate', models.DecimalField(decimal_places=3, max_digits=5, verbose_name='taux annuel, en\xa0%')),
                        ('interest', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='intérêts')),
                        ('timing', models.CharField(choices=[('none', 'pas de prise en charge'), ('at_start', 'payée au versement du prêt'), ('half_at_end', 'moitié au versement, moitié à la fin'), ('if_never_late', 'payée à la fin, si aucune échéance n’a été en retard')], max_length=15, verbose_name='prise en charge')),
                        ('granted_on', models.DateField(verbose_name='accordé le')),
                        ('disbursed_on', models.DateField(blank=True, null=True, verbose_name='versé le')),
                        ('settled_on', models.DateField(blank=True, null=True, verbose_name='soldé le')),
                        ('was_late', models.BooleanField(default=False, verbose_name='retard de paiement')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lender_loan', to='applications.loanapplication', verbose_name='demande')),
                    ],
                    options={
                        'verbose_name': 'prêt de l’organisme prêteur',
                        'verbose_name_plural': 'prêts de l’organisme prêteur',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lt', 100000000), ('annual_rate__gte', 0), ('annual_rate__lte', 99), ('interest__gte', 0), ('interest__lt', 100000000), ('months__gte', 1)), name='lenderloan_figures_are_figures'), models.CheckConstraint(condition=models.Q(('settled_on', None), models.Q(('disbursed_on__isnull', False), ('settled_on__gte', models.F('disbursed_on'))), _connector='OR'), name='lenderloan_settled_after_disbursed')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloan',
                    trigger=pgtrigger.compiler.Trigger(name='lenderloan_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'lenderloan_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'lenderloan_never_deleted';", hash='be3976744506074d8b8bff1e00e3d02981807e40', operation='DELETE', pgid='pgtrigger_lenderloan_never_deleted_040b6', table='applications_lenderloan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloan',
                    trigger=pgtrigger.compiler.Trigger(name='lenderloan_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'lenderloan_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'lenderloan_never_emptied';", hash='eaff8f7c4b5cd293ab9bfa127654c44be60330a9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lenderloan_never_emptied_c2833', table='applications_lenderloan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_lenderloanevent" ("amount", "annual_rate", "application_id", "disbursed_on", "granted_on", "id", "interest", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "timing", "was_late") VALUES (NEW."amount", NEW."annual_rate", NEW."application_id", NEW."disbursed_on", NEW."granted_on", NEW."id", NEW."interest", NEW."months", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."settled_on", NEW."timing", NEW."was_late"); RETURN NULL;', hash='a393524a9bdcd475ce801011b5798435a2b43f59', operation='INSERT', pgid='pgtrigger_insert_insert_3936e', table='applications_lenderloan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_lenderloanevent" ("amount", "annual_rate", "application_id", "disbursed_on", "granted_on", "id", "interest", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "timing", "was_late") VALUES (NEW."amount", NEW."annual_rate", NEW."application_id", NEW."disbursed_on", NEW."granted_on", NEW."id", NEW."interest", NEW."months", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."settled_on", NEW."timing", NEW."was_late"); RETURN NULL;', hash='8b30c7ca25eb6f0590e94bdb1c1d720b67ae96f1', operation='UPDATE', pgid='pgtrigger_update_update_34b3d', table='applications_lenderloan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_lenderloanevent" ("amount", "annual_rate", "application_id", "disbursed_on", "granted_on", "id", "interest", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "timing", "was_late") VALUES (OLD."amount", OLD."annual_rate", OLD."application_id", OLD."disbursed_on", OLD."granted_on", OLD."id", OLD."interest", OLD."months", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."settled_on", OLD."timing", OLD."was_late"); RETURN NULL;', hash='afd6cf9863e3734c0f3b2f308a86682894405e48', operation='DELETE', pgid='pgtrigger_delete_delete_bfd79', table='applications_lenderloan', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='InterestSubsidy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('due_on', models.DateField(verbose_name='due le')),
                        ('paid_on', models.DateField(blank=True, null=True, verbose_name='payée le')),
                        ('lost_why', models.CharField(blank=True, max_length=200, verbose_name='non due\xa0: pourquoi')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subsidies', to='applications.lenderloan', verbose_name='prêt')),
                    ],
                    options={
                        'verbose_name': 'prise en charge des intérêts',
                        'verbose_name_plural': 'prises en charge des intérêts',
                        'ordering': ['due_on', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lt', 100000000)), name='interestsubsidy_amount_positive'), models.CheckConstraint(condition=models.Q(('paid_on', None), ('lost_why', ''), _connector='OR'), name='interestsubsidy_paid_or_lost')],
                        'permissions': [('follow_interest', 'peut suivre les intérêts pris en charge')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidy',
                    trigger=pgtrigger.compiler.Trigger(name='interestsubsidy_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'interestsubsidy_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'interestsubsidy_never_deleted';", hash='1cad49731676bfb9dfe23fd43662d48e39969636', operation='DELETE', pgid='pgtrigger_interestsubsidy_never_deleted_3b80f', table='applications_interestsubsidy', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidy',
                    trigger=pgtrigger.compiler.Trigger(name='interestsubsidy_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'interestsubsidy_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'interestsubsidy_never_emptied';", hash='83050680e72f57f0354cfcd26faf9c2c0bbefeaa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_interestsubsidy_never_emptied_ed54a', table='applications_interestsubsidy', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidy',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_interestsubsidyevent" ("amount", "due_on", "id", "loan_id", "lost_why", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."due_on", NEW."id", NEW."loan_id", NEW."lost_why", NEW."paid_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='fe50f362a23d3ef8c6ebb17f86ad0bc8b5b156d9', operation='INSERT', pgid='pgtrigger_insert_insert_365d1', table='applications_interestsubsidy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidy',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "applications_interestsubsidyevent" ("amount", "due_on", "id", "loan_id", "lost_why", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."due_on", NEW."id", NEW."loan_id", NEW."lost_why", NEW."paid_on", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3f398ec51af33ef6397e1e5816335a3edd6a022a', operation='UPDATE', pgid='pgtrigger_update_update_99a9b', table='applications_interestsubsidy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidy',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_interestsubsidyevent" ("amount", "due_on", "id", "loan_id", "lost_why", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."due_on", OLD."id", OLD."loan_id", OLD."lost_why", OLD."paid_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='97352e42253a64a9c81a837023670d262fa301d1', operation='DELETE', pgid='pgtrigger_delete_delete_9d9d9', table='applications_interestsubsidy', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='InterestSubsidyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('due_on', models.DateField(verbose_name='due le')),
                        ('paid_on', models.DateField(blank=True, null=True, verbose_name='payée le')),
                        ('lost_why', models.CharField(blank=True, max_length=200, verbose_name='non due\xa0: pourquoi')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.interestsubsidy')),
                        ('loan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.lenderloan', verbose_name='prêt')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidyevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='e8de67f3e92227b6ae37fedd96a80c94a69bf2c7', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_da097', table='applications_interestsubsidyevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidyevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='f1e0d372790bfe14ff3953d74ef3fd20bf91a7df', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_1efb6', table='applications_interestsubsidyevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='interestsubsidyevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='afb21926fe4e629889a95dcc8e29bfd2bab9aac7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_9f13d', table='applications_interestsubsidyevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LenderLoanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant accordé')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='durée, en mois')),
                        ('annual_rate', models.DecimalField(decimal_places=3, max_digits=5, verbose_name='taux annuel, en\xa0%')),
                        ('interest', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='intérêts')),
                        ('timing', models.CharField(choices=[('none', 'pas de prise en charge'), ('at_start', 'payée au versement du prêt'), ('half_at_end', 'moitié au versement, moitié à la fin'), ('if_never_late', 'payée à la fin, si aucune échéance n’a été en retard')], max_length=15, verbose_name='prise en charge')),
                        ('granted_on', models.DateField(verbose_name='accordé le')),
                        ('disbursed_on', models.DateField(blank=True, null=True, verbose_name='versé le')),
                        ('settled_on', models.DateField(blank=True, null=True, verbose_name='soldé le')),
                        ('was_late', models.BooleanField(default=False, verbose_name='retard de paiement')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.lenderloan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloanevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='0e4d8036e7c848f3047a2e554acd0edbd9364e87', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_6a69e', table='applications_lenderloanevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloanevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='3d7e593e2c0d8179a714b1f884b9965197c7f735', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_9f16f', table='applications_lenderloanevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderloanevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='c411480af67f077d7bb57b7da0e42c849cbb1576', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_de5e4', table='applications_lenderloanevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='message')),
                        ('is_from_partner', models.BooleanField(verbose_name='écrit par le partenaire')),
                        ('written_at', models.DateTimeField(verbose_name='écrit le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='applications.loanapplication', verbose_name='demande')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                    ],
                    options={
                        'verbose_name': 'message',
                        'verbose_name_plural': 'messages',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_says_something')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='message',
                    trigger=pgtrigger.compiler.Trigger(name='message_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'message_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'message_append_only';", hash='4879efa3fcdc182b6796f8d80212260ceac88b43', operation='UPDATE OR DELETE', pgid='pgtrigger_message_append_only_151d7', table='applications_message', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='message',
                    trigger=pgtrigger.compiler.Trigger(name='message_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'message_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'message_never_emptied';", hash='33f7f6350385484c4eef1b687fe0125c8bdbbc89', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_message_never_emptied_e5890', table='applications_message', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Reader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seen_at', models.DateTimeField(verbose_name='vu le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='applications.loanapplication', verbose_name='demande')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                        ('opened_at', models.DateTimeField(verbose_name='ouvert depuis le')),
                    ],
                    options={
                        'verbose_name': 'lecteur',
                        'verbose_name_plural': 'lecteurs',
                        'constraints': [models.UniqueConstraint(fields=('application', 'user'), name='reader_once_per_person'), models.CheckConstraint(condition=models.Q(('opened_at__lte', models.F('seen_at'))), name='reader_opened_before_seen')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedFilter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='nom')),
                        ('query', models.CharField(max_length=500, verbose_name='filtres')),
                        ('saved_at', models.DateTimeField(verbose_name='enregistré le')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_filters', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                    ],
                    options={
                        'verbose_name': 'liste enregistrée',
                        'verbose_name_plural': 'listes enregistrées',
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='savedfilter_name_once', violation_error_message='Vous avez déjà une liste de ce nom.')],
                    },
                ),
                migrations.CreateModel(
                    name='DerogationRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='pourquoi')),
                        ('asked_at', models.DateTimeField(verbose_name='demandée le')),
                        ('declined_at', models.DateTimeField(blank=True, null=True, verbose_name='non accordée le')),
                        ('decline_reason', models.TextField(blank=True, verbose_name='motif')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('declined_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='non accordée par')),
                        ('eligibility_check', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='derogation_request', to='applications.eligibilitycheck', verbose_name='contrôle')),
                    ],
                    options={
                        'verbose_name': 'demande de dérogation',
                        'verbose_name_plural': 'demandes de dérogation',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='derogationrequest_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('decline_reason', ''), ('declined_at', None), ('declined_by', None)), models.Q(('declined_at__isnull', False), ('declined_by__isnull', False), models.Q(('decline_reason', ''), _negated=True)), _connector='OR'), name='derogationrequest_declined_says_why')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogationrequest',
                    trigger=pgtrigger.compiler.Trigger(name='derogationrequest_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'derogationrequest_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogationrequest_never_deleted';", hash='b8fd7e4a716856db4c3abdb70a24c1527ef0f33f', operation='DELETE', pgid='pgtrigger_derogationrequest_never_deleted_ce363', table='applications_derogationrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogationrequest',
                    trigger=pgtrigger.compiler.Trigger(name='derogationrequest_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'derogationrequest_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogationrequest_never_emptied';", hash='daa2facdade1b86fcc3e6511c7f2ffeb749efe72', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_derogationrequest_never_emptied_258ff', table='applications_derogationrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogationrequest',
                    trigger=pgtrigger.compiler.Trigger(name='derogationrequest_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.eligibility_check_id, OLD.reason, OLD.asked_at, OLD.asked_by_id) IS DISTINCT FROM ROW(NEW.eligibility_check_id, NEW.reason, NEW.asked_at, NEW.asked_by_id) THEN\n                RAISE EXCEPTION 'derogationrequest_stays: what was asked stays as it was asked' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogationrequest_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='d5228080ad421027f907e69917549a8da944b8b3', operation='UPDATE', pgid='pgtrigger_derogationrequest_stays_3658b', table='applications_derogationrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='derogationrequest',
                    trigger=pgtrigger.compiler.Trigger(name='derogationrequest_answered_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.declined_at IS NOT NULL\n            AND ROW(OLD.declined_at, OLD.declined_by_id, OLD.decline_reason)\n                IS DISTINCT FROM ROW(NEW.declined_at, NEW.declined_by_id, NEW.decline_reason)\n            OR NEW.declined_at IS NOT NULL AND EXISTS (\n                SELECT FROM applications_derogation WHERE eligibility_check_id = NEW.eligibility_check_id\n            )\n        THEN\n            RAISE EXCEPTION 'derogationrequest_answered_once: it is granted or declined, once' USING ERRCODE = 'check_violation', CONSTRAINT = 'derogationrequest_answered_once';\n        END IF;\n        RETURN NEW;\n    ", hash='963c05a43eeb80f02c7cf0fae171d4e8f964a21f', operation='UPDATE', pgid='pgtrigger_derogationrequest_answered_once_8bebe', table='applications_derogationrequest', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='NewFacts',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='faits nouveaux')),
                        ('noted_at', models.DateTimeField(verbose_name='notés le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='new_facts', to='applications.loanapplication', verbose_name='demande')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                    ],
                    options={
                        'verbose_name': 'faits nouveaux',
                        'verbose_name_plural': 'faits nouveaux',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='newfacts_say_something')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='newfacts',
                    trigger=pgtrigger.compiler.Trigger(name='newfacts_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'newfacts_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'newfacts_append_only';", hash='71b193421e4f55ff37d8ed765e269cbb70c5bd38', operation='UPDATE OR DELETE', pgid='pgtrigger_newfacts_append_only_fb65c', table='applications_newfacts', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='newfacts',
                    trigger=pgtrigger.compiler.Trigger(name='newfacts_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'newfacts_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'newfacts_never_emptied';", hash='e006f5f09b88396d2b9ba2d930b8d1a87c07a32d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_newfacts_never_emptied_eb0bc', table='applications_newfacts', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DocumentRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                        ('answer_by', models.DateField(verbose_name='réponse avant le')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='document_requests', to='applications.loanapplication', verbose_name='demande')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('letter', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='lettre')),
                    ],
                    options={
                        'verbose_name': 'demande de pièces',
                        'verbose_name_plural': 'demandes de pièces',
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('application', 'number'), name='documentrequest_numbered_once')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequest',
                    trigger=pgtrigger.compiler.Trigger(name='documentrequest_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.application_id, OLD.number, OLD.answer_by, OLD.asked_at, OLD.asked_by_id) IS DISTINCT FROM ROW(NEW.application_id, NEW.number, NEW.answer_by, NEW.asked_at, NEW.asked_by_id) THEN\n                RAISE EXCEPTION 'documentrequest_stays: a request says what was asked' USING ERRCODE = 'check_violation', CONSTRAINT = 'documentrequest_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='4dc6b3193556531146afe8eb77d309de368d2511', operation='UPDATE', pgid='pgtrigger_documentrequest_stays_4d5ad', table='applications_documentrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequest',
                    trigger=pgtrigger.compiler.Trigger(name='documentrequest_letter_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.letter_id) IS DISTINCT FROM ROW(NEW.letter_id) AND NOT (OLD.letter_id IS NULL) THEN\n                RAISE EXCEPTION 'documentrequest_letter_once: its letter has gone' USING ERRCODE = 'check_violation', CONSTRAINT = 'documentrequest_letter_once';\n            END IF;\n            RETURN NEW;\n        ", hash='e76fd2cb18a0371995796edbfb4b21448022a3db', operation='UPDATE', pgid='pgtrigger_documentrequest_letter_once_5f735', table='applications_documentrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequest',
                    trigger=pgtrigger.compiler.Trigger(name='documentrequest_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'documentrequest_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'documentrequest_never_deleted';", hash='085af7f8cf8d0b3080b01caaaa99cea0e3c44e8a', operation='DELETE', pgid='pgtrigger_documentrequest_never_deleted_35da0', table='applications_documentrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrequest',
                    trigger=pgtrigger.compiler.Trigger(name='documentrequest_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'documentrequest_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'documentrequest_never_emptied';", hash='1cbde613f33768f48231baa7daff6e77c830dbcf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_documentrequest_never_emptied_b857e', table='applications_documentrequest', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='RequestedDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('label', models.CharField(max_length=120, verbose_name='pièce')),
                        ('asked_of', models.CharField(choices=[('partner', 'au partenaire'), ('person', 'à la personne')], max_length=10, verbose_name='demandée')),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='applications.documentrequest', verbose_name='demande de pièces')),
                        ('requirement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.documentrequirement', verbose_name='modèle')),
                        ('key', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True, verbose_name='clé')),
                    ],
                    options={
                        'verbose_name': 'pièce attendue',
                        'verbose_name_plural': 'pièces attendues',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='requesteddocument_named')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='requesteddocument',
                    trigger=pgtrigger.compiler.Trigger(name='requesteddocument_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'requesteddocument_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'requesteddocument_append_only';", hash='576356c491d17cbc0134a088373069761f945016', operation='UPDATE OR DELETE', pgid='pgtrigger_requesteddocument_append_only_aea75', table='applications_requesteddocument', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='requesteddocument',
                    trigger=pgtrigger.compiler.Trigger(name='requesteddocument_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'requesteddocument_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'requesteddocument_never_emptied';", hash='2ed09d7c5cee2526bd097019a3456075dcebe430', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_requesteddocument_never_emptied_3c2c4', table='applications_requesteddocument', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='SupportingDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('label', models.CharField(max_length=120, verbose_name='pièce')),
                        ('status', models.CharField(choices=[('received', 'reçue'), ('accepted', 'acceptée'), ('refused', 'refusée'), ('seen', 'vue, non conservée')], default='received', max_length=10, verbose_name='état')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
                        ('is_from_partner', models.BooleanField(verbose_name='déposée par le partenaire')),
                        ('added_at', models.DateTimeField(verbose_name='déposée le')),
                        ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='examinée le')),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='applications.loanapplication', verbose_name='demande')),
                        ('file', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='fichier')),
                        ('requirement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.documentrequirement', verbose_name='pièce demandée')),
                        ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='examinée par')),
                        ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='applications.supportingdocument', verbose_name='remplacée par')),
                        ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='applications.requesteddocument', verbose_name='répond à')),
                        ('key', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True, verbose_name='clé')),
                    ],
                    options={
                        'verbose_name': 'pièce justificative',
                        'verbose_name_plural': 'pièces justificatives',
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('status', 'seen')), models.Q(models.Q(('status', 'seen'), _negated=True), ('file__isnull', False)), _connector='OR'), name='supportingdocument_seen_keeps_no_file'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='supportingdocument_refused_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at', None), ('reviewed_by', None), ('status', 'received')), models.Q(models.Q(('status', 'received'), _negated=True), ('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='supportingdocument_reviewed_by_somebody'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='supportingdocument_named', violation_error_message='Nommez la pièce.'), models.CheckConstraint(condition=models.Q(('replaced_by', None), models.Q(('replaced_by', models.F('id')), _negated=True), _connector='OR'), name='supportingdocument_replaced_by_another')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocument',
                    trigger=pgtrigger.compiler.Trigger(name='supportingdocument_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'supportingdocument_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'supportingdocument_never_emptied';", hash='429ddf74b12d8b6ee71e036165f015531373c9c0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_supportingdocument_never_emptied_c7d88', table='applications_supportingdocument', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocument',
                    trigger=pgtrigger.compiler.Trigger(name='supportingdocument_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.application_id, OLD.label, OLD.is_from_partner, OLD.added_at, OLD.added_by_id) IS DISTINCT FROM ROW(NEW.application_id, NEW.label, NEW.is_from_partner, NEW.added_at, NEW.added_by_id) THEN\n                RAISE EXCEPTION 'supportingdocument_stays: a document stays where and as it was added' USING ERRCODE = 'check_violation', CONSTRAINT = 'supportingdocument_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='0be78fb8fc1d0d13e4b6aa6cdbca8c8dafff4114', operation='UPDATE', pgid='pgtrigger_supportingdocument_stays_a5c2e', table='applications_supportingdocument', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocument',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_supportingdocumentevent" ("added_at", "added_by_id", "answers_id", "application_id", "file_id", "id", "is_from_partner", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaced_by_id", "requirement_id", "reviewed_at", "reviewed_by_id", "status") VALUES (NEW."added_at", NEW."added_by_id", NEW."answers_id", NEW."application_id", NEW."file_id", NEW."id", NEW."is_from_partner", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."replaced_by_id", NEW."requirement_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."status"); RETURN NULL;', hash='bdaf78115cb424ccfd4a5e64f53784538acb2b15', operation='INSERT', pgid='pgtrigger_insert_insert_d09b0', table='applications_supportingdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocument',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "applications_supportingdocumentevent" ("added_at", "added_by_id", "answers_id", "application_id", "file_id", "id", "is_from_partner", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaced_by_id", "requirement_id", "reviewed_at", "reviewed_by_id", "status") VALUES (OLD."added_at", OLD."added_by_id", OLD."answers_id", OLD."application_id", OLD."file_id", OLD."id", OLD."is_from_partner", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."replaced_by_id", OLD."requirement_id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."status"); RETURN NULL;', hash='9c914199b1a70bcac4ecaa4701c0cabf8c53ad29', operation='DELETE', pgid='pgtrigger_delete_delete_bb35a', table='applications_supportingdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocument',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."answers_id" IS DISTINCT FROM (NEW."answers_id") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_from_partner" IS DISTINCT FROM (NEW."is_from_partner") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."replaced_by_id" IS DISTINCT FROM (NEW."replaced_by_id") OR OLD."requirement_id" IS DISTINCT FROM (NEW."requirement_id") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."reviewed_by_id" IS DISTINCT FROM (NEW."reviewed_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='INSERT INTO "applications_supportingdocumentevent" ("added_at", "added_by_id", "answers_id", "application_id", "file_id", "id", "is_from_partner", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaced_by_id", "requirement_id", "reviewed_at", "reviewed_by_id", "status") VALUES (NEW."added_at", NEW."added_by_id", NEW."answers_id", NEW."application_id", NEW."file_id", NEW."id", NEW."is_from_partner", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."replaced_by_id", NEW."requirement_id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."status"); RETURN NULL;', hash='6ec789afed178894cf9f9f859dd6ea000321d2f7', operation='UPDATE', pgid='pgtrigger_update_update_e96aa', table='applications_supportingdocument', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='SupportingDocumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('label', models.CharField(max_length=120, verbose_name='pièce')),
                        ('status', models.CharField(choices=[('received', 'reçue'), ('accepted', 'acceptée'), ('refused', 'refusée'), ('seen', 'vue, non conservée')], default='received', max_length=10, verbose_name='état')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
                        ('is_from_partner', models.BooleanField(verbose_name='déposée par le partenaire')),
                        ('added_at', models.DateTimeField(verbose_name='déposée le')),
                        ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='examinée le')),
                        ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.storedfile', verbose_name='fichier')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='applications.supportingdocument')),
                        ('requirement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.documentrequirement', verbose_name='pièce demandée')),
                        ('reviewed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='examinée par')),
                        ('replaced_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.supportingdocument', verbose_name='remplacée par')),
                        ('answers', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.requesteddocument', verbose_name='répond à')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocumentevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='abd4e4d56a65af063e2f71fe1985665513052902', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_4d9b9', table='applications_supportingdocumentevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocumentevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='5f7ab6360d4651595ec9f14e73f8fcb6763c41e4', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_98087', table='applications_supportingdocumentevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='supportingdocumentevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='fec19fccafce38f2b0050bdc72ef2d64a60e7140', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_a1a5e', table='applications_supportingdocumentevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LenderFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                        ('fingerprint', models.CharField(max_length=64, verbose_name='état du dossier')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('trouble', models.CharField(blank=True, max_length=200, verbose_name='difficulté')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lender_files', to='applications.loanapplication', verbose_name='demande')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                        ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='document')),
                    ],
                    options={
                        'verbose_name': 'dossier pour l’organisme prêteur',
                        'verbose_name_plural': 'dossiers pour l’organisme prêteur',
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('application', 'number'), name='lenderfile_number_unique'), models.CheckConstraint(condition=models.Q(('document', None), ('trouble', ''), _connector='OR'), name='lenderfile_made_or_troubled')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderfile',
                    trigger=pgtrigger.compiler.Trigger(name='lenderfile_made_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.application_id, OLD.number, OLD.fingerprint, OLD.document_id) IS DISTINCT FROM ROW(NEW.application_id, NEW.number, NEW.fingerprint, NEW.document_id) AND NOT (OLD.document_id IS NULL) THEN\n                RAISE EXCEPTION 'lenderfile_made_is_final: a file that was made is what was made' USING ERRCODE = 'check_violation', CONSTRAINT = 'lenderfile_made_is_final';\n            END IF;\n            RETURN NEW;\n        ", hash='82de9d4b372454a9b4a5d70b65dfe013472a66b3', operation='UPDATE', pgid='pgtrigger_lenderfile_made_is_final_406b7', table='applications_lenderfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderfile',
                    trigger=pgtrigger.compiler.Trigger(name='lenderfile_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'lenderfile_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'lenderfile_never_deleted';", hash='a80f4ebfbf3b4106b0d557a1f3a45f67eff6fb23', operation='DELETE', pgid='pgtrigger_lenderfile_never_deleted_ef3f0', table='applications_lenderfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lenderfile',
                    trigger=pgtrigger.compiler.Trigger(name='lenderfile_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'lenderfile_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'lenderfile_never_emptied';", hash='ac573eb963a669fd47c3072d96cc0750e6071076', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lenderfile_never_emptied_d1d3b', table='applications_lenderfile', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LenderSending',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sent_on', models.DateField(verbose_name='envoyé le')),
                        ('channel', models.CharField(choices=[('mail', 'courriel'), ('post', 'courrier postal'), ('platform', 'plateforme du prêteur')], max_length=10, verbose_name='par')),
                        ('missing_why', models.CharField(blank=True, max_length=300, verbose_name='envoyé sans toutes les pièces\xa0: pourquoi')),
                        ('sent_at', models.DateTimeField(verbose_name='noté le')),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lender_sending', to='applications.loanapplication', verbose_name='demande')),
                        ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.lenderfile', verbose_name='dossier envoyé')),
                        ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='envoyé par')),
                    ],
                    options={
                        'verbose_name': 'envoi à l’organisme prêteur',
                        'verbose_name_plural': 'envois à l’organisme prêteur',
                        'ordering': ['id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lendersending',
                    trigger=pgtrigger.compiler.Trigger(name='lendersending_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'lendersending_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'lendersending_append_only';", hash='600c8816b1519e95e354e2e983042af38e546bb2', operation='UPDATE OR DELETE', pgid='pgtrigger_lendersending_append_only_fa364', table='applications_lendersending', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lendersending',
                    trigger=pgtrigger.compiler.Trigger(name='lendersending_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'lendersending_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'lendersending_never_emptied';", hash='0238798e7949038a781b664d92b718d72416b7e2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lendersending_never_emptied_35f77', table='applications_lendersending', when='BEFORE')),
                ),
            ]
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
