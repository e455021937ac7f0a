from datetime import UTC, date, datetime

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


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


def write(apps, schema_editor):
    apps.get_model("loans", "AgreementText").objects.create(
        version=1,
        title="Contrat de prêt sans intérêts",
        articles=ARTICLES,
        valid_from=date(2000, 1, 1),
        written_at=datetime(2000, 1, 1, tzinfo=UTC),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('loans', '0011_portfolio_started'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='loan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loan',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='loan',
            name='due_day',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jour des échéances suivantes'),
        ),
        migrations.AddField(
            model_name='loan',
            name='rounding',
            field=models.CharField(choices=[('0.01', 'au centime'), ('1.00', 'à l’euro'), ('5.00', 'à 5\u202f€')], default='0.01', max_length=5, verbose_name='arrondi des échéances'),
        ),
        migrations.AddField(
            model_name='loandocument',
            name='digest',
            field=models.CharField(blank=True, max_length=64, verbose_name='empreinte de ce qui était convenu'),
        ),
        migrations.AddField(
            model_name='loanevent',
            name='due_day',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jour des échéances suivantes'),
        ),
        migrations.AddField(
            model_name='loanevent',
            name='rounding',
            field=models.CharField(choices=[('0.01', 'au centime'), ('1.00', 'à l’euro'), ('5.00', 'à 5\u202f€')], default='0.01', max_length=5, verbose_name='arrondi des échéances'),
        ),
        migrations.AlterField(
            model_name='agreementtext',
            name='written_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par'),
        ),
        migrations.AlterField(
            model_name='agreementtextevent',
            name='written_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par'),
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
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
