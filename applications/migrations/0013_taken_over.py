import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0012_landlord_and_reopening'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='loanapplication',
            name='loanapplication_submitted_within_terms',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loanapplication',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loanapplication',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='loanapplication',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='project',
            name='project_within_terms',
        ),
        migrations.AddField(
            model_name='loanapplication',
            name='is_taken_over',
            field=models.BooleanField(default=False, editable=False, verbose_name='reprise d’un ancien portefeuille'),
        ),
        migrations.AddField(
            model_name='loanapplicationevent',
            name='is_taken_over',
            field=models.BooleanField(default=False, editable=False, verbose_name='reprise d’un ancien portefeuille'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanapplication',
            trigger=pgtrigger.compiler.Trigger(name='loanapplication_submitted_within_terms', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."state" = \'draft\') AND NOT NEW."is_taken_over")', constraint='CONSTRAINT', declare='DECLARE project applications_project%ROWTYPE;', func="SELECT * INTO project FROM applications_project WHERE application_id = NEW.id;\n    PERFORM FROM schemes_schemeterms terms\n    JOIN applications_loanapplication application\n      ON application.id = NEW.id AND application.scheme_id = terms.scheme_id\n    WHERE application.requested_on >= terms.valid_from\n      AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)\n      AND project.amount BETWEEN terms.amount_min AND terms.amount_max\n      AND project.months BETWEEN terms.months_min AND terms.months_max\n    FOR SHARE OF terms;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'loanapplication_submitted_within_terms: amount or months outside the terms in force on the request date'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'loanapplication_submitted_within_terms';\n    END IF;\nRETURN NULL;", hash='8c7bbf6f98c05d8cc81dafa2bd5e036aab51217c', operation='INSERT OR UPDATE OF "state", "scheme_id", "requested_on"', pgid='pgtrigger_loanapplication_submitted_within_terms_7540d', table='applications_loanapplication', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
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
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='project_within_terms', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM applications_loanapplication WHERE id = NEW.application_id AND is_taken_over) THEN\n        RETURN NEW;\n    END IF;\n    \n    PERFORM FROM schemes_schemeterms terms\n    JOIN applications_loanapplication application\n      ON application.id = NEW.application_id AND application.scheme_id = terms.scheme_id\n    WHERE application.requested_on >= terms.valid_from\n      AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)\n      AND NEW.amount BETWEEN terms.amount_min AND terms.amount_max\n      AND NEW.months BETWEEN terms.months_min AND terms.months_max\n    FOR SHARE OF terms;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'project_within_terms: amount or months outside the terms in force on the request date'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_within_terms';\n    END IF;\nRETURN NEW;", hash='c409bfec3f6f171c422409c53b4509bf9a6fc45b', operation='INSERT OR UPDATE', pgid='pgtrigger_project_within_terms_9681c', table='applications_project', when='BEFORE')),
        ),
    ]
