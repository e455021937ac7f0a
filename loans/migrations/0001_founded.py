"""Everything at once, for a new house; one that stands already has it from the migrations that this replaces."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from datetime import UTC, date, datetime
from django.db import migrations, models

from harmonie.together import Together


GRANTS = {
    ("loan", "view_loan", "Can view prêt"): ("finance",),
    ("loan", "keep_loan", "peut tenir le compte d’un prêt"): ("finance",),
    ("moneyrules", "change_moneyrules", "Can change règles financières"): ("administrator", "chair"),
    ("moneyrules", "view_moneyrules", "Can view règles financières"): ("administrator", "chair", "finance"),
    ("agreementtext", "edit_agreementtext", "peut modifier le texte des contrats"): ("administrator", "chair"),
    ("postingrequest", "check_posting", "peut contrôler une saisie"): ("finance", "chair"),
    ("closedmonth", "close_month", "peut clore un mois de régie"): ("finance",),
    ("portfolioimport", "take_over_portfolio", "peut reprendre un portefeuille"): ("administrator", "finance"),
}

# Guarantee 7 seen from the loans: the money of a loan that goes on stays engaged. Checked when the transaction ends,
# because a cancellation writes the release first and the loan's state second. It is written here, and not beside the
# movements, because only this room knows what a loan is.
ENDS = """
CREATE FUNCTION loans_release_ends_loan() RETURNS TRIGGER AS $$
BEGIN
    IF EXISTS (
        SELECT FROM commission_decision decision JOIN loans_loan loan ON loan.decision_id = decision.id
        WHERE decision.commitment_id = NEW.releases_id AND loan.release_id IS DISTINCT FROM NEW.id
    ) THEN
        RAISE EXCEPTION 'budgetmovement_release_ends_loan: this money is lent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgetmovement_release_ends_loan';
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
CREATE CONSTRAINT TRIGGER budgetmovement_release_ends_loan AFTER INSERT ON schemes_budgetmovement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.releases_id IS NOT NULL)
    EXECUTE FUNCTION loans_release_ends_loan();
"""

ARTICLES = """## Objet et montant
Le CCAS prête à l’emprunteur **{montant} ({montant_en_lettres})**. Objet du prêt\u00a0: {objet}.

## Ni intérêts ni frais
Le prêt est consenti au taux de 0\u202f%, sans frais de dossier. L’emprunteur rend exactement la somme reçue.

## Versement
{versement} Le versement suit la signature du contrat\u202f; il est fait par le comptable public ou la régie du CCAS.

## Remboursement
{remboursement}

L’échéancier est annexé au contrat. Le paiement se fait à la régie du CCAS\u00a0: carte, espèces, chèque ou virement.

## Rembourser plus tôt
L’emprunteur peut rembourser tout ou partie du prêt avant son terme, à tout moment et sans frais.

## En cas de difficulté
L’emprunteur prévient le CCAS dès qu’une échéance lui pose problème. Une échéance peut être déplacée, ou le reste dû \
étalé par avenant. Jamais de pénalités\u00a0: aucun intérêt de retard n’est demandé.

## Défaut de paiement
Si une mise en demeure reste sans réponse pendant un mois, le CCAS peut demander le reste dû en une fois et émettre un \
titre de recettes, recouvré par le comptable public.

## Validité
Sans signature au plus tard le {a_signer_avant}, l’accord devient caduc. Une nouvelle demande reste possible.

## Données personnelles
Le CCAS traite ces données pour instruire la demande et suivre le prêt. Elles sont lues par les seuls agents chargés du \
dossier et par la commission, puis archivées. Pour y accéder ou les faire rectifier\u00a0: {courriel_ccas}. Une \
réclamation peut être adressée à la CNIL.
"""


def grant(apps, schema_editor):
    """Permissions are made here by hand: on a fresh database Django only adds them after the last migration."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for (model, codename, name), roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="loans", model=model)
        granted, _ = permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


def found(apps, schema_editor):
    """What holds until the town records its own."""
    apps.get_model("loans", "MoneyRules").objects.create(valid_from=date(2000, 1, 1), source="Usage du CCAS")


def write(apps, schema_editor):
    apps.get_model("loans", "AgreementText").objects.create(
        version=1,
        title="Contrat de prêt sans intérêts",
        articles=ARTICLES,
        valid_from=date(2000, 1, 1),
        written_at=datetime(2000, 1, 1, tzinfo=UTC),
    )


class Migration(migrations.Migration):

    replaces = [('loans', '0001_initial'), ('loans', '0002_roles'), ('loans', '0003_release_ends_loan'), ('loans', '0004_one_live_loan'), ('loans', '0005_furnished'), ('loans', '0006_chain_rules_and_text')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('accounts', '0005_invitation'),
        ('applications', '0001_founded'),
        ('commission', '0001_founded'),
        ('documents', '0004_loan_papers'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schemes', '0002_intake'),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name='AgreementText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                        ('title', models.CharField(max_length=120, verbose_name='titre')),
                        ('articles', models.TextField(verbose_name='articles')),
                        ('valid_from', models.DateField(blank=True, null=True, verbose_name='en vigueur le')),
                        ('written_at', models.DateTimeField(verbose_name='écrit le')),
                        ('scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme', verbose_name='dispositif')),
                        ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                    ],
                    options={
                        'verbose_name': 'texte de contrat',
                        'verbose_name_plural': 'textes de contrat',
                        'ordering': ['-id'],
                        'permissions': [('edit_agreementtext', 'peut modifier le texte des contrats')],
                        'constraints': [models.UniqueConstraint(fields=('scheme', 'version'), name='agreementtext_one_per_version', nulls_distinct=False)],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtext',
                    trigger=pgtrigger.compiler.Trigger(name='agreementtext_used_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM loans_loan WHERE agreement_text_id = OLD.id) THEN\n            RAISE EXCEPTION 'agreementtext_used_is_final: an agreement was drawn up with this text' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreementtext_used_is_final';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='dec7eb56d57c6ab94e225045efaa7332fe56ddef', operation='UPDATE OR DELETE', pgid='pgtrigger_agreementtext_used_is_final_5e032', table='loans_agreementtext', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtext',
                    trigger=pgtrigger.compiler.Trigger(name='agreementtext_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'agreementtext_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreementtext_never_emptied';", hash='8dd7204cc3818a3055b82994a82c1834a7c24927', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_agreementtext_never_emptied_45beb', table='loans_agreementtext', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtext',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_agreementtextevent" ("articles", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "title", "valid_from", "version", "written_at", "written_by_id") VALUES (NEW."articles", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."title", NEW."valid_from", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='abe1126e60137b82023157ad60cb4a1e946947f2', operation='INSERT', pgid='pgtrigger_insert_insert_822a6', table='loans_agreementtext', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtext',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_agreementtextevent" ("articles", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "title", "valid_from", "version", "written_at", "written_by_id") VALUES (NEW."articles", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."title", NEW."valid_from", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='81d595b2db2aab5cf554dd74c3dccabd40e12fc8', operation='UPDATE', pgid='pgtrigger_update_update_7a767', table='loans_agreementtext', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtext',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_agreementtextevent" ("articles", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "title", "valid_from", "version", "written_at", "written_by_id") VALUES (OLD."articles", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scheme_id", OLD."title", OLD."valid_from", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='6b7c0382c0bf789c6bf7b0bd0de884b12e803365', operation='DELETE', pgid='pgtrigger_delete_delete_23097', table='loans_agreementtext', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='Loan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', models.CharField(max_length=12, unique=True, verbose_name='numéro')),
                        ('principal', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant prêté')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='nombre d’échéances')),
                        ('payee', models.CharField(choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], max_length=10, verbose_name='versement à')),
                        ('payee_name', models.CharField(max_length=120, verbose_name='nom du bénéficiaire')),
                        ('first_due_on', models.DateField(verbose_name='première échéance')),
                        ('sign_before', models.DateField(verbose_name='à signer avant le')),
                        ('state', models.CharField(choices=[('to_sign', 'à signer'), ('signed', 'à verser'), ('active', 'en cours'), ('settled', 'soldé'), ('waived', 'remise gracieuse'), ('written_off', 'admis en non-valeur'), ('cancelled', 'annulé')], default='to_sign', max_length=12, verbose_name='état')),
                        ('opened_at', models.DateTimeField(verbose_name='ouvert le')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='signé le')),
                        ('settled_on', models.DateField(blank=True, null=True, verbose_name='soldé le')),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='annulé le')),
                        ('cancel_reason', models.CharField(blank=True, choices=[('not_signed', 'non signé dans le délai'), ('renounced', 'la personne y renonce')], max_length=12, verbose_name='motif d’annulation')),
                        ('borrower', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='applications.applicant', verbose_name='emprunteur')),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='loan', to='commission.decision', verbose_name='décision')),
                        ('release', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.budgetmovement', verbose_name='dégagement')),
                        ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='schemes.scheme', verbose_name='dispositif')),
                        ('due_day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jour des échéances suivantes')),
                        ('funds_not_before', models.DateField(blank=True, null=True, verbose_name='fonds versés au plus tôt le')),
                        ('payee_bank', models.CharField(blank=True, max_length=80, verbose_name='banque du bénéficiaire')),
                        ('payee_iban', models.CharField(blank=True, max_length=34, verbose_name='IBAN du bénéficiaire')),
                        ('rounding', models.CharField(choices=[('0.01', 'au centime'), ('1.00', 'à l’euro'), ('5.00', 'à 5\u202f€')], default='0.01', max_length=5, verbose_name='arrondi des échéances')),
                        ('signed_copy', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='contrat signé')),
                        ('agreement_text', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.agreementtext', verbose_name='texte du contrat')),
                    ],
                    options={
                        'verbose_name': 'prêt',
                        'verbose_name_plural': 'prêts',
                        'ordering': ['-id'],
                        'permissions': [('keep_loan', 'peut tenir le compte d’un prêt')],
                        'indexes': [models.Index(fields=['state', '-id'], name='loans_loan_state_74810f_idx'), models.Index(fields=['borrower', 'state'], name='loans_loan_borrowe_4dc430_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('months__gt', 0), ('principal__gt', 0)), name='loan_principal_positive'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_on', None), ('settled_on', None), ('signed_on', None), ('state', 'to_sign')), models.Q(('cancelled_on', None), ('settled_on', None), ('signed_on__isnull', False), ('state__in', ['signed', 'active'])), models.Q(('cancelled_on', None), ('settled_on__isnull', False), ('signed_on__isnull', False), ('state', 'settled')), models.Q(('cancelled_on', None), ('signed_on__isnull', False), ('state__in', ['waived', 'written_off'])), models.Q(('cancelled_on__isnull', False), ('settled_on', None), ('state', 'cancelled'), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='loan_state_and_dates_agree'), models.CheckConstraint(condition=models.Q(models.Q(('release__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('release', None)), _connector='OR'), name='loan_cancelled_gives_back')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='loan_repeats_decision', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NOT EXISTS (\n            SELECT FROM commission_decision decision\n            JOIN applications_loanapplication application ON application.id = decision.application_id\n            WHERE decision.id = NEW.decision_id AND decision.amount = NEW.principal AND decision.months = NEW.months\n              AND decision.payee = NEW.payee AND decision.sign_before = NEW.sign_before\n              AND application.applicant_id = NEW.borrower_id AND application.scheme_id = NEW.scheme_id\n        ) THEN\n            RAISE EXCEPTION 'loan_repeats_decision: a loan has the amount, the months and the person of its granted decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_repeats_decision';\n        END IF;\n        IF EXISTS (\n            SELECT FROM commission_decision decision\n            JOIN schemes_budgetmovement release ON release.releases_id = decision.commitment_id\n            WHERE decision.id = NEW.decision_id AND release.id IS DISTINCT FROM NEW.release_id\n        ) OR (NEW.release_id IS NOT NULL AND NOT EXISTS (\n            SELECT FROM commission_decision decision\n            JOIN schemes_budgetmovement release ON release.releases_id = decision.commitment_id\n            WHERE decision.id = NEW.decision_id AND release.id = NEW.release_id\n        )) THEN\n            RAISE EXCEPTION 'loan_release_matches: a loan gives back its own commitment, and does not live on without one' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_release_matches';\n        END IF;\n        RETURN NEW;\n    ", hash='14e62e6677345f83bef662eff599dcb337ccba01', operation='INSERT OR UPDATE', pgid='pgtrigger_loan_repeats_decision_17fd9', table='loans_loan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='loan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.reference, OLD.decision_id, OLD.opened_at) IS DISTINCT FROM ROW(NEW.reference, NEW.decision_id, NEW.opened_at) THEN\n                RAISE EXCEPTION 'loan_stays: a loan keeps its number and its decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='cc049766f64912e2baa4845fd95edb6026d2afbd', operation='UPDATE', pgid='pgtrigger_loan_stays_d6d0a', table='loans_loan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='loan_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'loan_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_never_deleted';", hash='20c3b736d8eedd6fe9d1cf53f889746a9b17412d', operation='DELETE', pgid='pgtrigger_loan_never_deleted_b5cc2', table='loans_loan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='loan_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'loan_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_never_emptied';", hash='db61373554fb0546fdec7200caab0197f6d81b51', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_loan_never_emptied_031e9', table='loans_loan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='loan_one_live_per_scheme', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE person bigint[];', func="\n        IF NEW.state NOT IN ('to_sign', 'signed', 'active') OR TG_OP = 'UPDATE' AND OLD.borrower_id = NEW.borrower_id\n            AND OLD.scheme_id = NEW.scheme_id AND OLD.state IN ('to_sign', 'signed', 'active', 'settled', 'waived', 'written_off')\n        THEN\n            RETURN NEW;\n        END IF;\n        PERFORM FROM schemes_schemeterms terms\n        JOIN commission_decision decision ON decision.id = NEW.decision_id\n        JOIN applications_loanapplication application ON application.id = decision.application_id\n        WHERE terms.scheme_id = NEW.scheme_id AND terms.one_live_loan AND application.requested_on >= terms.valid_from\n          AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to);\n        IF NOT FOUND THEN\n            RETURN NEW;\n        END IF;\n        SELECT array_agg(found.other) INTO person FROM (\n            SELECT DISTINCT ON (finding.one_id, finding.other_id)\n                CASE WHEN finding.one_id = NEW.borrower_id THEN finding.other_id ELSE finding.one_id END AS other,\n                finding.is_same\n            FROM applications_identityfinding finding\n            WHERE NEW.borrower_id IN (finding.one_id, finding.other_id)\n            ORDER BY finding.one_id, finding.other_id, finding.id DESC\n        ) AS found WHERE found.is_same;\n        person := array_append(person, NEW.borrower_id);\n        PERFORM FROM applications_applicant WHERE id = ANY(person) ORDER BY id FOR NO KEY UPDATE;\n        UPDATE applications_applicant SET birth_date = birth_date WHERE id = ANY(person);\n        IF EXISTS (\n            SELECT FROM loans_loan other WHERE other.borrower_id = ANY(person) AND other.scheme_id = NEW.scheme_id\n              AND other.state IN ('to_sign', 'signed', 'active') AND other.id IS DISTINCT FROM NEW.id\n        ) THEN\n            RAISE EXCEPTION 'loan_one_live_per_scheme: the person has a live loan under this scheme' USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_one_live_per_scheme';\n        END IF;\n        RETURN NEW;\n    ", hash='643f412ee99a637f724b37db6c790c7a742b6006', operation='INSERT OR UPDATE OF "state", "borrower_id", "scheme_id"', pgid='pgtrigger_loan_one_live_per_scheme_93291', table='loans_loan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='loan_agrees_with_ledger', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE loan loans_loan%ROWTYPE; owed numeric; paid_out numeric;', func="\n    SELECT * INTO loan FROM loans_loan WHERE id = NEW.id;\n    SELECT coalesce(sum(effect), 0), coalesce(sum(effect) FILTER (WHERE kind = 'disbursement'), 0)\n    INTO owed, paid_out FROM loans_ledgerentry WHERE loan_id = loan.id;\n    IF loan.state IN ('to_sign', 'signed', 'cancelled') AND owed <> 0\n        OR loan.state = 'active' AND owed = 0\n        OR loan.state = 'settled' AND (owed <> 0 OR paid_out = 0)\n        OR loan.state IN ('waived', 'written_off') AND (owed <> 0 OR NOT EXISTS (\n            SELECT FROM loans_ledgerentry ended WHERE ended.loan_id = loan.id\n              AND ended.kind = CASE loan.state WHEN 'waived' THEN 'relief' ELSE 'write_off' END\n              AND NOT EXISTS (SELECT FROM loans_ledgerentry back WHERE back.reverses_id = ended.id)\n        ))\n    THEN\n        RAISE EXCEPTION 'loan_agrees_with_ledger: % with % € outstanding', loan.state, owed\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_agrees_with_ledger';\n    END IF;\n    IF NOT EXISTS (SELECT FROM loans_schedule WHERE loan_id = loan.id) THEN\n        RAISE EXCEPTION 'loan_has_schedule: a loan is drawn up with its schedule'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_has_schedule';\n    END IF;\n    RETURN NULL;\n", hash='02b6d5c31f33678310bc6f76e23b5d4a9f30d0be', operation='INSERT OR UPDATE OF "state"', pgid='pgtrigger_loan_agrees_with_ledger_7ab23', table='loans_loan', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_loanevent" ("agreement_text_id", "borrower_id", "cancel_reason", "cancelled_on", "decision_id", "due_day", "first_due_on", "funds_not_before", "id", "months", "opened_at", "payee", "payee_bank", "payee_iban", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal", "reference", "release_id", "rounding", "scheme_id", "settled_on", "sign_before", "signed_copy_id", "signed_on", "state") VALUES (NEW."agreement_text_id", NEW."borrower_id", NEW."cancel_reason", NEW."cancelled_on", NEW."decision_id", NEW."due_day", NEW."first_due_on", NEW."funds_not_before", NEW."id", NEW."months", NEW."opened_at", NEW."payee", NEW."payee_bank", NEW."payee_iban", NEW."payee_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."principal", NEW."reference", NEW."release_id", NEW."rounding", NEW."scheme_id", NEW."settled_on", NEW."sign_before", NEW."signed_copy_id", NEW."signed_on", NEW."state"); RETURN NULL;', hash='2f122aa4219eef5b5a7d74b9b94d61e6bf0a06d2', operation='INSERT', pgid='pgtrigger_insert_insert_893ce', table='loans_loan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_loanevent" ("agreement_text_id", "borrower_id", "cancel_reason", "cancelled_on", "decision_id", "due_day", "first_due_on", "funds_not_before", "id", "months", "opened_at", "payee", "payee_bank", "payee_iban", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal", "reference", "release_id", "rounding", "scheme_id", "settled_on", "sign_before", "signed_copy_id", "signed_on", "state") VALUES (NEW."agreement_text_id", NEW."borrower_id", NEW."cancel_reason", NEW."cancelled_on", NEW."decision_id", NEW."due_day", NEW."first_due_on", NEW."funds_not_before", NEW."id", NEW."months", NEW."opened_at", NEW."payee", NEW."payee_bank", NEW."payee_iban", NEW."payee_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."principal", NEW."reference", NEW."release_id", NEW."rounding", NEW."scheme_id", NEW."settled_on", NEW."sign_before", NEW."signed_copy_id", NEW."signed_on", NEW."state"); RETURN NULL;', hash='cacd872e527349f3f6fd006d2aea805f20ecba96', operation='UPDATE', pgid='pgtrigger_update_update_0c1fa', table='loans_loan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_loanevent" ("agreement_text_id", "borrower_id", "cancel_reason", "cancelled_on", "decision_id", "due_day", "first_due_on", "funds_not_before", "id", "months", "opened_at", "payee", "payee_bank", "payee_iban", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal", "reference", "release_id", "rounding", "scheme_id", "settled_on", "sign_before", "signed_copy_id", "signed_on", "state") VALUES (OLD."agreement_text_id", OLD."borrower_id", OLD."cancel_reason", OLD."cancelled_on", OLD."decision_id", OLD."due_day", OLD."first_due_on", OLD."funds_not_before", OLD."id", OLD."months", OLD."opened_at", OLD."payee", OLD."payee_bank", OLD."payee_iban", OLD."payee_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."principal", OLD."reference", OLD."release_id", OLD."rounding", OLD."scheme_id", OLD."settled_on", OLD."sign_before", OLD."signed_copy_id", OLD."signed_on", OLD."state"); RETURN NULL;', hash='b83540a4fc48d3d8055bdaa6cde307156413cbce', operation='DELETE', pgid='pgtrigger_delete_delete_713d6', table='loans_loan', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='LoanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reference', models.CharField(max_length=12, verbose_name='numéro')),
                        ('principal', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant prêté')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='nombre d’échéances')),
                        ('payee', models.CharField(choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], max_length=10, verbose_name='versement à')),
                        ('payee_name', models.CharField(max_length=120, verbose_name='nom du bénéficiaire')),
                        ('first_due_on', models.DateField(verbose_name='première échéance')),
                        ('sign_before', models.DateField(verbose_name='à signer avant le')),
                        ('state', models.CharField(choices=[('to_sign', 'à signer'), ('signed', 'à verser'), ('active', 'en cours'), ('settled', 'soldé'), ('waived', 'remise gracieuse'), ('written_off', 'admis en non-valeur'), ('cancelled', 'annulé')], default='to_sign', max_length=12, verbose_name='état')),
                        ('opened_at', models.DateTimeField(verbose_name='ouvert le')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='signé le')),
                        ('settled_on', models.DateField(blank=True, null=True, verbose_name='soldé le')),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='annulé le')),
                        ('cancel_reason', models.CharField(blank=True, choices=[('not_signed', 'non signé dans le délai'), ('renounced', 'la personne y renonce')], max_length=12, verbose_name='motif d’annulation')),
                        ('borrower', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.applicant', verbose_name='emprunteur')),
                        ('decision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.decision', verbose_name='décision')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.loan')),
                        ('release', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schemes.budgetmovement', verbose_name='dégagement')),
                        ('scheme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schemes.scheme', verbose_name='dispositif')),
                        ('due_day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jour des échéances suivantes')),
                        ('funds_not_before', models.DateField(blank=True, null=True, verbose_name='fonds versés au plus tôt le')),
                        ('payee_bank', models.CharField(blank=True, max_length=80, verbose_name='banque du bénéficiaire')),
                        ('payee_iban', models.CharField(blank=True, max_length=34, verbose_name='IBAN du bénéficiaire')),
                        ('rounding', models.CharField(choices=[('0.01', 'au centime'), ('1.00', 'à l’euro'), ('5.00', 'à 5\u202f€')], default='0.01', max_length=5, verbose_name='arrondi des échéances')),
                        ('signed_copy', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.storedfile', verbose_name='contrat signé')),
                        ('agreement_text', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.agreementtext', verbose_name='texte du contrat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='e647cc349f360b7f7cb335a865181f64f43ab158', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_5197e', table='loans_loanevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='226fff930cbdb49e5238bc2bbace07896bc3554d', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_485e2', table='loans_loanevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loanevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='bedf032922f6b03ba4fbaf3394d779d61f2c32e0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_277c9', table='loans_loanevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Schedule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='à rembourser')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='nombre d’échéances')),
                        ('drawn_up_at', models.DateTimeField(verbose_name='établi le')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='loans.loan', verbose_name='prêt')),
                        ('reason', models.CharField(choices=[('agreed', 'échéancier du contrat'), ('moved', 'échéance déplacée'), ('deferred', 'échéances reportées'), ('rescheduled', 'rééchelonnement')], default='agreed', max_length=12, verbose_name='établi pour')),
                        ('why', models.CharField(blank=True, max_length=200, verbose_name='raison')),
                    ],
                    options={
                        'verbose_name': 'échéancier',
                        'verbose_name_plural': 'échéanciers',
                        'ordering': ['version'],
                        'constraints': [models.UniqueConstraint(fields=('loan', 'version'), name='schedule_one_per_version'), models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('months__gt', 0)), name='schedule_amount_positive'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'agreed'), ('version', 1)), models.Q(('version__gt', 1), models.Q(('reason', 'agreed'), _negated=True), models.Q(('why', ''), _negated=True)), _connector='OR'), name='schedule_later_version_says_why')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='schedule',
                    trigger=pgtrigger.compiler.Trigger(name='schedule_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'schedule_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_append_only';", hash='6af066c7ab30f4359c7a74a084bfafbead41fc5d', operation='UPDATE OR DELETE', pgid='pgtrigger_schedule_append_only_01cb0', table='loans_schedule', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='schedule',
                    trigger=pgtrigger.compiler.Trigger(name='schedule_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'schedule_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_never_emptied';", hash='8fd101b3bd1146bd4a7322ebe16778166ba0aecd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_schedule_never_emptied_b6465', table='loans_schedule', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='schedule',
                    trigger=pgtrigger.compiler.Trigger(name='schedule_sums_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE rows int; total numeric; last int; ordered boolean; schedule loans_schedule%ROWTYPE;', func="\n    SELECT count(*), coalesce(sum(amount), 0), coalesce(max(number), 0),\n           coalesce(bool_and(due_on >= previous_due_on), true)\n    INTO rows, total, last, ordered\n    FROM (SELECT amount, number, due_on, lag(due_on) OVER (ORDER BY number) AS previous_due_on\n          FROM loans_instalment WHERE schedule_id = NEW.id) AS instalments;\n    SELECT * INTO schedule FROM loans_schedule WHERE id = NEW.id;\n    IF total <> schedule.amount OR rows <> schedule.months OR last <> schedule.months OR NOT ordered THEN\n        RAISE EXCEPTION 'schedule_sums_up: % instalments for % € instead of % for % €', rows, total, schedule.months, schedule.amount\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_sums_up';\n    END IF;\n    RETURN NULL;\n", hash='973db8d332347c5a041256e064cd6a0bcc67dcee', operation='INSERT', pgid='pgtrigger_schedule_sums_up_6aabc', table='loans_schedule', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='schedule',
                    trigger=pgtrigger.compiler.Trigger(name='schedule_repays_loan', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE loan loans_loan%ROWTYPE; owed numeric;', func="\n        SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;\n        SELECT loan.principal + coalesce(sum(entry.effect), 0) INTO owed FROM loans_ledgerentry entry\n        LEFT JOIN loans_ledgerentry target ON target.id = entry.reverses_id\n        WHERE entry.loan_id = NEW.loan_id AND 'disbursement' NOT IN (entry.kind, coalesce(target.kind, ''));\n        IF NEW.version = 1 AND (NEW.amount <> loan.principal OR NEW.months <> loan.months)\n            OR NEW.version <> 1 AND NEW.amount <> owed\n        THEN\n            RAISE EXCEPTION 'schedule_repays_loan: a schedule repays the loan, or what is left of it' USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_repays_loan';\n        END IF;\n        RETURN NEW;\n    ", hash='74eab93c96e1d1a22999c0778327fbd6135fddb4', operation='INSERT', pgid='pgtrigger_schedule_repays_loan_2f800', table='loans_schedule', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Instalment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='n°')),
                        ('due_on', models.DateField(verbose_name='date d’échéance')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='loans.schedule', verbose_name='échéancier')),
                    ],
                    options={
                        'verbose_name': 'échéance',
                        'verbose_name_plural': 'échéances',
                        'ordering': ['schedule', 'number'],
                        'indexes': [models.Index(fields=['due_on'], name='loans_insta_due_on_71b19d_idx')],
                        'constraints': [models.UniqueConstraint(fields=('schedule', 'number'), name='instalment_number_unique'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='instalment_amount_positive'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='instalment_number_from_one')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='instalment',
                    trigger=pgtrigger.compiler.Trigger(name='instalment_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'instalment_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'instalment_append_only';", hash='0a46ec7ea62750ec1c39919c8f1f4f9ec64fb11b', operation='UPDATE OR DELETE', pgid='pgtrigger_instalment_append_only_f5f9a', table='loans_instalment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='instalment',
                    trigger=pgtrigger.compiler.Trigger(name='instalment_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'instalment_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'instalment_never_emptied';", hash='165fb0caa236157febb458f7de9ccecddc99e5f8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_instalment_never_emptied_8067f', table='loans_instalment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='instalment',
                    trigger=pgtrigger.compiler.Trigger(name='instalments_sum_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE rows int; total numeric; last int; ordered boolean; schedule loans_schedule%ROWTYPE;', func="\n    SELECT count(*), coalesce(sum(amount), 0), coalesce(max(number), 0),\n           coalesce(bool_and(due_on >= previous_due_on), true)\n    INTO rows, total, last, ordered\n    FROM (SELECT amount, number, due_on, lag(due_on) OVER (ORDER BY number) AS previous_due_on\n          FROM loans_instalment WHERE schedule_id = NEW.schedule_id) AS instalments;\n    SELECT * INTO schedule FROM loans_schedule WHERE id = NEW.schedule_id;\n    IF total <> schedule.amount OR rows <> schedule.months OR last <> schedule.months OR NOT ordered THEN\n        RAISE EXCEPTION 'schedule_sums_up: % instalments for % € instead of % for % €', rows, total, schedule.months, schedule.amount\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'schedule_sums_up';\n    END IF;\n    RETURN NULL;\n", hash='bcaed4db823d0aa5c1a8f10d7b3c8e57f4568c40', operation='INSERT', pgid='pgtrigger_instalments_sum_up_a5632', table='loans_instalment', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='AgreementTextEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                        ('title', models.CharField(max_length=120, verbose_name='titre')),
                        ('articles', models.TextField(verbose_name='articles')),
                        ('valid_from', models.DateField(blank=True, null=True, verbose_name='en vigueur le')),
                        ('written_at', models.DateTimeField(verbose_name='écrit le')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.agreementtext')),
                        ('scheme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schemes.scheme', verbose_name='dispositif')),
                        ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtextevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='70faef8a57a0e4d55fc87fd052517f31f6b69979', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_ca399', table='loans_agreementtextevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtextevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='7eb9ef266f9affe8602f29087f19e4649846a804', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_e1c20', table='loans_agreementtextevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreementtextevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='991fbcd15089430d96bd9ae4d20b70bbe3bba6f9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_71499', table='loans_agreementtextevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Amendment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='n°')),
                        ('kind', models.CharField(choices=[('rescheduling', 'rééchelonnement'), ('deferral', 'report d’échéances')], max_length=12, verbose_name='avenant')),
                        ('reason', models.CharField(max_length=200, verbose_name='raison')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='nombre d’échéances')),
                        ('first_due_on', models.DateField(verbose_name='première échéance')),
                        ('rounding', models.CharField(choices=[('0.01', 'au centime'), ('1.00', 'à l’euro'), ('5.00', 'à 5\u202f€')], default='0.01', max_length=5, verbose_name='arrondi des échéances')),
                        ('ledger_sequence', models.PositiveIntegerField(verbose_name='dernière écriture lue')),
                        ('deliberation', models.CharField(blank=True, max_length=60, verbose_name='délibération')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approuvé le')),
                        ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='abandonné le')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='signé le')),
                        ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approuvé par')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='loans.loan', verbose_name='prêt')),
                        ('schedule', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendment', to='loans.schedule', verbose_name='échéancier')),
                    ],
                    options={
                        'verbose_name': 'avenant',
                        'verbose_name_plural': 'avenants',
                        'ordering': ['loan', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('loan', 'number'), name='amendment_number_unique'), models.UniqueConstraint(condition=models.Q(('approved_at', None), ('dropped_at', None)), fields=('loan',), name='amendment_one_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None), ('schedule', None), ('signed_on', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('dropped_at', None), ('schedule__isnull', False)), _connector='OR'), name='amendment_approval_is_whole')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='amendment_approved_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.loan_id, OLD.number, OLD.kind, OLD.reason, OLD.months, OLD.first_due_on, OLD.rounding, OLD.ledger_sequence, OLD.deliberation, OLD.asked_at, OLD.asked_by_id, OLD.approved_at, OLD.approved_by_id, OLD.schedule_id, OLD.dropped_at) IS DISTINCT FROM ROW(NEW.loan_id, NEW.number, NEW.kind, NEW.reason, NEW.months, NEW.first_due_on, NEW.rounding, NEW.ledger_sequence, NEW.deliberation, NEW.asked_at, NEW.asked_by_id, NEW.approved_at, NEW.approved_by_id, NEW.schedule_id, NEW.dropped_at) AND NOT (OLD.approved_at IS NULL AND OLD.dropped_at IS NULL AND OLD.loan_id = NEW.loan_id AND OLD.number = NEW.number) THEN\n                RAISE EXCEPTION 'amendment_approved_stays: an amendment that was answered stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_approved_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='770fd1e234fbc0d4be9449044c85fbefb32285d7', operation='UPDATE', pgid='pgtrigger_amendment_approved_stays_26236', table='loans_amendment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='amendment_checked_where_ruled', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE checks boolean;', func="\n        IF NEW.approved_at IS NOT NULL AND NEW.approved_by_id = NEW.asked_by_id THEN\n            SELECT checks_amendments INTO checks FROM loans_moneyrules\n            WHERE valid_from <= (NEW.approved_at AT TIME ZONE 'Europe/Paris')::date\n            ORDER BY valid_from DESC LIMIT 1;\n            IF checks THEN\n                RAISE EXCEPTION 'amendment_checked_where_ruled: the rules ask for a second person' USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_checked_where_ruled';\n            END IF;\n        END IF;\n        RETURN NEW;\n    ", hash='4631d91f6f60ff6d103bfe2b16534f0fecd52e4e', operation='INSERT OR UPDATE', pgid='pgtrigger_amendment_checked_where_ruled_38c28', table='loans_amendment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='amendment_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'amendment_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_never_deleted';", hash='6753750c304d90f43b3ddd57051236dca62025d7', operation='DELETE', pgid='pgtrigger_amendment_never_deleted_dd181', table='loans_amendment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='amendment_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'amendment_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_never_emptied';", hash='63e198eab63daf986e40be1b7ee9d6d9c7b7975f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_amendment_never_emptied_060f7', table='loans_amendment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_amendmentevent" ("approved_at", "approved_by_id", "asked_at", "asked_by_id", "deliberation", "dropped_at", "first_due_on", "id", "kind", "ledger_sequence", "loan_id", "months", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rounding", "schedule_id", "signed_on") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."asked_at", NEW."asked_by_id", NEW."deliberation", NEW."dropped_at", NEW."first_due_on", NEW."id", NEW."kind", NEW."ledger_sequence", NEW."loan_id", NEW."months", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."rounding", NEW."schedule_id", NEW."signed_on"); RETURN NULL;', hash='a4f46aa79ae5f41e4f1bf66ae681d82fef9c1670', operation='INSERT', pgid='pgtrigger_insert_insert_7c9a0', table='loans_amendment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_amendmentevent" ("approved_at", "approved_by_id", "asked_at", "asked_by_id", "deliberation", "dropped_at", "first_due_on", "id", "kind", "ledger_sequence", "loan_id", "months", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rounding", "schedule_id", "signed_on") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."asked_at", NEW."asked_by_id", NEW."deliberation", NEW."dropped_at", NEW."first_due_on", NEW."id", NEW."kind", NEW."ledger_sequence", NEW."loan_id", NEW."months", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."rounding", NEW."schedule_id", NEW."signed_on"); RETURN NULL;', hash='51211ca88a53ebb95c0f658a1ef48a9082d9d842', operation='UPDATE', pgid='pgtrigger_update_update_f4607', table='loans_amendment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_amendmentevent" ("approved_at", "approved_by_id", "asked_at", "asked_by_id", "deliberation", "dropped_at", "first_due_on", "id", "kind", "ledger_sequence", "loan_id", "months", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rounding", "schedule_id", "signed_on") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."asked_at", OLD."asked_by_id", OLD."deliberation", OLD."dropped_at", OLD."first_due_on", OLD."id", OLD."kind", OLD."ledger_sequence", OLD."loan_id", OLD."months", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."rounding", OLD."schedule_id", OLD."signed_on"); RETURN NULL;', hash='aca182165eaadbfc2e1dc9f596afdafc95dd79ca', operation='DELETE', pgid='pgtrigger_delete_delete_274ec', table='loans_amendment', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='AmendmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField(verbose_name='n°')),
                        ('kind', models.CharField(choices=[('rescheduling', 'rééchelonnement'), ('deferral', 'report d’échéances')], max_length=12, verbose_name='avenant')),
                        ('reason', models.CharField(max_length=200, verbose_name='raison')),
                        ('months', models.PositiveSmallIntegerField(verbose_name='nombre d’échéances')),
                        ('first_due_on', models.DateField(verbose_name='première échéance')),
                        ('rounding', models.CharField(choices=[('0.01', 'au centime'), ('1.00', 'à l’euro'), ('5.00', 'à 5\u202f€')], default='0.01', max_length=5, verbose_name='arrondi des échéances')),
                        ('ledger_sequence', models.PositiveIntegerField(verbose_name='dernière écriture lue')),
                        ('deliberation', models.CharField(blank=True, max_length=60, verbose_name='délibération')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approuvé le')),
                        ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='abandonné le')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='signé le')),
                        ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approuvé par')),
                        ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                        ('loan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.loan', verbose_name='prêt')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.amendment')),
                        ('schedule', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.schedule', verbose_name='échéancier')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendmentevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='53bc853e8a56e6feba7714e612ee7d0df50909f7', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_c1939', table='loans_amendmentevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendmentevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='9531238f61ec5fea2db5f1c76ed18465d8f94810', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_b6df4', table='loans_amendmentevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendmentevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='bf45311d2379d9e9b41546a680d040b0187ee1b5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_a3689', table='loans_amendmentevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='ClosedMonth',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_day', models.DateField(unique=True, verbose_name='mois')),
                        ('cash_total', models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name='espèces, au total')),
                        ('closed_at', models.DateTimeField(verbose_name='clos le')),
                        ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='clos par')),
                        ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='état mensuel')),
                    ],
                    options={
                        'verbose_name': 'mois clos',
                        'verbose_name_plural': 'mois clos',
                        'ordering': ['-first_day'],
                        'permissions': [('close_month', 'peut clore un mois de régie')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('first_day__day', 1)), name='closedmonth_is_a_first_day'), models.CheckConstraint(condition=models.Q(('cash_total__gte', 0)), name='closedmonth_cash_not_negative')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='closedmonth',
                    trigger=pgtrigger.compiler.Trigger(name='closedmonth_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'closedmonth_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'closedmonth_append_only';", hash='2b10c35cc6c1e2869808ae115be665c1a40cf77b', operation='UPDATE OR DELETE', pgid='pgtrigger_closedmonth_append_only_9e8bb', table='loans_closedmonth', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='closedmonth',
                    trigger=pgtrigger.compiler.Trigger(name='closedmonth_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'closedmonth_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'closedmonth_never_emptied';", hash='d5178572baf8bbdfaeed4f8669c8f53ffe7ef4fd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_closedmonth_never_emptied_68248', table='loans_closedmonth', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='closedmonth',
                    trigger=pgtrigger.compiler.Trigger(name='closedmonth_takes_its_turn', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM pg_advisory_xact_lock(7405001);\n        IF EXISTS (SELECT FROM loans_closedmonth WHERE first_day >= NEW.first_day) THEN\n            RAISE EXCEPTION 'closedmonth_takes_its_turn: months are closed one after the other' USING ERRCODE = 'check_violation', CONSTRAINT = 'closedmonth_takes_its_turn';\n        END IF;\n        RETURN NEW;\n    ", hash='f377007d51ec8b52368fce2fa0286ddb7dae8a2e', operation='INSERT', pgid='pgtrigger_closedmonth_takes_its_turn_dc7ab', table='loans_closedmonth', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='CoBorrower',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                        ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                        ('birth_date', models.DateField(verbose_name='date de naissance')),
                        ('address', models.CharField(max_length=200, verbose_name='adresse')),
                        ('loan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='co_borrower', to='loans.loan', verbose_name='prêt')),
                    ],
                    options={
                        'verbose_name': 'co-emprunteur',
                        'verbose_name_plural': 'co-emprunteurs',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrower',
                    trigger=pgtrigger.compiler.Trigger(name='coborrower_before_signature', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE of_loan bigint;', func="\n        of_loan := CASE WHEN TG_OP = 'INSERT' THEN NEW.loan_id ELSE OLD.loan_id END;\n        PERFORM FROM loans_loan WHERE id = of_loan AND state = 'to_sign' FOR SHARE;\n        IF NOT FOUND OR TG_OP = 'UPDATE' AND NEW.loan_id <> OLD.loan_id THEN\n            RAISE EXCEPTION 'coborrower_before_signature: who borrows is settled by the signature' USING ERRCODE = 'check_violation', CONSTRAINT = 'coborrower_before_signature';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='8a8d49e7be78f0bfbb8fdeb3462fb1b4d939b517', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_coborrower_before_signature_241e2', table='loans_coborrower', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrower',
                    trigger=pgtrigger.compiler.Trigger(name='coborrower_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'coborrower_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'coborrower_never_emptied';", hash='8e9fc2aa8b92f9a7f4b5831c8dc9c85533cf3058', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_coborrower_never_emptied_fa778', table='loans_coborrower', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrower',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_coborrowerevent" ("address", "birth_date", "first_name", "id", "last_name", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address", NEW."birth_date", NEW."first_name", NEW."id", NEW."last_name", NEW."loan_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='1a66c4a23434437cff14cff1d18e2406726e18b0', operation='INSERT', pgid='pgtrigger_insert_insert_5f850', table='loans_coborrower', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrower',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_coborrowerevent" ("address", "birth_date", "first_name", "id", "last_name", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address", NEW."birth_date", NEW."first_name", NEW."id", NEW."last_name", NEW."loan_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='d4ce9b22130c476a1e97380f2be965bd9f95290b', operation='UPDATE', pgid='pgtrigger_update_update_36e50', table='loans_coborrower', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrower',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_coborrowerevent" ("address", "birth_date", "first_name", "id", "last_name", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."address", OLD."birth_date", OLD."first_name", OLD."id", OLD."last_name", OLD."loan_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='3842a94769050897ee209c5fea07166ffaf9bab6', operation='DELETE', pgid='pgtrigger_delete_delete_accf0', table='loans_coborrower', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='CoBorrowerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                        ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                        ('birth_date', models.DateField(verbose_name='date de naissance')),
                        ('address', models.CharField(max_length=200, verbose_name='adresse')),
                        ('loan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.loan', verbose_name='prêt')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.coborrower')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrowerevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='8a2fb36c65a1d0ecddac494c9c12b82639d60732', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_077f2', table='loans_coborrowerevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrowerevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='11671ee7893e205fed43cdb59a6542cac60ff41b', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_3e2b3', table='loans_coborrowerevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='coborrowerevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='f5643cda7200475f28c05f458a5e53ea40fbef95', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_835f9', table='loans_coborrowerevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='ColumnMapping',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('headings', models.CharField(max_length=64, unique=True, verbose_name='empreinte des en-têtes')),
                        ('columns', models.JSONField(verbose_name='colonnes')),
                        ('saved_at', models.DateTimeField(verbose_name='enregistré le')),
                        ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                    ],
                    options={
                        'verbose_name': 'correspondance de colonnes',
                        'verbose_name_plural': 'correspondances de colonnes',
                    },
                ),
                migrations.CreateModel(
                    name='DebitMandate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', models.CharField(max_length=35, unique=True, verbose_name='référence unique de mandat')),
                        ('iban', models.CharField(max_length=34, verbose_name='IBAN')),
                        ('bic', models.CharField(blank=True, max_length=11, verbose_name='identifiant de la banque (BIC)')),
                        ('holder', models.CharField(max_length=70, verbose_name='titulaire')),
                        ('signed_on', models.DateField(verbose_name='signé le')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='révoqué le')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debit_mandates', to='loans.loan', verbose_name='prêt')),
                    ],
                    options={
                        'verbose_name': 'mandat de prélèvement',
                        'verbose_name_plural': 'mandats de prélèvement',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('loan',), name='debitmandate_one_per_loan')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandate',
                    trigger=pgtrigger.compiler.Trigger(name='debitmandate_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitmandate_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitmandate_never_deleted';", hash='b097cc7c31fa0ae93a5d8012fbb43276c838bddd', operation='DELETE', pgid='pgtrigger_debitmandate_never_deleted_f7dfa', table='loans_debitmandate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandate',
                    trigger=pgtrigger.compiler.Trigger(name='debitmandate_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitmandate_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitmandate_never_emptied';", hash='f813546155fabcf0c99329b26457d0a853a530d1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_debitmandate_never_emptied_91bf5', table='loans_debitmandate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_debitmandateevent" ("bic", "ended_on", "holder", "iban", "id", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "signed_on") VALUES (NEW."bic", NEW."ended_on", NEW."holder", NEW."iban", NEW."id", NEW."loan_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."signed_on"); RETURN NULL;', hash='ac7ad63c94c291a9e93550fab51b81e735d5c793', operation='INSERT', pgid='pgtrigger_insert_insert_2626c', table='loans_debitmandate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_debitmandateevent" ("bic", "ended_on", "holder", "iban", "id", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "signed_on") VALUES (NEW."bic", NEW."ended_on", NEW."holder", NEW."iban", NEW."id", NEW."loan_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."signed_on"); RETURN NULL;', hash='82eb03828b503a60b2622c478a9bfd181d29a400', operation='UPDATE', pgid='pgtrigger_update_update_7845b', table='loans_debitmandate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandate',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_debitmandateevent" ("bic", "ended_on", "holder", "iban", "id", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "signed_on") VALUES (OLD."bic", OLD."ended_on", OLD."holder", OLD."iban", OLD."id", OLD."loan_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."signed_on"); RETURN NULL;', hash='aa5702ce3ac36adf1cacbaefc80b532d24d9173c', operation='DELETE', pgid='pgtrigger_delete_delete_e75e2', table='loans_debitmandate', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='DebitMandateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reference', models.CharField(max_length=35, verbose_name='référence unique de mandat')),
                        ('iban', models.CharField(max_length=34, verbose_name='IBAN')),
                        ('bic', models.CharField(blank=True, max_length=11, verbose_name='identifiant de la banque (BIC)')),
                        ('holder', models.CharField(max_length=70, verbose_name='titulaire')),
                        ('signed_on', models.DateField(verbose_name='signé le')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='révoqué le')),
                        ('loan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.loan', verbose_name='prêt')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.debitmandate')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandateevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='30d9ffe3db38093957ae11b915ddc61951dca1ce', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_1a5d2', table='loans_debitmandateevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandateevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='48e3338375f1a536a5abaaf59b0cfc50b08d253f', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_cf609', table='loans_debitmandateevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitmandateevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='fc7d26403377303f5fc5b1aea1ffbd4c6d3b007f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_93f92', table='loans_debitmandateevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DebitRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('collect_on', models.DateField(unique=True, verbose_name='prélèvement le')),
                        ('content', models.BinaryField(verbose_name='fichier pain.008')),
                        ('total', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='total')),
                        ('made_at', models.DateTimeField(verbose_name='établi le')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='établi par')),
                    ],
                    options={
                        'verbose_name': 'fichier de prélèvements',
                        'verbose_name_plural': 'fichiers de prélèvements',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('total__gt', 0)), name='debitrun_total_positive')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitrun',
                    trigger=pgtrigger.compiler.Trigger(name='debitrun_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitrun_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitrun_append_only';", hash='0a2f9d34de8673e41e403014f5e3900ef05afcb0', operation='UPDATE OR DELETE', pgid='pgtrigger_debitrun_append_only_19c68', table='loans_debitrun', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitrun',
                    trigger=pgtrigger.compiler.Trigger(name='debitrun_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitrun_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitrun_never_emptied';", hash='2b31ce19c8a172cb0800dd75ad69acef22a2b932', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_debitrun_never_emptied_b4181', table='loans_debitrun', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DebitLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('is_first', models.BooleanField(verbose_name='premier prélèvement du mandat')),
                        ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.debitmandate', verbose_name='mandat')),
                        ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='loans.debitrun', verbose_name='fichier')),
                    ],
                    options={
                        'verbose_name': 'prélèvement',
                        'verbose_name_plural': 'prélèvements',
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('run', 'mandate'), name='debitline_once_per_run'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='debitline_amount_positive')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitline',
                    trigger=pgtrigger.compiler.Trigger(name='debitline_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitline_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitline_append_only';", hash='19605da33781c9f8012e82fabca8e861c3331975', operation='UPDATE OR DELETE', pgid='pgtrigger_debitline_append_only_ede79', table='loans_debitline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitline',
                    trigger=pgtrigger.compiler.Trigger(name='debitline_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitline_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitline_never_emptied';", hash='27d3b90a418625de715a0ec479572aed2d0b41a0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_debitline_never_emptied_3dbe9', table='loans_debitline', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='FollowUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.CharField(max_length=200, verbose_name='à faire')),
                        ('due_on', models.DateField(verbose_name='pour le')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='fait le')),
                        ('outcome', models.CharField(blank=True, max_length=200, verbose_name='suite')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='loans.loan', verbose_name='prêt')),
                        ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confié à')),
                    ],
                    options={
                        'verbose_name': 'suivi d’impayé',
                        'verbose_name_plural': 'suivis d’impayés',
                        'ordering': ['due_on', 'id'],
                        'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['worker', 'due_on'], name='followup_waiting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('done_at', None), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='followup_done_says_how')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='followup_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'followup_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'followup_never_deleted';", hash='73be2cdc3b552c1b1881bbd171f3ce189d049fbd', operation='DELETE', pgid='pgtrigger_followup_never_deleted_8dda6', table='loans_followup', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='followup_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'followup_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'followup_never_emptied';", hash='7df035ea1851c9d1c3497cdae985a85413cb3506', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_followup_never_emptied_fb948', table='loans_followup', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_followupevent" ("asked_at", "done_at", "due_on", "id", "loan_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "worker_id") VALUES (NEW."asked_at", NEW."done_at", NEW."due_on", NEW."id", NEW."loan_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."worker_id"); RETURN NULL;', hash='b61364a31d9848b6d0202db18b7b526b3191fd8e', operation='INSERT', pgid='pgtrigger_insert_insert_b2a98', table='loans_followup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_followupevent" ("asked_at", "done_at", "due_on", "id", "loan_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "worker_id") VALUES (NEW."asked_at", NEW."done_at", NEW."due_on", NEW."id", NEW."loan_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."worker_id"); RETURN NULL;', hash='f5f1f39c83d65ed4ca9e4ddf552c9c38900d2809', operation='UPDATE', pgid='pgtrigger_update_update_f8b00', table='loans_followup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_followupevent" ("asked_at", "done_at", "due_on", "id", "loan_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "worker_id") VALUES (OLD."asked_at", OLD."done_at", OLD."due_on", OLD."id", OLD."loan_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."worker_id"); RETURN NULL;', hash='58eda687ec8e6470f19962c78cbfa5d3d3f614bc', operation='DELETE', pgid='pgtrigger_delete_delete_195a6', table='loans_followup', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='FollowUpEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.CharField(max_length=200, verbose_name='à faire')),
                        ('due_on', models.DateField(verbose_name='pour le')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='fait le')),
                        ('outcome', models.CharField(blank=True, max_length=200, verbose_name='suite')),
                        ('loan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.loan', verbose_name='prêt')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.followup')),
                        ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confié à')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followupevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='2df08fa89d1dddc668609a62f43aed6e491568f5', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_09910', table='loans_followupevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followupevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='7c59e361c16cd292db7324fd9715a9267d301852', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_8970b', table='loans_followupevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followupevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='33999348592ca6edafb9f55a44cd5f35b7690fbf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_68b4a', table='loans_followupevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='MoneyRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField(unique=True, verbose_name='en vigueur le')),
                        ('source', models.CharField(max_length=200, verbose_name='décision')),
                        ('checks_disbursements', models.BooleanField(default=False, verbose_name='un versement se contrôle à deux')),
                        ('checks_reversals', models.BooleanField(default=False, verbose_name='une contre-passation se contrôle à deux')),
                        ('checks_refunds', models.BooleanField(default=False, verbose_name='une restitution se contrôle à deux')),
                        ('checks_relief', models.BooleanField(default=False, verbose_name='une remise gracieuse se contrôle à deux')),
                        ('checks_write_offs', models.BooleanField(default=False, verbose_name='une admission en non-valeur se contrôle à deux')),
                        ('checks_amendments', models.BooleanField(default=False, verbose_name='un avenant se contrôle à deux')),
                        ('cap_binds_rescheduling', models.BooleanField(default=True, verbose_name='la durée maximale vaut aussi pour un rééchelonnement')),
                        ('deferrals_allowed', models.PositiveSmallIntegerField(default=2, verbose_name='échéances que l’on peut reporter')),
                        ('first_reminder_days', models.PositiveSmallIntegerField(default=8, verbose_name='première relance, jours de retard')),
                        ('second_reminder_days', models.PositiveSmallIntegerField(default=30, verbose_name='deuxième relance, jours de retard')),
                        ('formal_notice_days', models.PositiveSmallIntegerField(default=60, verbose_name='mise en demeure, jours de retard')),
                        ('withdrawal_days', models.PositiveSmallIntegerField(default=0, verbose_name='droit de rétractation, en jours')),
                        ('keeps_funds_until_withdrawal', models.BooleanField(default=False, verbose_name='fonds versés après la rétractation')),
                        ('chapter', models.CharField(default='27', max_length=10, verbose_name='chapitre')),
                        ('account', models.CharField(default='2743', max_length=10, verbose_name='compte des prêts')),
                        ('function', models.CharField(blank=True, max_length=10, verbose_name='fonction')),
                        ('collects_by_debit', models.BooleanField(default=False, verbose_name='la régie prélève les échéances')),
                        ('creditor_name', models.CharField(blank=True, max_length=70, verbose_name='créancier')),
                        ('creditor_identifier', models.CharField(blank=True, max_length=35, verbose_name='identifiant créancier SEPA')),
                        ('creditor_iban', models.CharField(blank=True, max_length=34, verbose_name='IBAN du créancier')),
                        ('creditor_bic', models.CharField(blank=True, max_length=11, verbose_name='identifiant de banque du créancier (BIC)')),
                        ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='enregistré le')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                    ],
                    options={
                        'verbose_name': 'règles financières',
                        'verbose_name_plural': 'règles financières',
                        'ordering': ['-valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('formal_notice_days__gt', models.F('second_reminder_days')), ('second_reminder_days__gt', models.F('first_reminder_days'))), name='moneyrules_ladder_climbs', violation_error_message='Chaque relance vient après la précédente.'), models.CheckConstraint(condition=models.Q(('collects_by_debit', False), models.Q(models.Q(('creditor_name', ''), _negated=True), models.Q(('creditor_identifier', ''), _negated=True), models.Q(('creditor_iban', ''), _negated=True)), _connector='OR'), name='moneyrules_debit_has_creditor', violation_error_message='Pour prélever, indiquez le créancier, son identifiant et son IBAN.')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrules',
                    trigger=pgtrigger.compiler.Trigger(name='moneyrules_past_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.valid_from <= CURRENT_DATE THEN\n            RAISE EXCEPTION 'moneyrules_past_is_final: these rules applied' USING ERRCODE = 'check_violation', CONSTRAINT = 'moneyrules_past_is_final';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='9341df77890a951724d1cadc40008fe8f5d381ba', operation='UPDATE OR DELETE', pgid='pgtrigger_moneyrules_past_is_final_63b0f', table='loans_moneyrules', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrules',
                    trigger=pgtrigger.compiler.Trigger(name='moneyrules_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'moneyrules_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'moneyrules_never_emptied';", hash='a390c6d8730758cfbc868235d91d2dc1a4bfbda6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_moneyrules_never_emptied_b6cdf', table='loans_moneyrules', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrules',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_moneyrulesevent" ("account", "cap_binds_rescheduling", "chapter", "checks_amendments", "checks_disbursements", "checks_refunds", "checks_relief", "checks_reversals", "checks_write_offs", "collects_by_debit", "creditor_bic", "creditor_iban", "creditor_identifier", "creditor_name", "deferrals_allowed", "first_reminder_days", "formal_notice_days", "function", "id", "keeps_funds_until_withdrawal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "second_reminder_days", "source", "valid_from", "withdrawal_days") VALUES (NEW."account", NEW."cap_binds_rescheduling", NEW."chapter", NEW."checks_amendments", NEW."checks_disbursements", NEW."checks_refunds", NEW."checks_relief", NEW."checks_reversals", NEW."checks_write_offs", NEW."collects_by_debit", NEW."creditor_bic", NEW."creditor_iban", NEW."creditor_identifier", NEW."creditor_name", NEW."deferrals_allowed", NEW."first_reminder_days", NEW."formal_notice_days", NEW."function", NEW."id", NEW."keeps_funds_until_withdrawal", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."second_reminder_days", NEW."source", NEW."valid_from", NEW."withdrawal_days"); RETURN NULL;', hash='dc41a5e4ecf81f2145650e831dd2d98d14fb5f74', operation='INSERT', pgid='pgtrigger_insert_insert_bd8f8', table='loans_moneyrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrules',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_moneyrulesevent" ("account", "cap_binds_rescheduling", "chapter", "checks_amendments", "checks_disbursements", "checks_refunds", "checks_relief", "checks_reversals", "checks_write_offs", "collects_by_debit", "creditor_bic", "creditor_iban", "creditor_identifier", "creditor_name", "deferrals_allowed", "first_reminder_days", "formal_notice_days", "function", "id", "keeps_funds_until_withdrawal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "second_reminder_days", "source", "valid_from", "withdrawal_days") VALUES (NEW."account", NEW."cap_binds_rescheduling", NEW."chapter", NEW."checks_amendments", NEW."checks_disbursements", NEW."checks_refunds", NEW."checks_relief", NEW."checks_reversals", NEW."checks_write_offs", NEW."collects_by_debit", NEW."creditor_bic", NEW."creditor_iban", NEW."creditor_identifier", NEW."creditor_name", NEW."deferrals_allowed", NEW."first_reminder_days", NEW."formal_notice_days", NEW."function", NEW."id", NEW."keeps_funds_until_withdrawal", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."second_reminder_days", NEW."source", NEW."valid_from", NEW."withdrawal_days"); RETURN NULL;', hash='ce06b7cd3c0da8ff51cbbbce90113f70f77dcd46', operation='UPDATE', pgid='pgtrigger_update_update_22a4d', table='loans_moneyrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrules',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_moneyrulesevent" ("account", "cap_binds_rescheduling", "chapter", "checks_amendments", "checks_disbursements", "checks_refunds", "checks_relief", "checks_reversals", "checks_write_offs", "collects_by_debit", "creditor_bic", "creditor_iban", "creditor_identifier", "creditor_name", "deferrals_allowed", "first_reminder_days", "formal_notice_days", "function", "id", "keeps_funds_until_withdrawal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "second_reminder_days", "source", "valid_from", "withdrawal_days") VALUES (OLD."account", OLD."cap_binds_rescheduling", OLD."chapter", OLD."checks_amendments", OLD."checks_disbursements", OLD."checks_refunds", OLD."checks_relief", OLD."checks_reversals", OLD."checks_write_offs", OLD."collects_by_debit", OLD."creditor_bic", OLD."creditor_iban", OLD."creditor_identifier", OLD."creditor_name", OLD."deferrals_allowed", OLD."first_reminder_days", OLD."formal_notice_days", OLD."function", OLD."id", OLD."keeps_funds_until_withdrawal", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."second_reminder_days", OLD."source", OLD."valid_from", OLD."withdrawal_days"); RETURN NULL;', hash='bf2f09c7a49c0a119a47b145d7cbc506f20ae35e', operation='DELETE', pgid='pgtrigger_delete_delete_9c9a3', table='loans_moneyrules', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='MoneyRulesEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('valid_from', models.DateField(verbose_name='en vigueur le')),
                        ('source', models.CharField(max_length=200, verbose_name='décision')),
                        ('checks_disbursements', models.BooleanField(default=False, verbose_name='un versement se contrôle à deux')),
                        ('checks_reversals', models.BooleanField(default=False, verbose_name='une contre-passation se contrôle à deux')),
                        ('checks_refunds', models.BooleanField(default=False, verbose_name='une restitution se contrôle à deux')),
                        ('checks_relief', models.BooleanField(default=False, verbose_name='une remise gracieuse se contrôle à deux')),
                        ('checks_write_offs', models.BooleanField(default=False, verbose_name='une admission en non-valeur se contrôle à deux')),
                        ('checks_amendments', models.BooleanField(default=False, verbose_name='un avenant se contrôle à deux')),
                        ('cap_binds_rescheduling', models.BooleanField(default=True, verbose_name='la durée maximale vaut aussi pour un rééchelonnement')),
                        ('deferrals_allowed', models.PositiveSmallIntegerField(default=2, verbose_name='échéances que l’on peut reporter')),
                        ('first_reminder_days', models.PositiveSmallIntegerField(default=8, verbose_name='première relance, jours de retard')),
                        ('second_reminder_days', models.PositiveSmallIntegerField(default=30, verbose_name='deuxième relance, jours de retard')),
                        ('formal_notice_days', models.PositiveSmallIntegerField(default=60, verbose_name='mise en demeure, jours de retard')),
                        ('withdrawal_days', models.PositiveSmallIntegerField(default=0, verbose_name='droit de rétractation, en jours')),
                        ('keeps_funds_until_withdrawal', models.BooleanField(default=False, verbose_name='fonds versés après la rétractation')),
                        ('chapter', models.CharField(default='27', max_length=10, verbose_name='chapitre')),
                        ('account', models.CharField(default='2743', max_length=10, verbose_name='compte des prêts')),
                        ('function', models.CharField(blank=True, max_length=10, verbose_name='fonction')),
                        ('collects_by_debit', models.BooleanField(default=False, verbose_name='la régie prélève les échéances')),
                        ('creditor_name', models.CharField(blank=True, max_length=70, verbose_name='créancier')),
                        ('creditor_identifier', models.CharField(blank=True, max_length=35, verbose_name='identifiant créancier SEPA')),
                        ('creditor_iban', models.CharField(blank=True, max_length=34, verbose_name='IBAN du créancier')),
                        ('creditor_bic', models.CharField(blank=True, max_length=11, verbose_name='identifiant de banque du créancier (BIC)')),
                        ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='enregistré le')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.moneyrules')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='c247a3fcb0d4b4ffdd2f0dfd4a89f8bd286b76da', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_0d395', table='loans_moneyrulesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='7da476617d0b25d2c3c1767ec189dc8494dcf824', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_74fa7', table='loans_moneyrulesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moneyrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='bef73c6c67bb2878af64969470bec41c84b71c98', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_3f2fc', table='loans_moneyrulesevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Pause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(choices=[('arrangement', 'arrangement trouvé avec la personne'), ('over_indebtedness', 'procédure de surendettement'), ('death', 'décès'), ('dispute', 'contestation'), ('other', 'autre raison')], max_length=20, verbose_name='raison')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='précision')),
                        ('starts_on', models.DateField(verbose_name='depuis le')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                        ('noted_at', models.DateTimeField(verbose_name='noté le')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='loans.loan', verbose_name='prêt')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                    ],
                    options={
                        'verbose_name': 'suspension des relances',
                        'verbose_name_plural': 'suspensions des relances',
                        'ordering': ['starts_on', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='pause_days_ordered')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pause',
                    trigger=pgtrigger.compiler.Trigger(name='pause_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pause_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_never_deleted';", hash='c115d9ebb536e6e43775d3cffa6d6021c76555d1', operation='DELETE', pgid='pgtrigger_pause_never_deleted_5682a', table='loans_pause', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pause',
                    trigger=pgtrigger.compiler.Trigger(name='pause_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pause_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_never_emptied';", hash='e556312a5100f9b42d655791e04b51aa3f542b8d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_pause_never_emptied_7c91f', table='loans_pause', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pause',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_pauseevent" ("ends_on", "id", "loan_id", "note", "noted_at", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."loan_id", NEW."note", NEW."noted_at", NEW."noted_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts_on"); RETURN NULL;', hash='2cfa6490150a3c129ddf033a7b7e68e6695c705e', operation='INSERT', pgid='pgtrigger_insert_insert_22b4e', table='loans_pause', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pause',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "loans_pauseevent" ("ends_on", "id", "loan_id", "note", "noted_at", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."loan_id", NEW."note", NEW."noted_at", NEW."noted_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts_on"); RETURN NULL;', hash='674a8fe8b3c06626e2c2d1b4bf01ec2eb251a461', operation='UPDATE', pgid='pgtrigger_update_update_5e845', table='loans_pause', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pause',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_pauseevent" ("ends_on", "id", "loan_id", "note", "noted_at", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (OLD."ends_on", OLD."id", OLD."loan_id", OLD."note", OLD."noted_at", OLD."noted_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."starts_on"); RETURN NULL;', hash='8b51ae1b3eeb599eab052638af766aaef0da4324', operation='DELETE', pgid='pgtrigger_delete_delete_25a36', table='loans_pause', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='PauseEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reason', models.CharField(choices=[('arrangement', 'arrangement trouvé avec la personne'), ('over_indebtedness', 'procédure de surendettement'), ('death', 'décès'), ('dispute', 'contestation'), ('other', 'autre raison')], max_length=20, verbose_name='raison')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='précision')),
                        ('starts_on', models.DateField(verbose_name='depuis le')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                        ('noted_at', models.DateTimeField(verbose_name='noté le')),
                        ('loan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='loans.loan', verbose_name='prêt')),
                        ('noted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.pause')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pauseevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='0c6b41b366b68a2af7636a2e67371d3317c49385', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_91f3e', table='loans_pauseevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pauseevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='cb9ed4b39ba3762f0706545ad670bf22ad517d5c', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_dcaeb', table='loans_pauseevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pauseevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='bb9509b7f9d9f2843fff15dfc4c164f2ddcd03a6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_a8fbe', table='loans_pauseevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='PaymentFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                        ('format', models.CharField(choices=[('csv', 'CSV'), ('camt053', 'camt.053 (ISO 20022)')], max_length=10, verbose_name='format')),
                        ('content', models.BinaryField(verbose_name='contenu')),
                        ('sha256', models.CharField(max_length=64, unique=True, verbose_name='empreinte SHA-256')),
                        ('state', models.CharField(choices=[('reading', 'lecture en cours'), ('mapping', 'colonnes à désigner'), ('preview', 'à vérifier'), ('posting', 'enregistrement en cours'), ('posted', 'enregistré'), ('dropped', 'abandonné')], default='reading', max_length=10, verbose_name='état')),
                        ('lines_total', models.PositiveIntegerField(default=0, verbose_name='lignes')),
                        ('lines_done', models.PositiveIntegerField(default=0, verbose_name='lignes traitées')),
                        ('trouble', models.CharField(blank=True, max_length=200, verbose_name='difficulté')),
                        ('received_at', models.DateTimeField(verbose_name='reçu le')),
                        ('posted_at', models.DateTimeField(blank=True, null=True, verbose_name='enregistré le')),
                        ('left_out', models.JSONField(blank=True, default=list, verbose_name='lignes non retenues')),
                        ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                        ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reçu par')),
                    ],
                    options={
                        'verbose_name': 'fichier de paiements',
                        'verbose_name_plural': 'fichiers de paiements',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('posted_at__isnull', False), ('state', 'posted')), models.Q(models.Q(('state', 'posted'), _negated=True), ('posted_at', None)), _connector='OR'), name='paymentfile_posted_says_when')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfile',
                    trigger=pgtrigger.compiler.Trigger(name='paymentfile_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.name, OLD.format, OLD.content, OLD.sha256) IS DISTINCT FROM ROW(NEW.name, NEW.format, NEW.content, NEW.sha256) THEN\n                RAISE EXCEPTION 'paymentfile_stays: a file is what was received' USING ERRCODE = 'check_violation', CONSTRAINT = 'paymentfile_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='320daf998f58df92dfe67237b212cd0cc666c3cb', operation='UPDATE', pgid='pgtrigger_paymentfile_stays_397b0', table='loans_paymentfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfile',
                    trigger=pgtrigger.compiler.Trigger(name='paymentfile_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'paymentfile_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'paymentfile_never_deleted';", hash='b70c4132cec6cd07d2e7a7ec591229b85fdf98d9', operation='DELETE', pgid='pgtrigger_paymentfile_never_deleted_3f83f', table='loans_paymentfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfile',
                    trigger=pgtrigger.compiler.Trigger(name='paymentfile_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'paymentfile_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'paymentfile_never_emptied';", hash='a22fb0deb46284dcd6dd62a7b2c92de7946bacc0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_paymentfile_never_emptied_a0ee8', table='loans_paymentfile', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfile',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_paymentfileevent" ("format", "id", "lines_done", "lines_total", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_at", "posted_by_id", "received_at", "received_by_id", "sha256", "state", "trouble") VALUES (NEW."format", NEW."id", NEW."lines_done", NEW."lines_total", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."posted_at", NEW."posted_by_id", NEW."received_at", NEW."received_by_id", NEW."sha256", NEW."state", NEW."trouble"); RETURN NULL;', hash='93173f1ce3c543907af1a05c7f7a2c3a62dda30f', operation='INSERT', pgid='pgtrigger_insert_insert_4d327', table='loans_paymentfile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfile',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lines_done" IS DISTINCT FROM (NEW."lines_done") OR OLD."lines_total" IS DISTINCT FROM (NEW."lines_total") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."posted_at" IS DISTINCT FROM (NEW."posted_at") OR OLD."posted_by_id" IS DISTINCT FROM (NEW."posted_by_id") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."received_by_id" IS DISTINCT FROM (NEW."received_by_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."trouble" IS DISTINCT FROM (NEW."trouble"))', func='INSERT INTO "loans_paymentfileevent" ("format", "id", "lines_done", "lines_total", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_at", "posted_by_id", "received_at", "received_by_id", "sha256", "state", "trouble") VALUES (NEW."format", NEW."id", NEW."lines_done", NEW."lines_total", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."posted_at", NEW."posted_by_id", NEW."received_at", NEW."received_by_id", NEW."sha256", NEW."state", NEW."trouble"); RETURN NULL;', hash='21fa447457fcd419c7185897daeaadfd8a1b288a', operation='UPDATE', pgid='pgtrigger_update_update_5a6b7', table='loans_paymentfile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfile',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "loans_paymentfileevent" ("format", "id", "lines_done", "lines_total", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_at", "posted_by_id", "received_at", "received_by_id", "sha256", "state", "trouble") VALUES (OLD."format", OLD."id", OLD."lines_done", OLD."lines_total", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."posted_at", OLD."posted_by_id", OLD."received_at", OLD."received_by_id", OLD."sha256", OLD."state", OLD."trouble"); RETURN NULL;', hash='1a64644231048225f83ba6c8808a19367ada5570', operation='DELETE', pgid='pgtrigger_delete_delete_1b120', table='loans_paymentfile', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='FileWork',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='fait')),
                        ('total', models.PositiveIntegerField(default=0, verbose_name='en tout')),
                        ('beat_at', models.DateTimeField(verbose_name='dernier signe de vie')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                        ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='work', to='loans.paymentfile', verbose_name='fichier')),
                    ],
                    options={
                        'verbose_name': 'traitement d’un fichier',
                        'verbose_name_plural': 'traitements des fichiers',
                    },
                ),
                migrations.CreateModel(
                    name='PaymentFileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                        ('format', models.CharField(choices=[('csv', 'CSV'), ('camt053', 'camt.053 (ISO 20022)')], max_length=10, verbose_name='format')),
                        ('sha256', models.CharField(max_length=64, verbose_name='empreinte SHA-256')),
                        ('state', models.CharField(choices=[('reading', 'lecture en cours'), ('mapping', 'colonnes à désigner'), ('preview', 'à vérifier'), ('posting', 'enregistrement en cours'), ('posted', 'enregistré'), ('dropped', 'abandonné')], default='reading', max_length=10, verbose_name='état')),
                        ('lines_total', models.PositiveIntegerField(default=0, verbose_name='lignes')),
                        ('lines_done', models.PositiveIntegerField(default=0, verbose_name='lignes traitées')),
                        ('trouble', models.CharField(blank=True, max_length=200, verbose_name='difficulté')),
                        ('received_at', models.DateTimeField(verbose_name='reçu le')),
                        ('posted_at', models.DateTimeField(blank=True, null=True, verbose_name='enregistré le')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='loans.paymentfile')),
                        ('posted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                        ('received_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reçu par')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfileevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='6c04487b3be1cad784234dea0806eec44cca6bb4', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_c8d7b', table='loans_paymentfileevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfileevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='10ea028c0050b062f1bb60f99b8daa806eff7204', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_bac4f', table='loans_paymentfileevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentfileevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='bbbe589aba423d4a22471c2f8b3a9c9de36fae4e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_ffe16', table='loans_paymentfileevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='PortfolioImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                        ('content', models.BinaryField(verbose_name='contenu')),
                        ('sha256', models.CharField(max_length=64, verbose_name='empreinte SHA-256')),
                        ('control_total', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='reste dû annoncé, au total')),
                        ('rows', models.PositiveIntegerField(default=0, verbose_name='lignes')),
                        ('errors', models.JSONField(default=list, verbose_name='erreurs')),
                        ('checked_at', models.DateTimeField(verbose_name='vérifié le')),
                        ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='reprise commencée le')),
                        ('taken_over_at', models.DateTimeField(blank=True, null=True, verbose_name='repris le')),
                        ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vérifié par')),
                    ],
                    options={
                        'verbose_name': 'reprise de portefeuille',
                        'verbose_name_plural': 'reprises de portefeuille',
                        'ordering': ['-id'],
                        'permissions': [('take_over_portfolio', 'peut reprendre un portefeuille')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('taken_over_at__isnull', False)), fields=('sha256',), name='portfolioimport_taken_over_once'), models.CheckConstraint(condition=models.Q(('taken_over_at', None), models.Q(('errors', []), ('rows__gt', 0)), _connector='OR'), name='portfolioimport_without_errors'), models.CheckConstraint(condition=models.Q(('control_total__gte', 0)), name='portfolioimport_total_not_negative')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('schedule', 'échéanciers'), ('agreement', 'contrats'), ('receipt', 'derniers reçus'), ('settlement', 'attestations de solde'), ('reminder', 'lettres de relance'), ('document', 'documents')], max_length=20, verbose_name='papiers')),
                        ('query', models.CharField(blank=True, max_length=500, verbose_name='liste')),
                        ('both_sides', models.BooleanField(default=True, verbose_name='recto verso')),
                        ('state', models.CharField(choices=[('waiting', 'en attente'), ('running', 'en cours'), ('ready', 'prêt'), ('cancelled', 'annulé'), ('failed', 'interrompu')], default='waiting', max_length=10, verbose_name='état')),
                        ('total', models.PositiveIntegerField(default=0, verbose_name='papiers à faire')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='papiers faits')),
                        ('trouble', models.CharField(blank=True, max_length=200, verbose_name='difficulté')),
                        ('pages', models.PositiveIntegerField(default=0, verbose_name='pages')),
                        ('size', models.PositiveBigIntegerField(default=0, verbose_name='octets')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('alive_at', models.DateTimeField(blank=True, null=True, verbose_name='dernier signe')),
                        ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='fini le')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                    ],
                    options={
                        'verbose_name': 'impression groupée',
                        'verbose_name_plural': 'impressions groupées',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='printbatch_done_within_total')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField(verbose_name='rang')),
                        ('trouble', models.CharField(blank=True, max_length=200, verbose_name='difficulté')),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='loans.printbatch', verbose_name='impression')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='document')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.loan', verbose_name='prêt')),
                    ],
                    options={
                        'verbose_name': 'papier à imprimer',
                        'verbose_name_plural': 'papiers à imprimer',
                        'ordering': ['batch', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('batch', 'position'), name='printitem_one_per_position')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintPiece',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='rang')),
                        ('content', models.BinaryField(verbose_name='contenu')),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='loans.printbatch', verbose_name='impression')),
                    ],
                    options={
                        'verbose_name': 'morceau de fichier',
                        'verbose_name_plural': 'morceaux de fichier',
                        'ordering': ['batch', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='printpiece_one_per_number')],
                    },
                ),
                migrations.CreateModel(
                    name='ReminderBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('chosen', models.JSONField(verbose_name='prêts choisis')),
                        ('state', models.CharField(choices=[('waiting', 'en attente'), ('running', 'en cours'), ('ready', 'prêt'), ('cancelled', 'annulé'), ('failed', 'interrompu')], default='waiting', max_length=10, verbose_name='état')),
                        ('total', models.PositiveIntegerField(verbose_name='lettres à faire')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='lettres traitées')),
                        ('left_out', models.JSONField(default=list, verbose_name='prêts laissés de côté')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('alive_at', models.DateTimeField(verbose_name='dernier signe')),
                        ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='fini le')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                    ],
                    options={
                        'verbose_name': 'lot de relances',
                        'verbose_name_plural': 'lots de relances',
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='reminderbatch_done_within_total')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reminderbatch',
                    trigger=pgtrigger.compiler.Trigger(name='reminderbatch_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.chosen, OLD.total, OLD.asked_at, OLD.asked_by_id) IS DISTINCT FROM ROW(NEW.chosen, NEW.total, NEW.asked_at, NEW.asked_by_id) THEN\n                RAISE EXCEPTION 'reminderbatch_stays: a batch is what was asked' USING ERRCODE = 'check_violation', CONSTRAINT = 'reminderbatch_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='bb79803822a35bb276293f4851bd14bc5df222fb', operation='UPDATE', pgid='pgtrigger_reminderbatch_stays_a066c', table='loans_reminderbatch', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('first', 'relance courtoise'), ('second', 'relance et rendez-vous'), ('formal_notice', 'mise en demeure')], max_length=15, verbose_name='étape')),
                        ('late_since', models.DateField(verbose_name='en retard depuis le')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='en retard')),
                        ('issued_at', models.DateTimeField(verbose_name='émise le')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='lettre')),
                        ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='émise par')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='loans.loan', verbose_name='prêt')),
                        ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='loans.reminderbatch', verbose_name='lot de relances')),
                    ],
                    options={
                        'verbose_name': 'relance',
                        'verbose_name_plural': 'relances',
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('loan', 'step', 'late_since'), name='reminder_once_per_debt'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='reminder_amount_positive')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reminder',
                    trigger=pgtrigger.compiler.Trigger(name='reminder_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reminder_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'reminder_append_only';", hash='a69e15e7651791bc8ad5c2912fa51067ad3e6b3e', operation='UPDATE OR DELETE', pgid='pgtrigger_reminder_append_only_9e688', table='loans_reminder', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reminder',
                    trigger=pgtrigger.compiler.Trigger(name='reminder_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reminder_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'reminder_never_emptied';", hash='9bdcd89b86abeef03ea662c36879b66caafd48ea', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_reminder_never_emptied_f7233', table='loans_reminder', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Slip',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('payment_orders', 'bordereau de mandats'), ('revenue_orders', 'bordereau de titres')], max_length=20, verbose_name='bordereau')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='exercice')),
                        ('number', models.PositiveIntegerField(verbose_name='n°')),
                        ('drawn_up_at', models.DateTimeField(verbose_name='établi le')),
                        ('sent_on', models.DateField(blank=True, null=True, verbose_name='transmis le')),
                        ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='document')),
                        ('drawn_up_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='établi par')),
                    ],
                    options={
                        'verbose_name': 'bordereau',
                        'verbose_name_plural': 'bordereaux',
                        'ordering': ['-id'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'year', 'number'), name='slip_number_unique')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='slip',
                    trigger=pgtrigger.compiler.Trigger(name='slip_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.kind, OLD.year, OLD.number, OLD.drawn_up_at, OLD.drawn_up_by_id) IS DISTINCT FROM ROW(NEW.kind, NEW.year, NEW.number, NEW.drawn_up_at, NEW.drawn_up_by_id) THEN\n                RAISE EXCEPTION 'slip_stays: a slip keeps its number' USING ERRCODE = 'check_violation', CONSTRAINT = 'slip_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='a34eeefc670365513abc1aa952ce86bd55bea47b', operation='UPDATE', pgid='pgtrigger_slip_stays_decaa', table='loans_slip', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='slip',
                    trigger=pgtrigger.compiler.Trigger(name='slip_sent_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.sent_on) IS DISTINCT FROM ROW(NEW.sent_on) AND NOT (OLD.sent_on IS NULL) THEN\n                RAISE EXCEPTION 'slip_sent_once: a slip that left has left' USING ERRCODE = 'check_violation', CONSTRAINT = 'slip_sent_once';\n            END IF;\n            RETURN NEW;\n        ", hash='75301b5434fe6691729441fc6a469fdcb5e5a4e6', operation='UPDATE', pgid='pgtrigger_slip_sent_once_e26d0', table='loans_slip', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='slip',
                    trigger=pgtrigger.compiler.Trigger(name='slip_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'slip_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'slip_never_deleted';", hash='9e59d127ea5423d5f7b3107a4de5291e4519a70a', operation='DELETE', pgid='pgtrigger_slip_never_deleted_e2317', table='loans_slip', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='slip',
                    trigger=pgtrigger.compiler.Trigger(name='slip_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'slip_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'slip_never_emptied';", hash='04c7601cb738712a6cab104e330bbb7b2cb574f9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_slip_never_emptied_f733a', table='loans_slip', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='TakenOverLoan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('former_reference', models.CharField(max_length=60, verbose_name='ancienne référence')),
                        ('loan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_over', to='loans.loan', verbose_name='prêt')),
                        ('portfolio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='loans.portfolioimport', verbose_name='reprise')),
                    ],
                    options={
                        'verbose_name': 'prêt repris',
                        'verbose_name_plural': 'prêts repris',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='takenoverloan',
                    trigger=pgtrigger.compiler.Trigger(name='takenoverloan_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'takenoverloan_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'takenoverloan_append_only';", hash='6940ddd4b133c80726e9c1fa072928c2a6c97263', operation='UPDATE OR DELETE', pgid='pgtrigger_takenoverloan_append_only_19e16', table='loans_takenoverloan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='takenoverloan',
                    trigger=pgtrigger.compiler.Trigger(name='takenoverloan_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'takenoverloan_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'takenoverloan_never_emptied';", hash='1813e2ade03303366afd94384b650084a1b3d320', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_takenoverloan_never_emptied_b1795', table='loans_takenoverloan', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LedgerEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sequence', models.PositiveIntegerField(verbose_name='rang')),
                        ('kind', models.CharField(choices=[('disbursement', 'versement'), ('repayment', 'remboursement'), ('reversal', 'contre-passation'), ('refund', 'restitution d’un trop-perçu'), ('relief', 'remise gracieuse'), ('write_off', 'admission en non-valeur'), ('recovery', 'recouvrement après non-valeur')], max_length=12, verbose_name='écriture')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('effect', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='effet sur le reste dû')),
                        ('channel', models.CharField(blank=True, choices=[('card', 'carte'), ('cash', 'espèces'), ('cheque', 'chèque'), ('transfer', 'virement'), ('payment_order', 'mandat'), ('direct_debit', 'prélèvement')], max_length=15, verbose_name='moyen')),
                        ('voucher', models.CharField(blank=True, max_length=40, verbose_name='n° de mandat, de titre ou de quittance')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='motif')),
                        ('value_on', models.DateField(verbose_name='date de valeur')),
                        ('posted_at', models.DateTimeField(verbose_name='enregistrée le')),
                        ('posted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                        ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='loans.ledgerentry', verbose_name='contre-passe')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='loans.loan', verbose_name='prêt')),
                        ('chain', models.CharField(blank=True, max_length=64, verbose_name='empreinte chaînée')),
                        ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='contrôlée par')),
                        ('deliberation', models.CharField(blank=True, max_length=60, verbose_name='délibération')),
                        ('lost', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=10, verbose_name='effet sur les non-valeurs')),
                        ('surplus', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=10, verbose_name='effet sur le trop-perçu')),
                    ],
                    options={
                        'verbose_name': 'écriture',
                        'verbose_name_plural': 'écritures',
                        'ordering': ['loan', 'sequence'],
                    },
                ),
                migrations.CreateModel(
                    name='LoanDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='loan_document', to='documents.issueddocument', verbose_name='document')),
                        ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipt', to='loans.ledgerentry', verbose_name='écriture')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='loans.loan', verbose_name='prêt')),
                        ('digest', models.CharField(blank=True, max_length=64, verbose_name='empreinte de ce qui était convenu')),
                    ],
                    options={
                        'verbose_name': 'document de prêt',
                        'verbose_name_plural': 'documents de prêt',
                        'ordering': ['id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loandocument',
                    trigger=pgtrigger.compiler.Trigger(name='loandocument_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'loandocument_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'loandocument_append_only';", hash='9cdaf138c0087aca2be29ccc4407eafba052139d', operation='UPDATE OR DELETE', pgid='pgtrigger_loandocument_append_only_1604f', table='loans_loandocument', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loandocument',
                    trigger=pgtrigger.compiler.Trigger(name='loandocument_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'loandocument_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'loandocument_never_emptied';", hash='8897b629de330600e3e7e4a2ae24e4b2d81c28f5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_loandocument_never_emptied_6a96b', table='loans_loandocument', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DebitOutcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noted_at', models.DateTimeField(verbose_name='noté le')),
                        ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.ledgerentry', verbose_name='écriture')),
                        ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='loans.debitline', verbose_name='prélèvement')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                    ],
                    options={
                        'verbose_name': 'suite d’un prélèvement',
                        'verbose_name_plural': 'suites de prélèvements',
                        'ordering': ['id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitoutcome',
                    trigger=pgtrigger.compiler.Trigger(name='debitoutcome_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitoutcome_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitoutcome_append_only';", hash='7e2529e12d0c3f6af5f319e3d2fd0db40badaaf0', operation='UPDATE OR DELETE', pgid='pgtrigger_debitoutcome_append_only_1a722', table='loans_debitoutcome', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='debitoutcome',
                    trigger=pgtrigger.compiler.Trigger(name='debitoutcome_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'debitoutcome_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'debitoutcome_never_emptied';", hash='090ef822f1478bcfe89d52193559be03d43370b1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_debitoutcome_never_emptied_13867', table='loans_debitoutcome', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='PaymentLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='ligne')),
                        ('fingerprint', models.CharField(max_length=64, verbose_name='empreinte')),
                        ('booked_on', models.DateField(verbose_name='date')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('payer', models.CharField(blank=True, max_length=140, verbose_name='payeur')),
                        ('payer_account', models.CharField(blank=True, max_length=34, verbose_name='compte du payeur')),
                        ('wording', models.CharField(blank=True, max_length=300, verbose_name='libellé')),
                        ('bank_reference', models.CharField(blank=True, max_length=60, verbose_name='référence bancaire')),
                        ('state', models.CharField(choices=[('matched', 'rapprochée'), ('unmatched', 'à rapprocher'), ('duplicate', 'déjà reçue'), ('set_aside', 'écartée'), ('dropped', 'abandonnée avec son fichier'), ('posted', 'enregistrée')], default='unmatched', max_length=10, verbose_name='état')),
                        ('confidence', models.PositiveSmallIntegerField(default=0, verbose_name='confiance, sur 100')),
                        ('why', models.CharField(blank=True, max_length=200, verbose_name='raison du rapprochement')),
                        ('keeps_surplus', models.BooleanField(default=False, verbose_name='garder le trop-perçu')),
                        ('trouble', models.CharField(blank=True, max_length=300, verbose_name='refus à l’enregistrement')),
                        ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payment_line', to='loans.ledgerentry', verbose_name='écriture')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='loans.paymentfile', verbose_name='fichier')),
                        ('loan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.loan', verbose_name='prêt')),
                    ],
                    options={
                        'verbose_name': 'ligne de paiement',
                        'verbose_name_plural': 'lignes de paiement',
                        'ordering': ['file', 'number'],
                        'indexes': [models.Index(fields=['state', 'id'], name='loans_payme_state_1d58af_idx'), models.Index(fields=['fingerprint'], name='loans_payme_fingerp_8c2d36_idx'), models.Index(fields=['loan', 'state'], name='loans_payme_loan_id_40694a_idx')],
                        'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='paymentline_number_unique'), models.UniqueConstraint(condition=models.Q(('state__in', ['duplicate', 'dropped']), _negated=True), fields=('fingerprint',), name='paymentline_once_across_files'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='paymentline_amount_positive'), models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('loan__isnull', False), ('state', 'posted')), models.Q(models.Q(('state', 'posted'), _negated=True), ('entry', None)), _connector='OR'), name='paymentline_posted_has_entry')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentline',
                    trigger=pgtrigger.compiler.Trigger(name='paymentline_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' OR OLD.state = 'posted' AND OLD IS DISTINCT FROM NEW\n            OR ROW(OLD.file_id, OLD.number, OLD.fingerprint, OLD.booked_on, OLD.amount, OLD.payer, OLD.wording,\n                   OLD.bank_reference)\n            IS DISTINCT FROM ROW(NEW.file_id, NEW.number, NEW.fingerprint, NEW.booked_on, NEW.amount, NEW.payer,\n                   NEW.wording, NEW.bank_reference)\n        THEN\n            RAISE EXCEPTION 'paymentline_stays: a line is what the bank wrote, and a posted one is posted' USING ERRCODE = 'check_violation', CONSTRAINT = 'paymentline_stays';\n        END IF;\n        RETURN NEW;\n    ", hash='cdd788eed729ff9bc264f4e0d7e1a62510b34b7b', operation='UPDATE OR DELETE', pgid='pgtrigger_paymentline_stays_be656', table='loans_paymentline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentline',
                    trigger=pgtrigger.compiler.Trigger(name='paymentline_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'paymentline_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'paymentline_never_emptied';", hash='32fcedb2350049e1105071550c24291e94d17a96', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_paymentline_never_emptied_65350', table='loans_paymentline', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='PostingRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('disbursement', 'versement'), ('repayment', 'remboursement'), ('reversal', 'contre-passation'), ('refund', 'restitution d’un trop-perçu'), ('relief', 'remise gracieuse'), ('write_off', 'admission en non-valeur'), ('recovery', 'recouvrement après non-valeur')], max_length=12, verbose_name='écriture')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='montant')),
                        ('value_on', models.DateField(verbose_name='date de valeur')),
                        ('channel', models.CharField(blank=True, choices=[('card', 'carte'), ('cash', 'espèces'), ('cheque', 'chèque'), ('transfer', 'virement'), ('payment_order', 'mandat'), ('direct_debit', 'prélèvement')], max_length=15, verbose_name='moyen')),
                        ('voucher', models.CharField(blank=True, max_length=40, verbose_name='n° de mandat, de titre ou de quittance')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='motif')),
                        ('deliberation', models.CharField(blank=True, max_length=60, verbose_name='délibération')),
                        ('asked_at', models.DateTimeField(verbose_name='demandée le')),
                        ('is_approved', models.BooleanField(blank=True, null=True, verbose_name='accordée')),
                        ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondue le')),
                        ('refusal', models.CharField(blank=True, max_length=200, verbose_name='motif du refus')),
                        ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='répondue par')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandée par')),
                        ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posting_requests', to='loans.loan', verbose_name='prêt')),
                        ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='loans.ledgerentry', verbose_name='contre-passe')),
                    ],
                    options={
                        'verbose_name': 'saisie à contrôler',
                        'verbose_name_plural': 'saisies à contrôler',
                        'ordering': ['id'],
                        'permissions': [('check_posting', 'peut contrôler une saisie')],
                        'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['id'], name='postingrequest_waiting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='postingrequest_amount_positive'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('asked_by')), _negated=True), _connector='OR'), name='postingrequest_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('is_approved', None), ('refusal', '')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('is_approved', True), ('refusal', '')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('is_approved', False), models.Q(('refusal', ''), _negated=True)), _connector='OR'), name='postingrequest_answer_is_whole')],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name='LedgerEntry',
            name='request',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='loans.postingrequest', verbose_name='saisie contrôlée'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(fields=('loan', 'sequence'), name='ledgerentry_sequence_unique'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='ledgerentry_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reversal'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='ledgerentry_reversal_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'repayment'), _negated=True), models.Q(('channel', ''), _negated=True), _connector='OR'), name='ledgerentry_repayment_has_channel'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effect', models.F('amount')), ('kind', 'disbursement'), ('lost', 0), ('reverses', None), ('surplus', 0)), models.Q(('effect', django.db.models.expressions.CombinedExpression(models.F('surplus'), '-', models.F('amount'))), ('kind', 'repayment'), ('lost', 0), ('reverses', None), ('surplus__gte', 0), ('surplus__lte', models.F('amount'))), models.Q(('effect', 0), ('kind', 'refund'), ('lost', 0), ('reverses', None), ('surplus', django.db.models.expressions.CombinedExpression(models.Value(0), '-', models.F('amount')))), models.Q(('effect', django.db.models.expressions.CombinedExpression(models.Value(0), '-', models.F('amount'))), ('kind', 'relief'), ('lost', 0), ('reverses', None), ('surplus', 0)), models.Q(('effect', django.db.models.expressions.CombinedExpression(models.Value(0), '-', models.F('amount'))), ('kind', 'write_off'), ('lost', models.F('amount')), ('reverses', None), ('surplus', 0)), models.Q(('effect', 0), ('kind', 'recovery'), ('lost', django.db.models.expressions.CombinedExpression(models.Value(0), '-', models.F('amount'))), ('reverses', None), ('surplus', 0)), models.Q(('kind', 'reversal'), ('reverses__isnull', False)), _connector='OR'), name='ledgerentry_effect_agrees'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['relief', 'write_off']), _negated=True), models.Q(('deliberation', ''), _negated=True), _connector='OR'), name='ledgerentry_relief_has_deliberation', violation_error_message='Une remise gracieuse ou une admission en non-valeur porte sa délibération.'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_by', None), ('request', None)), models.Q(('checked_by__isnull', False), ('request__isnull', False), models.Q(('checked_by', models.F('posted_by')), _negated=True)), _connector='OR'), name='ledgerentry_checked_by_another'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['value_on'], name='loans_ledge_value_o_e9c41c_idx'),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'ledgerentry_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_append_only';", hash='41f6dc204992336a62de50e22fcbf08ae5beb5a6', operation='UPDATE OR DELETE', pgid='pgtrigger_ledgerentry_append_only_b5557', table='loans_ledgerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'ledgerentry_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_never_emptied';", hash='1b9b17f38262e5ffec3a982c6c6820764be64faa', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_ledgerentry_never_emptied_591ad', table='loans_ledgerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_chained', sql=pgtrigger.compiler.UpsertTriggerSql(declare="DECLARE field text; line text := '';", func='\n        PERFORM FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;\n        FOREACH field IN ARRAY ARRAY[\n            coalesce((SELECT chain FROM loans_ledgerentry\n                      WHERE loan_id = NEW.loan_id AND sequence = NEW.sequence - 1), \'\'),\n            NEW.loan_id::text, NEW.sequence::text, NEW.kind, NEW.amount::numeric(10,2)::text,\n            NEW.effect::numeric(10,2)::text, NEW.surplus::numeric(10,2)::text, NEW.lost::numeric(10,2)::text,\n            NEW.channel, NEW.voucher, NEW.note, NEW.deliberation, coalesce(NEW.reverses_id::text, \'\'),\n            NEW.value_on::text, to_char(NEW.posted_at AT TIME ZONE \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS.US\'),\n            NEW.posted_by_id::text, coalesce(NEW.checked_by_id::text, \'\'), coalesce(NEW.request_id::text, \'\')\n        ] LOOP\n            line := line || length(field) || \':\' || field;\n        END LOOP;\n        NEW.chain := encode(sha256(convert_to(line, \'UTF8\')), \'hex\');\n        RETURN NEW;\n    ', hash='a46c2fd0c72854db87bf977b364a118c9ef7d8aa', operation='INSERT', pgid='pgtrigger_ledgerentry_chained_ecb1f', table='loans_ledgerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_checked_where_ruled', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE rules loans_moneyrules%ROWTYPE; asked loans_postingrequest%ROWTYPE;', func="\n        IF NEW.request_id IS NOT NULL THEN\n            SELECT * INTO asked FROM loans_postingrequest WHERE id = NEW.request_id FOR SHARE;\n            IF asked.is_approved IS NOT TRUE\n                OR ROW(asked.loan_id, asked.kind, asked.amount, asked.value_on, asked.reverses_id, asked.asked_by_id,\n                       asked.answered_by_id)\n                IS DISTINCT FROM ROW(NEW.loan_id, NEW.kind, NEW.amount, NEW.value_on, NEW.reverses_id, NEW.posted_by_id,\n                       NEW.checked_by_id)\n            THEN\n                RAISE EXCEPTION 'ledgerentry_repeats_request: an entry is what was asked and approved' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_repeats_request';\n            END IF;\n            RETURN NEW;\n        END IF;\n        SELECT * INTO rules FROM loans_moneyrules\n        WHERE valid_from <= (NEW.posted_at AT TIME ZONE 'Europe/Paris')::date\n        ORDER BY valid_from DESC LIMIT 1;\n        IF (NEW.kind = 'disbursement' AND rules.checks_disbursements)\n            OR (NEW.kind = 'reversal' AND rules.checks_reversals)\n            OR (NEW.kind = 'refund' AND rules.checks_refunds) OR (NEW.kind = 'relief' AND rules.checks_relief)\n            OR (NEW.kind = 'write_off' AND rules.checks_write_offs)\n        THEN\n            RAISE EXCEPTION 'ledgerentry_checked_where_ruled: the rules ask for a second person' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_checked_where_ruled';\n        END IF;\n        RETURN NEW;\n    ", hash='bbdb3182ed9b855f46b0eec67a28cf11db63e9a1', operation='INSERT', pgid='pgtrigger_ledgerentry_checked_where_ruled_abaf1', table='loans_ledgerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_month_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM pg_advisory_xact_lock_shared(7405001);\n        IF EXISTS (SELECT FROM loans_closedmonth WHERE first_day > NEW.value_on - interval '1 month') THEN\n            RAISE EXCEPTION 'ledgerentry_month_open: this month is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_month_open';\n        END IF;\n        RETURN NEW;\n    ", hash='2e4e7d87eaee87e3ca8e50d514396c6606fc9980', operation='INSERT', pgid='pgtrigger_ledgerentry_month_open_ee606', table='loans_ledgerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_within_bounds', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE loan loans_loan%ROWTYPE; target loans_ledgerentry%ROWTYPE; outstanding numeric; overpaid numeric; irrecoverable numeric; last int;', func="\n        SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id FOR UPDATE;\n        IF NEW.reverses_id IS NOT NULL THEN\n            SELECT * INTO target FROM loans_ledgerentry WHERE id = NEW.reverses_id;\n            IF target.loan_id <> NEW.loan_id OR target.kind = 'reversal' OR NEW.amount <> target.amount\n                OR NEW.effect <> -target.effect OR NEW.surplus <> -target.surplus OR NEW.lost <> -target.lost\n            THEN\n                RAISE EXCEPTION 'ledgerentry_reversal_matches: a reversal answers one entry of the same loan, whole' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_reversal_matches';\n            END IF;\n        END IF;\n        IF NEW.kind = 'disbursement' AND NEW.amount + (\n            SELECT coalesce(sum(amount), 0) FROM loans_ledgerentry paid\n            WHERE paid.loan_id = NEW.loan_id AND paid.kind = 'disbursement'\n              AND NOT EXISTS (SELECT FROM loans_ledgerentry back WHERE back.reverses_id = paid.id)\n        ) > loan.principal THEN\n            RAISE EXCEPTION 'ledgerentry_disbursed_once: a loan is paid out once, whole or in parts' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_disbursed_once';\n        END IF;\n        SELECT coalesce(sum(effect), 0) + NEW.effect, coalesce(sum(surplus), 0) + NEW.surplus,\n               coalesce(sum(lost), 0) + NEW.lost, coalesce(max(sequence), 0)\n        INTO outstanding, overpaid, irrecoverable, last FROM loans_ledgerentry WHERE loan_id = NEW.loan_id;\n        IF overpaid < 0 OR irrecoverable < 0 THEN\n            RAISE EXCEPTION 'ledgerentry_gives_back_what_it_has: more is given back, or recovered, than there is' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_gives_back_what_it_has';\n        END IF;\n        IF outstanding < 0 OR outstanding > loan.principal THEN\n            RAISE EXCEPTION 'ledgerentry_within_bounds: outstanding would be % for a principal of %', outstanding, loan.principal\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_within_bounds';\n        END IF;\n        IF NEW.sequence <> last + 1 THEN\n            RAISE EXCEPTION 'ledgerentry_no_gap: entries are numbered one after the other' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledgerentry_no_gap';\n        END IF;\n        RETURN NEW;\n    ", hash='1d76b7c8d1b2b3f5b703a5e8ed0571fde1ebb75f', operation='INSERT', pgid='pgtrigger_ledgerentry_within_bounds_b97d5', table='loans_ledgerentry', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='ledgerentry_agrees_with_loan', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE loan loans_loan%ROWTYPE; owed numeric; paid_out numeric;', func="\n    SELECT * INTO loan FROM loans_loan WHERE id = NEW.loan_id;\n    SELECT coalesce(sum(effect), 0), coalesce(sum(effect) FILTER (WHERE kind = 'disbursement'), 0)\n    INTO owed, paid_out FROM loans_ledgerentry WHERE loan_id = loan.id;\n    IF loan.state IN ('to_sign', 'signed', 'cancelled') AND owed <> 0\n        OR loan.state = 'active' AND owed = 0\n        OR loan.state = 'settled' AND (owed <> 0 OR paid_out = 0)\n        OR loan.state IN ('waived', 'written_off') AND (owed <> 0 OR NOT EXISTS (\n            SELECT FROM loans_ledgerentry ended WHERE ended.loan_id = loan.id\n              AND ended.kind = CASE loan.state WHEN 'waived' THEN 'relief' ELSE 'write_off' END\n              AND NOT EXISTS (SELECT FROM loans_ledgerentry back WHERE back.reverses_id = ended.id)\n        ))\n    THEN\n        RAISE EXCEPTION 'loan_agrees_with_ledger: % with % € outstanding', loan.state, owed\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_agrees_with_ledger';\n    END IF;\n    IF NOT EXISTS (SELECT FROM loans_schedule WHERE loan_id = loan.id) THEN\n        RAISE EXCEPTION 'loan_has_schedule: a loan is drawn up with its schedule'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'loan_has_schedule';\n    END IF;\n    RETURN NULL;\n", hash='41aa491165de7408c656a886e43039abf8f12e08', operation='INSERT', pgid='pgtrigger_ledgerentry_agrees_with_loan_29086', table='loans_ledgerentry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='postingrequest',
                    trigger=pgtrigger.compiler.Trigger(name='postingrequest_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.loan_id, OLD.kind, OLD.amount, OLD.value_on, OLD.channel, OLD.voucher, OLD.note, OLD.deliberation, OLD.reverses_id, OLD.asked_at, OLD.asked_by_id) IS DISTINCT FROM ROW(NEW.loan_id, NEW.kind, NEW.amount, NEW.value_on, NEW.channel, NEW.voucher, NEW.note, NEW.deliberation, NEW.reverses_id, NEW.asked_at, NEW.asked_by_id) THEN\n                RAISE EXCEPTION 'postingrequest_stays: what is asked stays as it was asked' USING ERRCODE = 'check_violation', CONSTRAINT = 'postingrequest_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='eea94ac45bd0968108f5c6f680ca5ac12dcd445d', operation='UPDATE', pgid='pgtrigger_postingrequest_stays_709c7', table='loans_postingrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='postingrequest',
                    trigger=pgtrigger.compiler.Trigger(name='postingrequest_answered_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.is_approved, OLD.answered_at, OLD.answered_by_id, OLD.refusal) IS DISTINCT FROM ROW(NEW.is_approved, NEW.answered_at, NEW.answered_by_id, NEW.refusal) AND NOT (OLD.answered_at IS NULL) THEN\n                RAISE EXCEPTION 'postingrequest_answered_once: an answer is given once' USING ERRCODE = 'check_violation', CONSTRAINT = 'postingrequest_answered_once';\n            END IF;\n            RETURN NEW;\n        ", hash='8898d2d239ff34bf380f705b5d3035782426418a', operation='UPDATE', pgid='pgtrigger_postingrequest_answered_once_939dd', table='loans_postingrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='postingrequest',
                    trigger=pgtrigger.compiler.Trigger(name='postingrequest_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'postingrequest_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'postingrequest_never_deleted';", hash='9da785ba8566dd0153a7783f8fa1b45983e90f8c', operation='DELETE', pgid='pgtrigger_postingrequest_never_deleted_5d639', table='loans_postingrequest', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='postingrequest',
                    trigger=pgtrigger.compiler.Trigger(name='postingrequest_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'postingrequest_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'postingrequest_never_emptied';", hash='bcccd1249edd9504f5f45a68fe88f0ce7407f21d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_postingrequest_never_emptied_0e535', table='loans_postingrequest', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='SlipLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='slip_line', to='loans.ledgerentry', verbose_name='écriture')),
                        ('slip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='loans.slip', verbose_name='bordereau')),
                    ],
                    options={
                        'verbose_name': 'ligne de bordereau',
                        'verbose_name_plural': 'lignes de bordereau',
                        'ordering': ['id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='slipline',
                    trigger=pgtrigger.compiler.Trigger(name='slipline_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'slipline_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'slipline_append_only';", hash='a979f6546894dfcc9a9b2b2b8e3c40c2e3e060af', operation='UPDATE OR DELETE', pgid='pgtrigger_slipline_append_only_40b4e', table='loans_slipline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='slipline',
                    trigger=pgtrigger.compiler.Trigger(name='slipline_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'slipline_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'slipline_never_emptied';", hash='8c5f186f53952aab9fb90f1503a7e198a753271d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_slipline_never_emptied_6ee63', table='loans_slipline', when='BEFORE')),
                ),
            ]
        ),
        migrations.RunSQL(ENDS, "DROP FUNCTION loans_release_ends_loan() CASCADE"),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(found, migrations.RunPython.noop),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
