"""Everything at once, for a new house; one that stands already has it from the migrations that this replaces."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from datetime import date
from django.db import migrations, models

from harmonie.together import Together


GRANTS = {
    ("meeting", "view_meeting", "Can view séance"): ("commission_member", "chair", "secretary", "social_worker"),
    ("meeting", "plan_meeting", "peut préparer une séance"): ("chair", "secretary"),
    ("meeting", "preside_meeting", "peut présider une séance"): ("chair",),
    ("motion", "vote_motion", "peut voter"): ("commission_member", "chair"),
    ("decision", "view_decision", "Can view décision"): ("commission_member", "chair", "secretary", "social_worker"),
    ("standingrules", "change_standingrules", "Can change règlement de la commission"): ("administrator", "chair"),
    ("standingrules", "view_standingrules", "Can view règlement de la commission"): (
        "administrator", "chair", "secretary", "social_worker", "commission_member",
    ),
    ("mandate", "change_mandate", "Can change mandat"): ("administrator", "chair", "secretary"),
    ("registerextract", "view_register", "peut lire le registre des décisions"): ("chair", "secretary", "auditor"),
    # The vice-president decides only where the rules say so: the action asks them.
    ("decision", "decide_urgently", "peut décider en urgence, par délégation"): ("chair", "commission_member"),
}


def grant(apps, schema_editor):
    """Permissions are made here by hand: on a fresh database Django only adds them after the last migration."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for (model, codename, name), roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="commission", model=model)
        granted, _ = permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


def found(apps, schema_editor):
    """The rules of the law until the town records its own."""
    apps.get_model("commission", "StandingRules").objects.create(
        valid_from=date(2000, 1, 1), source="Code de l’action sociale et des familles, articles R123-16 à R123-23"
    )


class Migration(migrations.Migration):

    replaces = [('commission', '0001_initial'), ('commission', '0002_roles'), ('commission', '0003_furnished'), ('commission', '0004_rules_in_force'), ('commission', '0005_counted'), ('commission', '0006_what_a_convocation_said'), ('commission', '0007_motion_presided_by'), ('commission', '0008_who_presided'), ('commission', '0009_guards'), ('commission', '0010_takeover')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('accounts', '0005_invitation'),
        ('applications', '0001_founded'),
        ('documents', '0004_loan_papers'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('schemes', '0002_intake'),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name='Mandate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('capacity', models.CharField(choices=[('president', 'président ou présidente'), ('vice_president', 'vice-président ou vice-présidente'), ('member', 'membre')], default='member', max_length=15, verbose_name='qualité')),
                        ('starts_on', models.DateField(verbose_name='depuis le')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                        ('linked_partners', models.ManyToManyField(blank=True, related_name='+', to='accounts.partner', verbose_name='partenaires où la personne exerce une fonction')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                        ('age_rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rang d’âge, 1 pour la plus âgée')),
                        ('linked_names', models.TextField(blank=True, verbose_name='bailleurs, fournisseurs ou employeurs, un par ligne')),
                        ('substitute_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutes', to='commission.mandate', verbose_name='supplée')),
                    ],
                    options={
                        'verbose_name': 'mandat',
                        'verbose_name_plural': 'mandats',
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mandate_dates_ordered'), models.CheckConstraint(condition=models.Q(('substitute_for', models.F('pk')), _negated=True), name='mandate_not_its_own_substitute')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mandate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_mandateevent" ("age_rank", "capacity", "ends_on", "id", "linked_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "substitute_for_id", "user_id") VALUES (NEW."age_rank", NEW."capacity", NEW."ends_on", NEW."id", NEW."linked_names", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."substitute_for_id", NEW."user_id"); RETURN NULL;', hash='740efc2c8170bb23d07eaf2816c4d2367d358ab5', operation='INSERT', pgid='pgtrigger_insert_insert_6947b', table='commission_mandate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mandate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_mandateevent" ("age_rank", "capacity", "ends_on", "id", "linked_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "substitute_for_id", "user_id") VALUES (NEW."age_rank", NEW."capacity", NEW."ends_on", NEW."id", NEW."linked_names", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."substitute_for_id", NEW."user_id"); RETURN NULL;', hash='ee1cbfe026d3165cf4167f5575947c90533c77d7', operation='UPDATE', pgid='pgtrigger_update_update_82a5b', table='commission_mandate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mandate',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_mandateevent" ("age_rank", "capacity", "ends_on", "id", "linked_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "substitute_for_id", "user_id") VALUES (OLD."age_rank", OLD."capacity", OLD."ends_on", OLD."id", OLD."linked_names", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."substitute_for_id", OLD."user_id"); RETURN NULL;', hash='7430a0440cc640927f67f41a0385cab35c447772', operation='DELETE', pgid='pgtrigger_delete_delete_e2d9d', table='commission_mandate', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='MandateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('capacity', models.CharField(choices=[('president', 'président ou présidente'), ('vice_president', 'vice-président ou vice-présidente'), ('member', 'membre')], default='member', max_length=15, verbose_name='qualité')),
                        ('starts_on', models.DateField(verbose_name='depuis le')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.mandate')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                        ('age_rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rang d’âge, 1 pour la plus âgée')),
                        ('linked_names', models.TextField(blank=True, verbose_name='bailleurs, fournisseurs ou employeurs, un par ligne')),
                        ('substitute_for', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.mandate', verbose_name='supplée')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mandateevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='2d0db802f11b8034b12a794a4543a2c5f4739652', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_35090', table='commission_mandateevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mandateevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='76f2828e705360720e880d7aa35f42e914274090', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_b154b', table='commission_mandateevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mandateevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='2c9138895b0845f32c6aa400e4e4e6ca43eb3de0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_5881d', table='commission_mandateevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='RegisterExtract',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('form', models.CharField(choices=[('nominative', 'nominatif'), ('communicable', 'communicable, sans noms')], max_length=15, verbose_name='forme')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='année')),
                        ('decisions', models.PositiveIntegerField(verbose_name='décisions')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='document')),
                    ],
                    options={
                        'verbose_name': 'extrait du registre',
                        'verbose_name_plural': 'extraits du registre',
                        'ordering': ['-id'],
                        'permissions': [('view_register', 'peut lire le registre des décisions')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registerextract',
                    trigger=pgtrigger.compiler.Trigger(name='registerextract_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'registerextract_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'registerextract_append_only';", hash='20e892ccc22d3052e13e85d3e2a0523aa2f101f7', operation='UPDATE OR DELETE', pgid='pgtrigger_registerextract_append_only_f32ca', table='commission_registerextract', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registerextract',
                    trigger=pgtrigger.compiler.Trigger(name='registerextract_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'registerextract_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'registerextract_never_emptied';", hash='b271df4dcf91ef84c90989d3431964156dfb8646', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_registerextract_never_emptied_967c5', table='commission_registerextract', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='StandingRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('valid_from', models.DateField(unique=True, verbose_name='en vigueur le')),
                        ('source', models.CharField(max_length=200, verbose_name='délibération')),
                        ('notice_days', models.PositiveSmallIntegerField(default=3, verbose_name='délai de convocation, en jours')),
                        ('cutoff_days', models.PositiveSmallIntegerField(default=7, verbose_name='délai d’inscription d’un dossier, en jours')),
                        ('quorum_share', models.CharField(choices=[('majority', 'plus de la moitié des membres'), ('half', 'la moitié des membres'), ('third', 'le tiers des membres')], default='majority', max_length=10, verbose_name='quorum')),
                        ('recused_count_for_quorum', models.BooleanField(default=False, verbose_name='un membre en déport compte pour le quorum')),
                        ('second_without_quorum', models.BooleanField(default=True, verbose_name='une seconde convocation vaut sans quorum')),
                        ('allows_proxies', models.BooleanField(default=True, verbose_name='un membre absent peut donner pouvoir')),
                        ('has_casting_vote', models.BooleanField(default=True, verbose_name='la voix de la présidence départage')),
                        ('secret_ballot_share', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='part des présents qui obtient le scrutin secret (3 pour un tiers)')),
                        ('urgent_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='plafond de la délégation d’urgence')),
                        ('urgent_delegation', models.CharField(blank=True, max_length=200, verbose_name='délibération de délégation')),
                        ('vice_president_decides_urgently', models.BooleanField(default=False, verbose_name='la vice-présidence décide en urgence, par délégation')),
                        ('withdrawal_months', models.PositiveSmallIntegerField(default=4, verbose_name='délai de retrait d’une décision, en mois')),
                        ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='enregistré le')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                    ],
                    options={
                        'verbose_name': 'règlement de la commission',
                        'verbose_name_plural': 'règlements de la commission',
                        'ordering': ['-valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('urgent_cap', None), ('urgent_delegation', ''), ('vice_president_decides_urgently', False)), models.Q(('urgent_cap__gt', 0), ('urgent_cap__isnull', False), ('urgent_cap__lt', 100000000), models.Q(('urgent_delegation', ''), _negated=True)), _connector='OR'), name='standingrules_delegation_is_whole', violation_error_message='Une délégation a un plafond et une délibération.'), models.CheckConstraint(condition=models.Q(('secret_ballot_share__gte', 1)), name='standingrules_secret_share_positive')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrules',
                    trigger=pgtrigger.compiler.Trigger(name='standingrules_used_are_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM commission_meeting WHERE rules_id = OLD.id AND state <> 'planned')\n            OR EXISTS (SELECT FROM commission_decision WHERE rules_id = OLD.id)\n        THEN\n            RAISE EXCEPTION 'standingrules_used_are_final: a meeting was convened under these rules' USING ERRCODE = 'check_violation', CONSTRAINT = 'standingrules_used_are_final';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='4ebad262618fbc0e2226292105bc84cf42dca4a3', operation='UPDATE OR DELETE', pgid='pgtrigger_standingrules_used_are_final_d3565', table='commission_standingrules', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrules',
                    trigger=pgtrigger.compiler.Trigger(name='standingrules_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'standingrules_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'standingrules_never_emptied';", hash='7bc2a2fe1225a3f8ccb3bbfb77a99a0832521b40', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_standingrules_never_emptied_9ed83', table='commission_standingrules', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrules',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_standingrulesevent" ("allows_proxies", "cutoff_days", "has_casting_vote", "id", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_share", "recorded_at", "recorded_by_id", "recused_count_for_quorum", "second_without_quorum", "secret_ballot_share", "source", "urgent_cap", "urgent_delegation", "valid_from", "vice_president_decides_urgently", "withdrawal_months") VALUES (NEW."allows_proxies", NEW."cutoff_days", NEW."has_casting_vote", NEW."id", NEW."notice_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quorum_share", NEW."recorded_at", NEW."recorded_by_id", NEW."recused_count_for_quorum", NEW."second_without_quorum", NEW."secret_ballot_share", NEW."source", NEW."urgent_cap", NEW."urgent_delegation", NEW."valid_from", NEW."vice_president_decides_urgently", NEW."withdrawal_months"); RETURN NULL;', hash='32f43ed489d35ef8ea7d61587cc47faa5a0e719b', operation='INSERT', pgid='pgtrigger_insert_insert_15714', table='commission_standingrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrules',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_standingrulesevent" ("allows_proxies", "cutoff_days", "has_casting_vote", "id", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_share", "recorded_at", "recorded_by_id", "recused_count_for_quorum", "second_without_quorum", "secret_ballot_share", "source", "urgent_cap", "urgent_delegation", "valid_from", "vice_president_decides_urgently", "withdrawal_months") VALUES (NEW."allows_proxies", NEW."cutoff_days", NEW."has_casting_vote", NEW."id", NEW."notice_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quorum_share", NEW."recorded_at", NEW."recorded_by_id", NEW."recused_count_for_quorum", NEW."second_without_quorum", NEW."secret_ballot_share", NEW."source", NEW."urgent_cap", NEW."urgent_delegation", NEW."valid_from", NEW."vice_president_decides_urgently", NEW."withdrawal_months"); RETURN NULL;', hash='071d45f2e238c4cbccec7c758ebbd17964153d80', operation='UPDATE', pgid='pgtrigger_update_update_7ae13', table='commission_standingrules', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrules',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_standingrulesevent" ("allows_proxies", "cutoff_days", "has_casting_vote", "id", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_share", "recorded_at", "recorded_by_id", "recused_count_for_quorum", "second_without_quorum", "secret_ballot_share", "source", "urgent_cap", "urgent_delegation", "valid_from", "vice_president_decides_urgently", "withdrawal_months") VALUES (OLD."allows_proxies", OLD."cutoff_days", OLD."has_casting_vote", OLD."id", OLD."notice_days", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quorum_share", OLD."recorded_at", OLD."recorded_by_id", OLD."recused_count_for_quorum", OLD."second_without_quorum", OLD."secret_ballot_share", OLD."source", OLD."urgent_cap", OLD."urgent_delegation", OLD."valid_from", OLD."vice_president_decides_urgently", OLD."withdrawal_months"); RETURN NULL;', hash='61b23914bd516b4fc71b0842e82eefae5478fc2a', operation='DELETE', pgid='pgtrigger_delete_delete_9731e', table='commission_standingrules', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_at', models.DateTimeField(verbose_name='date et heure')),
                        ('place', models.CharField(max_length=120, verbose_name='lieu')),
                        ('state', models.CharField(choices=[('planned', 'prévue'), ('convened', 'convoquée'), ('open', 'ouverte'), ('closed', 'levée'), ('no_quorum', 'sans quorum'), ('cancelled', 'annulée')], default='planned', max_length=10, verbose_name='état')),
                        ('convened_at', models.DateTimeField(blank=True, null=True, verbose_name='convoquée le')),
                        ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='ouverte le')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='levée le')),
                        ('presided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='présidée par')),
                        ('ended_why', models.CharField(blank=True, max_length=200, verbose_name='raison')),
                        ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='commission.meeting', verbose_name='seconde convocation de')),
                        ('link', models.URLField(blank=True, verbose_name='adresse de la visioconférence')),
                        ('mode', models.CharField(choices=[('in_room', 'dans la salle'), ('remote', 'à distance'), ('written', 'par consultation écrite')], default='in_room', max_length=10, verbose_name='tenue')),
                        ('short_notice_reason', models.CharField(blank=True, max_length=200, verbose_name='raison du délai abrégé')),
                        ('vote_until', models.DateTimeField(blank=True, null=True, verbose_name='voix attendues jusqu’au')),
                        ('rules', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commission.standingrules', verbose_name='règlement')),
                    ],
                    options={
                        'verbose_name': 'séance',
                        'verbose_name_plural': 'séances',
                        'ordering': ['-starts_at'],
                        'permissions': [('plan_meeting', 'peut préparer une séance'), ('preside_meeting', 'peut présider une séance')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('convened_at', None), ('opened_at', None), ('state', 'planned')), models.Q(('closed_at', None), ('convened_at__isnull', False), ('opened_at', None), ('state', 'convened')), models.Q(('closed_at', None), ('convened_at__isnull', False), ('opened_at__isnull', False), ('presided_by__isnull', False), ('state', 'open')), models.Q(('closed_at__isnull', False), ('convened_at__isnull', False), ('opened_at__isnull', False), ('presided_by__isnull', False), ('state', 'closed')), models.Q(('closed_at__isnull', False), ('convened_at__isnull', False), ('opened_at', None), ('state', 'no_quorum')), models.Q(('closed_at__isnull', False), ('opened_at', None), ('state', 'cancelled'), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='meeting_state_and_times_agree', violation_error_message='L’état de la séance et ses heures ne s’accordent pas.'), models.CheckConstraint(condition=models.Q(models.Q(('mode', 'written'), ('vote_until__gt', models.F('starts_at')), ('vote_until__isnull', False)), models.Q(models.Q(('mode', 'written'), _negated=True), ('vote_until', None)), _connector='OR'), name='meeting_written_has_a_term', violation_error_message='Une consultation écrite a une date limite, après son début.'), models.CheckConstraint(condition=models.Q(('follows', models.F('pk')), _negated=True), name='meeting_does_not_follow_itself')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='meeting_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'meeting_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_never_deleted';", hash='64710abf91a062d0233a3e2f57acb68401f5b9cd', operation='DELETE', pgid='pgtrigger_meeting_never_deleted_dbffb', table='commission_meeting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='meeting_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'meeting_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_never_emptied';", hash='52f21307a9931a5043e4d02a230d174ae66bad55', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_meeting_never_emptied_d5186', table='commission_meeting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='meeting_goes_forward', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.state IN ('closed', 'no_quorum', 'cancelled') AND OLD IS DISTINCT FROM NEW\n            OR NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (\n                ('planned', 'convened'), ('convened', 'open'), ('open', 'closed'),\n                ('convened', 'no_quorum'), ('planned', 'cancelled'), ('convened', 'cancelled'))\n        THEN\n            RAISE EXCEPTION 'meeting_goes_forward: what happened at a meeting is not taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_goes_forward';\n        END IF;\n        IF NEW.state IN ('closed', 'no_quorum', 'cancelled') AND EXISTS (\n            SELECT FROM commission_agendaitem WHERE meeting_id = OLD.id AND state IN ('listed', 'under_vote')\n        ) THEN\n            RAISE EXCEPTION 'meeting_closes_when_done: a case is neither decided nor postponed' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_closes_when_done';\n        END IF;\n        RETURN NEW;\n    ", hash='9a37a6ad154009d77e034fde6fa6bccc079444e6', operation='UPDATE', pgid='pgtrigger_meeting_goes_forward_fac48', table='commission_meeting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='meeting_keeps_its_rules', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.rules_id, OLD.mode, OLD.follows_id) IS DISTINCT FROM ROW(NEW.rules_id, NEW.mode, NEW.follows_id) AND NOT (OLD.state = 'planned') THEN\n                RAISE EXCEPTION 'meeting_keeps_its_rules: a meeting keeps the rules it was convened under' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_keeps_its_rules';\n            END IF;\n            RETURN NEW;\n        ", hash='501057bc30af51bacfd8acf86d059d7ea3524d34', operation='UPDATE', pgid='pgtrigger_meeting_keeps_its_rules_b9464', table='commission_meeting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_meetingevent" ("closed_at", "convened_at", "ended_why", "follows_id", "id", "link", "mode", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "presided_by_id", "rules_id", "short_notice_reason", "starts_at", "state", "vote_until") VALUES (NEW."closed_at", NEW."convened_at", NEW."ended_why", NEW."follows_id", NEW."id", NEW."link", NEW."mode", NEW."opened_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."presided_by_id", NEW."rules_id", NEW."short_notice_reason", NEW."starts_at", NEW."state", NEW."vote_until"); RETURN NULL;', hash='56b30ab527c24cf5c7d73f21c88c8994ab88b3f7', operation='INSERT', pgid='pgtrigger_insert_insert_62e89', table='commission_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_meetingevent" ("closed_at", "convened_at", "ended_why", "follows_id", "id", "link", "mode", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "presided_by_id", "rules_id", "short_notice_reason", "starts_at", "state", "vote_until") VALUES (NEW."closed_at", NEW."convened_at", NEW."ended_why", NEW."follows_id", NEW."id", NEW."link", NEW."mode", NEW."opened_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."presided_by_id", NEW."rules_id", NEW."short_notice_reason", NEW."starts_at", NEW."state", NEW."vote_until"); RETURN NULL;', hash='e1f8bb139cb00d867b9df91496d6598a321c564b', operation='UPDATE', pgid='pgtrigger_update_update_5d062', table='commission_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_meetingevent" ("closed_at", "convened_at", "ended_why", "follows_id", "id", "link", "mode", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "presided_by_id", "rules_id", "short_notice_reason", "starts_at", "state", "vote_until") VALUES (OLD."closed_at", OLD."convened_at", OLD."ended_why", OLD."follows_id", OLD."id", OLD."link", OLD."mode", OLD."opened_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."presided_by_id", OLD."rules_id", OLD."short_notice_reason", OLD."starts_at", OLD."state", OLD."vote_until"); RETURN NULL;', hash='b3cad4f14d4b3e19af6dde8dd03a44e233b67873', operation='DELETE', pgid='pgtrigger_delete_delete_218a4', table='commission_meeting', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('starts_at', models.DateTimeField(verbose_name='date et heure')),
                        ('place', models.CharField(max_length=120, verbose_name='lieu')),
                        ('state', models.CharField(choices=[('planned', 'prévue'), ('convened', 'convoquée'), ('open', 'ouverte'), ('closed', 'levée'), ('no_quorum', 'sans quorum'), ('cancelled', 'annulée')], default='planned', max_length=10, verbose_name='état')),
                        ('convened_at', models.DateTimeField(blank=True, null=True, verbose_name='convoquée le')),
                        ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='ouverte le')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='levée le')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.meeting')),
                        ('presided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='présidée par')),
                        ('ended_why', models.CharField(blank=True, max_length=200, verbose_name='raison')),
                        ('follows', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.meeting', verbose_name='seconde convocation de')),
                        ('link', models.URLField(blank=True, verbose_name='adresse de la visioconférence')),
                        ('mode', models.CharField(choices=[('in_room', 'dans la salle'), ('remote', 'à distance'), ('written', 'par consultation écrite')], default='in_room', max_length=10, verbose_name='tenue')),
                        ('short_notice_reason', models.CharField(blank=True, max_length=200, verbose_name='raison du délai abrégé')),
                        ('vote_until', models.DateTimeField(blank=True, null=True, verbose_name='voix attendues jusqu’au')),
                        ('rules', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.standingrules', verbose_name='règlement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='24cf1d51a50fbee92cfa079233b270d15432cea1', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_912d9', table='commission_meetingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='46e93b1be127d617a94924257667a473901f7683', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_7dd3f', table='commission_meetingevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='ac0ba8c761917373242d0c4faae9a33ea8875df3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_aab95', table='commission_meetingevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Seat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('capacity', models.CharField(choices=[('president', 'président ou présidente'), ('vice_president', 'vice-président ou vice-présidente'), ('member', 'membre')], max_length=15, verbose_name='qualité')),
                        ('presence', models.CharField(choices=[('expected', 'attendu'), ('present', 'présent'), ('excused', 'excusé'), ('left', 'parti')], default='expected', max_length=10, verbose_name='présence')),
                        ('arrived_at', models.DateTimeField(blank=True, null=True, verbose_name='arrivée')),
                        ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='départ')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='commission.meeting', verbose_name='séance')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                        ('precedence', models.PositiveSmallIntegerField(default=1, verbose_name='rang pour présider, 1 d’abord')),
                        ('stands_in_for', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stand_in', to='commission.seat', verbose_name='supplée')),
                    ],
                    options={
                        'verbose_name': 'siège',
                        'verbose_name_plural': 'sièges',
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'user'), name='seat_one_per_member'), models.CheckConstraint(condition=models.Q(models.Q(('arrived_at', None), ('left_at', None), ('presence__in', ['expected', 'excused'])), models.Q(('arrived_at__isnull', False), ('left_at', None), ('presence', 'present')), models.Q(('arrived_at__isnull', False), ('left_at__isnull', False), ('presence', 'left')), _connector='OR'), name='seat_presence_and_times_agree')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='seat_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'seat_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_never_emptied';", hash='ae1ff04b5854452ffa88b0ecaf8058ace8da2e2e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_seat_never_emptied_80200', table='commission_seat', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='seat_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' AND EXISTS (\n               SELECT FROM commission_meeting WHERE id = OLD.meeting_id AND state <> 'planned')\n            OR TG_OP = 'UPDATE' AND (NEW.meeting_id <> OLD.meeting_id OR NEW.user_id <> OLD.user_id\n               OR NEW.stands_in_for_id IS DISTINCT FROM OLD.stands_in_for_id\n               OR (OLD IS DISTINCT FROM NEW AND EXISTS (\n    SELECT FROM commission_meeting WHERE id = OLD.meeting_id AND state IN ('closed', 'no_quorum', 'cancelled')\n)))\n        THEN\n            RAISE EXCEPTION 'seat_stays: a seat keeps its member, its meeting and, once that is closed, its presence' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_stays';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='40355acc9b356ab907b4e07159d4f2c283a6969e', operation='UPDATE OR DELETE', pgid='pgtrigger_seat_stays_a799d', table='commission_seat', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='seat_stand_in_matches', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.stands_in_for_id IS NOT NULL THEN\n            PERFORM FROM commission_seat\n            WHERE id = NEW.stands_in_for_id AND meeting_id = NEW.meeting_id AND stands_in_for_id IS NULL\n              AND (presence <> 'present' OR NEW.presence <> 'present') FOR UPDATE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'seat_stand_in_matches: a substitute sits for an absent member of this meeting' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_stand_in_matches';\n            END IF;\n        ELSIF NEW.presence = 'present' AND EXISTS (\n            SELECT FROM commission_seat WHERE stands_in_for_id = NEW.id AND presence = 'present'\n        ) THEN\n            RAISE EXCEPTION 'seat_stand_in_matches: the substitute is in the room' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_stand_in_matches';\n        END IF;\n        RETURN NEW;\n    ", hash='8f8598cda08b8c5da99ba70569700cc90e78b2da', operation='INSERT OR UPDATE', pgid='pgtrigger_seat_stand_in_matches_606ae', table='commission_seat', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_seatevent" ("arrived_at", "capacity", "id", "left_at", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "presence", "stands_in_for_id", "user_id") VALUES (NEW."arrived_at", NEW."capacity", NEW."id", NEW."left_at", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precedence", NEW."presence", NEW."stands_in_for_id", NEW."user_id"); RETURN NULL;', hash='4d8585dcf3102df2905ab38a8a1dd75a8de1629e', operation='INSERT', pgid='pgtrigger_insert_insert_63df3', table='commission_seat', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_seatevent" ("arrived_at", "capacity", "id", "left_at", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "presence", "stands_in_for_id", "user_id") VALUES (NEW."arrived_at", NEW."capacity", NEW."id", NEW."left_at", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precedence", NEW."presence", NEW."stands_in_for_id", NEW."user_id"); RETURN NULL;', hash='ea7df3fd4236e3638a8b8f7d1547a087890d9e53', operation='UPDATE', pgid='pgtrigger_update_update_31656', table='commission_seat', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_seatevent" ("arrived_at", "capacity", "id", "left_at", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "presence", "stands_in_for_id", "user_id") VALUES (OLD."arrived_at", OLD."capacity", OLD."id", OLD."left_at", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precedence", OLD."presence", OLD."stands_in_for_id", OLD."user_id"); RETURN NULL;', hash='cb48cf60f2521b4b499b2a29f2719673c15acfbc', operation='DELETE', pgid='pgtrigger_delete_delete_62992', table='commission_seat', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seat',
                    trigger=pgtrigger.compiler.Trigger(name='seat_taken_before_the_end', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT FROM commission_meeting WHERE id = NEW.meeting_id AND state IN ('closed', 'no_quorum', 'cancelled')) THEN\n            RAISE EXCEPTION 'seat_taken_before_the_end: this meeting is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_taken_before_the_end';\n        END IF;\n        RETURN NEW;\n    ", hash='d77a12ee4fb9e3413a492f488281975f86811a58', operation='INSERT', pgid='pgtrigger_seat_taken_before_the_end_ed119', table='commission_seat', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Proxy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('given_at', models.DateTimeField(verbose_name='donné le')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
                        ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies_given', to='commission.seat', verbose_name='mandant')),
                        ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies_held', to='commission.seat', verbose_name='mandataire')),
                    ],
                    options={
                        'verbose_name': 'pouvoir',
                        'verbose_name_plural': 'pouvoirs',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('holder',), name='proxy_one_per_holder', violation_error_message='Ce membre détient déjà un pouvoir\u202f; il ne peut en recevoir un second.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('giver',), name='proxy_one_per_giver'), models.CheckConstraint(condition=models.Q(('giver', models.F('holder')), _negated=True), name='proxy_not_to_oneself')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='proxy_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF ROW(OLD.giver_id, OLD.holder_id, OLD.given_at, OLD.revoked_at) IS DISTINCT FROM ROW(NEW.giver_id, NEW.holder_id, NEW.given_at, NEW.revoked_at) AND NOT (OLD.revoked_at IS NULL AND (OLD.giver_id, OLD.holder_id, OLD.given_at) = (NEW.giver_id, NEW.holder_id, NEW.given_at)) THEN\n                RAISE EXCEPTION 'proxy_stays: a proxy is only revoked, once' USING ERRCODE = 'check_violation', CONSTRAINT = 'proxy_stays';\n            END IF;\n            RETURN NEW;\n        ", hash='6f31513bc251110d60ec34ac6c25b22810650215', operation='UPDATE', pgid='pgtrigger_proxy_stays_f1fa2', table='commission_proxy', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='proxy_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'proxy_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'proxy_never_deleted';", hash='66fbcf7905a6e7497c2df0126be74b42add5ffef', operation='DELETE', pgid='pgtrigger_proxy_never_deleted_02409', table='commission_proxy', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='proxy_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'proxy_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'proxy_never_emptied';", hash='b4ce59cd4607f8deec8b4c71df94b1fcf638841e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_proxy_never_emptied_0c660', table='commission_proxy', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_proxyevent" ("given_at", "giver_id", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (NEW."given_at", NEW."giver_id", NEW."holder_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at"); RETURN NULL;', hash='b6edcd8f13b1fdbe6d276d3629915b5a13dd2431', operation='INSERT', pgid='pgtrigger_insert_insert_c2cd1', table='commission_proxy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_proxyevent" ("given_at", "giver_id", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (NEW."given_at", NEW."giver_id", NEW."holder_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at"); RETURN NULL;', hash='35185dcf715ff363d9454f0a5e6d604de70aa75a', operation='UPDATE', pgid='pgtrigger_update_update_30444', table='commission_proxy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_proxyevent" ("given_at", "giver_id", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at") VALUES (OLD."given_at", OLD."giver_id", OLD."holder_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at"); RETURN NULL;', hash='1ec27c92bc209c126b64107ede5a68c5c8be9580', operation='DELETE', pgid='pgtrigger_delete_delete_90088', table='commission_proxy', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxy',
                    trigger=pgtrigger.compiler.Trigger(name='proxy_within_one_meeting', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NOT EXISTS (\n            SELECT FROM commission_seat giver JOIN commission_seat holder ON holder.meeting_id = giver.meeting_id\n            JOIN commission_meeting meeting ON meeting.id = giver.meeting_id\n            WHERE giver.id = NEW.giver_id AND holder.id = NEW.holder_id AND NOT meeting.state IN ('closed', 'no_quorum', 'cancelled')\n        ) THEN\n            RAISE EXCEPTION 'proxy_within_one_meeting: giver and holder sit in the same meeting, which is not over' USING ERRCODE = 'check_violation', CONSTRAINT = 'proxy_within_one_meeting';\n        END IF;\n        RETURN NEW;\n    ", hash='20ed546ee875e570136fa6e6d780dac7432bcc32', operation='INSERT', pgid='pgtrigger_proxy_within_one_meeting_a0cc3', table='commission_proxy', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='ProxyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('given_at', models.DateTimeField(verbose_name='donné le')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.proxy')),
                        ('giver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.seat', verbose_name='mandant')),
                        ('holder', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.seat', verbose_name='mandataire')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxyevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='14dc7c3dedf79371d40bd8d30719acf8cbb6bdcb', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_b96ca', table='commission_proxyevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxyevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='5f11007d12b9e22d7400f091df72f58da9523e23', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_a1248', table='commission_proxyevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proxyevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='9dab45fb5a7938ccebfb619aa68abb986a0784cd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_fb857', table='commission_proxyevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='SeatEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('capacity', models.CharField(choices=[('president', 'président ou présidente'), ('vice_president', 'vice-président ou vice-présidente'), ('member', 'membre')], max_length=15, verbose_name='qualité')),
                        ('presence', models.CharField(choices=[('expected', 'attendu'), ('present', 'présent'), ('excused', 'excusé'), ('left', 'parti')], default='expected', max_length=10, verbose_name='présence')),
                        ('arrived_at', models.DateTimeField(blank=True, null=True, verbose_name='arrivée')),
                        ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='départ')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.meeting', verbose_name='séance')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.seat')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                        ('precedence', models.PositiveSmallIntegerField(default=1, verbose_name='rang pour présider, 1 d’abord')),
                        ('stands_in_for', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.seat', verbose_name='supplée')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seatevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='bd4d4af918c994a7e5a9ac4ef9f2c5c888d8e138', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_910f4', table='commission_seatevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seatevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='b4b4f47f2c445ea31b6462301266da650f7abf32', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_6c52c', table='commission_seatevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seatevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='a7902d3860422f4a34ead053370ae1fe552d0b0d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_75bfa', table='commission_seatevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LetterBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('preparing', 'en préparation'), ('ready', 'prêtes à partir'), ('released', 'émises')], default='preparing', max_length=10, verbose_name='état')),
                        ('total', models.PositiveSmallIntegerField(verbose_name='lettres à faire')),
                        ('done', models.PositiveSmallIntegerField(default=0, verbose_name='lettres faites')),
                        ('trouble', models.CharField(blank=True, max_length=200, verbose_name='difficulté')),
                        ('started_at', models.DateTimeField(verbose_name='commencé le')),
                        ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='émises le')),
                        ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter_batch', to='commission.meeting', verbose_name='séance')),
                        ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='émises par')),
                        ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='commencé par')),
                    ],
                    options={
                        'verbose_name': 'lettres d’une séance',
                        'verbose_name_plural': 'lettres des séances',
                        'constraints': [models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='letterbatch_done_within_total'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', False), ('released_by__isnull', False), ('state', 'released')), models.Q(models.Q(('state', 'released'), _negated=True), ('released_at', None), ('released_by', None)), _connector='OR'), name='letterbatch_released_says_when')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letterbatch',
                    trigger=pgtrigger.compiler.Trigger(name='letterbatch_goes_forward', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.meeting_id <> OLD.meeting_id OR OLD.state = 'released' AND OLD IS DISTINCT FROM NEW\n            OR array_position(ARRAY['preparing', 'ready', 'released'], NEW.state::text)\n             < array_position(ARRAY['preparing', 'ready', 'released'], OLD.state::text)\n        THEN\n            RAISE EXCEPTION 'letterbatch_goes_forward: letters that left have left' USING ERRCODE = 'check_violation', CONSTRAINT = 'letterbatch_goes_forward';\n        END IF;\n        RETURN NEW;\n    ", hash='3afc29e18041adedabfa59221275d6e88c762c52', operation='UPDATE', pgid='pgtrigger_letterbatch_goes_forward_d2270', table='commission_letterbatch', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letterbatch',
                    trigger=pgtrigger.compiler.Trigger(name='letterbatch_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'letterbatch_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'letterbatch_never_deleted';", hash='ddda74e91f9a52bcaaa95e542876c1545d815eb3', operation='DELETE', pgid='pgtrigger_letterbatch_never_deleted_71fd5', table='commission_letterbatch', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letterbatch',
                    trigger=pgtrigger.compiler.Trigger(name='letterbatch_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'letterbatch_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'letterbatch_never_emptied';", hash='5d9580d2e47ae4b5e743471779a553e480fb0e7f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_letterbatch_never_emptied_8515e', table='commission_letterbatch', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='MeetingPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('convocation', 'convocation'), ('case_sheets', 'fiches de séance'), ('attendance_sheet', 'feuille d’émargement')], max_length=20, verbose_name='nature')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='document')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='commission.meeting', verbose_name='séance')),
                        ('agenda', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, verbose_name='points, dans leur ordre')),
                        ('hides', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, verbose_name='points tus')),
                    ],
                    options={
                        'verbose_name': 'papier de séance',
                        'verbose_name_plural': 'papiers de séance',
                        'ordering': ['id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingpaper',
                    trigger=pgtrigger.compiler.Trigger(name='meetingpaper_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'meetingpaper_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetingpaper_append_only';", hash='4ee13dd3abd0c62333c0f6c3612714c735e393d5', operation='UPDATE OR DELETE', pgid='pgtrigger_meetingpaper_append_only_8a17c', table='commission_meetingpaper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingpaper',
                    trigger=pgtrigger.compiler.Trigger(name='meetingpaper_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'meetingpaper_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetingpaper_never_emptied';", hash='1283febc5972e7bea450ff50c0e02d3ca21bd993', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_meetingpaper_never_emptied_d1a33', table='commission_meetingpaper', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Minutes',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('opening', models.TextField(blank=True, verbose_name='en ouverture')),
                        ('closing', models.TextField(blank=True, verbose_name='en clôture')),
                        ('started_at', models.DateTimeField(verbose_name='commencé le')),
                        ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signé le')),
                        ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument', verbose_name='document')),
                        ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='commission.meeting', verbose_name='séance')),
                        ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signé par')),
                    ],
                    options={
                        'verbose_name': 'procès-verbal',
                        'verbose_name_plural': 'procès-verbaux',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document', None), ('signed_at', None), ('signed_by', None)), models.Q(('document__isnull', False), ('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='minutes_signature_is_whole')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutes',
                    trigger=pgtrigger.compiler.Trigger(name='minutes_signed_are_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.signed_at IS NOT NULL OR NEW.meeting_id <> OLD.meeting_id THEN\n            RAISE EXCEPTION 'minutes_signed_are_final: signed minutes stay as they were signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_signed_are_final';\n        END IF;\n        RETURN NEW;\n    ", hash='c6ad25a6af446a9bc56d7ee56200a180a78edc65', operation='UPDATE', pgid='pgtrigger_minutes_signed_are_final_bd9cc', table='commission_minutes', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutes',
                    trigger=pgtrigger.compiler.Trigger(name='minutes_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'minutes_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_never_deleted';", hash='8347e05bc719e0935d8a72ad62fbd6554d227e36', operation='DELETE', pgid='pgtrigger_minutes_never_deleted_6ab90', table='commission_minutes', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutes',
                    trigger=pgtrigger.compiler.Trigger(name='minutes_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'minutes_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_never_emptied';", hash='54ade39b68b8c22198b233a8bbb082007a5a204b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_minutes_never_emptied_3ec17', table='commission_minutes', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutes',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_minutesevent" ("closing", "document_id", "id", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "started_at") VALUES (NEW."closing", NEW."document_id", NEW."id", NEW."meeting_id", NEW."opening", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_at", NEW."signed_by_id", NEW."started_at"); RETURN NULL;', hash='31e441054688bf62a45ab63a4d6079b350ccbf90', operation='INSERT', pgid='pgtrigger_insert_insert_3ac07', table='commission_minutes', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutes',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_minutesevent" ("closing", "document_id", "id", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "started_at") VALUES (NEW."closing", NEW."document_id", NEW."id", NEW."meeting_id", NEW."opening", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_at", NEW."signed_by_id", NEW."started_at"); RETURN NULL;', hash='e1fb60aa78fcba3b9d7896d0408f6bedda84067c', operation='UPDATE', pgid='pgtrigger_update_update_0db09', table='commission_minutes', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutes',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_minutesevent" ("closing", "document_id", "id", "meeting_id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "started_at") VALUES (OLD."closing", OLD."document_id", OLD."id", OLD."meeting_id", OLD."opening", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signed_at", OLD."signed_by_id", OLD."started_at"); RETURN NULL;', hash='75ebc7b8cbe3f30c4da60d8797c366cf0bc186c3', operation='DELETE', pgid='pgtrigger_delete_delete_c7469', table='commission_minutes', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='MinutesEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('opening', models.TextField(blank=True, verbose_name='en ouverture')),
                        ('closing', models.TextField(blank=True, verbose_name='en clôture')),
                        ('started_at', models.DateTimeField(verbose_name='commencé le')),
                        ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signé le')),
                        ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.issueddocument', verbose_name='document')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.meeting', verbose_name='séance')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.minutes')),
                        ('signed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signé par')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='1b56b65835b184413aba6f4038d2ca1865a090c5', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_45ba1', table='commission_minutesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='7d84a9ab5413778257bdb4fe0d5f44d9351f06f6', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_9b877', table='commission_minutesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='6b5e14c0b540b587ea84b775a4958984c9ac343c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_7bf93', table='commission_minutesevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Passage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('presence', models.CharField(choices=[('expected', 'attendu'), ('present', 'présent'), ('excused', 'excusé'), ('left', 'parti')], max_length=10, verbose_name='présence')),
                        ('at', models.DateTimeField(verbose_name='à')),
                        ('noted_at', models.DateTimeField(verbose_name='noté le')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='commission.seat', verbose_name='siège')),
                    ],
                    options={
                        'verbose_name': 'arrivée ou départ',
                        'verbose_name_plural': 'arrivées et départs',
                        'ordering': ['at', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('at__lte', models.F('noted_at'))), name='passage_not_in_the_future')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='passage',
                    trigger=pgtrigger.compiler.Trigger(name='passage_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'passage_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'passage_append_only';", hash='d73fb47b6c5399b34b3ccdcc00a27cbbe519f0fd', operation='UPDATE OR DELETE', pgid='pgtrigger_passage_append_only_770fe', table='commission_passage', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='passage',
                    trigger=pgtrigger.compiler.Trigger(name='passage_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'passage_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'passage_never_emptied';", hash='173a542d327914d465bb07aab8bce5cfa3e40d29', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_passage_never_emptied_51574', table='commission_passage', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='passage',
                    trigger=pgtrigger.compiler.Trigger(name='passage_before_the_end', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM FROM commission_meeting meeting JOIN commission_seat seat ON seat.meeting_id = meeting.id\n        WHERE seat.id = NEW.seat_id AND NOT meeting.state IN ('closed', 'no_quorum', 'cancelled') FOR SHARE OF meeting;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION 'passage_before_the_end: this meeting is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'passage_before_the_end';\n        END IF;\n        RETURN NEW;\n    ", hash='ee1b64e99ed3dbb2918b20a6086405147772f794', operation='INSERT', pgid='pgtrigger_passage_before_the_end_4b0ff', table='commission_passage', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='StandingRulesEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('valid_from', models.DateField(verbose_name='en vigueur le')),
                        ('source', models.CharField(max_length=200, verbose_name='délibération')),
                        ('notice_days', models.PositiveSmallIntegerField(default=3, verbose_name='délai de convocation, en jours')),
                        ('cutoff_days', models.PositiveSmallIntegerField(default=7, verbose_name='délai d’inscription d’un dossier, en jours')),
                        ('quorum_share', models.CharField(choices=[('majority', 'plus de la moitié des membres'), ('half', 'la moitié des membres'), ('third', 'le tiers des membres')], default='majority', max_length=10, verbose_name='quorum')),
                        ('recused_count_for_quorum', models.BooleanField(default=False, verbose_name='un membre en déport compte pour le quorum')),
                        ('second_without_quorum', models.BooleanField(default=True, verbose_name='une seconde convocation vaut sans quorum')),
                        ('allows_proxies', models.BooleanField(default=True, verbose_name='un membre absent peut donner pouvoir')),
                        ('has_casting_vote', models.BooleanField(default=True, verbose_name='la voix de la présidence départage')),
                        ('secret_ballot_share', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='part des présents qui obtient le scrutin secret (3 pour un tiers)')),
                        ('urgent_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='plafond de la délégation d’urgence')),
                        ('urgent_delegation', models.CharField(blank=True, max_length=200, verbose_name='délibération de délégation')),
                        ('vice_president_decides_urgently', models.BooleanField(default=False, verbose_name='la vice-présidence décide en urgence, par délégation')),
                        ('withdrawal_months', models.PositiveSmallIntegerField(default=4, verbose_name='délai de retrait d’une décision, en mois')),
                        ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='enregistré le')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.standingrules')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='20004c7d92359373eab8277a2051a9fe62557229', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_9872d', table='commission_standingrulesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='41c47f60d00a8d5336c518ab8b3072d809063549', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_985ae', table='commission_standingrulesevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standingrulesevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='f789578032e875b1999e1b302570b5b17bc86092', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_14434', table='commission_standingrulesevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='AgendaItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(verbose_name='point')),
                        ('state', models.CharField(choices=[('listed', 'inscrit'), ('under_vote', 'au vote'), ('decided', 'décidé'), ('postponed', 'reporté')], default='listed', max_length=10, verbose_name='état')),
                        ('listed_at', models.DateTimeField(verbose_name='inscrit le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='applications.loanapplication', verbose_name='demande')),
                        ('rapporteur', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rapporteur')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='commission.meeting', verbose_name='séance')),
                        ('late_reason', models.CharField(blank=True, max_length=200, verbose_name='raison d’une inscription tardive')),
                    ],
                    options={
                        'verbose_name': 'point de l’ordre du jour',
                        'verbose_name_plural': 'points de l’ordre du jour',
                        'ordering': ['meeting', 'position'],
                    },
                ),
                migrations.CreateModel(
                    name='Motion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('grant', 'accorder'), ('defer', 'ajourner'), ('refuse', 'refuser'), ('redirect', 'réorienter'), ('withdraw', 'retirer la décision')], max_length=10, verbose_name='proposition')),
                        ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='montant')),
                        ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée, en mois')),
                        ('payee', models.CharField(blank=True, choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], max_length=10, verbose_name='versement à')),
                        ('grounds', models.CharField(blank=True, choices=[('', 'sans objet'), ('ceiling', 'les ressources dépassent le plafond'), ('budget', 'le reste à vivre ne permet pas l’échéance'), ('purpose', 'l’objet n’entre pas dans le règlement'), ('other_scheme', 'un autre dispositif convient mieux'), ('other_help', 'une aide non remboursable convient mieux'), ('document', 'une pièce nécessaire est attendue'), ('envelope', 'l’enveloppe de l’exercice ne suffit pas'), ('running_loan', 'un prêt est déjà en cours'), ('unlawful', 'la décision reposait sur une erreur')], default='', max_length=15, verbose_name='motif')),
                        ('explanation', models.TextField(blank=True, verbose_name='explication')),
                        ('application_revision', models.PositiveIntegerField(verbose_name='révision du dossier')),
                        ('state', models.CharField(choices=[('open', 'vote ouvert'), ('closed', 'vote clos')], default='open', max_length=6, verbose_name='état')),
                        ('result', models.CharField(blank=True, choices=[('adopted', 'adoptée'), ('rejected', 'rejetée'), ('stale', 'caduque'), ('dropped', 'retirée'), ('amended', 'remplacée par un amendement')], max_length=8, verbose_name='résultat')),
                        ('put_at', models.DateTimeField(verbose_name='mise aux voix le')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='motions', to='commission.agendaitem', verbose_name='point')),
                        ('put_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='mise aux voix par')),
                        ('target_scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme', verbose_name='dispositif proposé')),
                        ('abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='abstentions')),
                        ('amends', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='commission.motion', verbose_name='amende')),
                        ('awaited_document', models.CharField(blank=True, max_length=200, verbose_name='pièce attendue')),
                        ('by_casting_vote', models.BooleanField(default=False, verbose_name='par la voix prépondérante')),
                        ('conditions', models.TextField(blank=True, verbose_name='conditions de l’accord')),
                        ('defer_until', models.DateField(blank=True, null=True, verbose_name='ajournée jusqu’au')),
                        ('is_secret', models.BooleanField(default=False, verbose_name='au scrutin secret')),
                        ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='contre')),
                        ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pour')),
                        ('presided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sous la présidence de')),
                    ],
                    options={
                        'verbose_name': 'proposition mise aux voix',
                        'verbose_name_plural': 'propositions mises aux voix',
                        'ordering': ['id'],
                        'permissions': [('vote_motion', 'peut voter')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('item',), name='motion_one_open_per_item'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('amount__isnull', False), ('kind', 'grant'), ('months__gt', 0), ('months__isnull', False), models.Q(('payee', ''), _negated=True)), models.Q(models.Q(('kind', 'grant'), _negated=True), ('amount', None), ('months', None), ('payee', '')), _connector='OR'), name='motion_grant_is_complete', violation_error_message='Un accord porte un montant, une durée et un bénéficiaire du versement.'), models.CheckConstraint(condition=models.Q(('kind', 'grant'), models.Q(models.Q(('grounds', ''), _negated=True), models.Q(('explanation', ''), _negated=True)), _connector='OR'), name='motion_grounds_given', violation_error_message='Indiquez le motif et une explication.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('result', ''), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed'), models.Q(('result', ''), _negated=True)), _connector='OR'), name='motion_state_and_result_agree'), models.CheckConstraint(condition=models.Q(('is_secret', False), ('by_casting_vote', False), _connector='OR'), name='motion_secret_has_no_casting_vote'), models.CheckConstraint(condition=models.Q(('kind', 'grant'), ('conditions', ''), _connector='OR'), name='motion_conditions_of_a_grant'), models.CheckConstraint(condition=models.Q(models.Q(('abstentions__isnull', False), ('result__in', ['adopted', 'rejected']), ('votes_against__isnull', False), ('votes_for__isnull', False)), models.Q(models.Q(('result__in', ['adopted', 'rejected']), _negated=True), ('abstentions', None), ('by_casting_vote', False), ('votes_against', None), ('votes_for', None)), _connector='OR'), name='motion_counted_when_voted'), models.CheckConstraint(condition=models.Q(models.Q(('defer_until__isnull', False), ('kind', 'defer')), models.Q(models.Q(('kind', 'defer'), _negated=True), ('awaited_document', ''), ('defer_until', None)), _connector='OR'), name='motion_deferral_has_a_term', violation_error_message='Un ajournement a un terme.'), models.CheckConstraint(condition=models.Q(('by_casting_vote', False), ('presided_by__isnull', False), _connector='OR'), name='motion_casting_vote_has_its_voice'), models.CheckConstraint(condition=models.Q(models.Q(('result__in', ['adopted', 'rejected']), _negated=True), models.Q(('by_casting_vote', False), ('result', 'adopted'), ('votes_for__gt', models.F('votes_against'))), models.Q(('by_casting_vote', False), ('result', 'rejected'), ('votes_for__lte', models.F('votes_against'))), models.Q(('by_casting_vote', True), ('votes_for', models.F('votes_against')), ('votes_for__gt', 0)), _connector='OR'), name='motion_result_follows_the_count')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='motion_adopted_has_decision', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."result" = \'adopted\')', constraint='CONSTRAINT', func="\n        IF NOT EXISTS (SELECT FROM commission_decision WHERE motion_id = NEW.id) THEN\n            RAISE EXCEPTION 'motion_adopted_has_decision: an adopted motion is a decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_adopted_has_decision';\n        END IF;\n        RETURN NULL;\n    ", hash='adee408d0020ca3e1d5d08b334cd7376c4a9b19d', operation='UPDATE OF "result"', pgid='pgtrigger_motion_adopted_has_decision_d61cb', table='commission_motion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='motion_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'motion_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_never_emptied';", hash='486680938bb7fa4c2318bda91780d9a80f59b757', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_motion_never_emptied_24d07', table='commission_motion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='motion_put_in_meeting', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM FROM commission_agendaitem item JOIN commission_meeting meeting ON meeting.id = item.meeting_id\n        WHERE item.id = NEW.item_id AND item.state IN ('listed', 'under_vote') AND meeting.state = 'open'\n        FOR SHARE OF meeting;\n        IF NEW.state <> 'open' OR NOT FOUND OR (NEW.kind = 'withdraw') <> EXISTS (\n            SELECT FROM commission_agendaitem WHERE id = NEW.item_id AND withdraws_id IS NOT NULL\n        ) THEN\n            RAISE EXCEPTION 'motion_put_in_meeting: a motion is put to an open meeting, on a case that waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_put_in_meeting';\n        END IF;\n        RETURN NEW;\n    ", hash='0c5fe511eae0acb54bdafa6e061152de660e756d', operation='INSERT', pgid='pgtrigger_motion_put_in_meeting_a980e', table='commission_motion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='motion_text_and_close_are_final', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' OR OLD.state = 'closed' OR\n            ROW(OLD.item_id, OLD.kind, OLD.amount, OLD.months, OLD.payee, OLD.target_scheme_id, OLD.grounds,\n                OLD.explanation, OLD.conditions, OLD.awaited_document, OLD.defer_until, OLD.is_secret,\n                OLD.amends_id, OLD.application_revision, OLD.put_at, OLD.put_by_id)\n            IS DISTINCT FROM\n            ROW(NEW.item_id, NEW.kind, NEW.amount, NEW.months, NEW.payee, NEW.target_scheme_id, NEW.grounds,\n                NEW.explanation, NEW.conditions, NEW.awaited_document, NEW.defer_until, NEW.is_secret,\n                NEW.amends_id, NEW.application_revision, NEW.put_at, NEW.put_by_id)\n        THEN\n            RAISE EXCEPTION 'motion_text_and_close_are_final: what was put to the vote, and its result, stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_text_and_close_are_final';\n        END IF;\n        RETURN NEW;\n    ", hash='c73261cf8c71ec191cef42449691b673ca5f85b0', operation='UPDATE OR DELETE', pgid='pgtrigger_motion_text_and_close_are_final_7f667', table='commission_motion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='motion_counts_the_voices', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."result" IN (\'adopted\', \'rejected\') AND OLD."state" = \'open\')', declare='DECLARE voices int[]; voters int;', func="\n        SELECT ARRAY[count(*) FILTER (WHERE choice = 'for'), count(*) FILTER (WHERE choice = 'against'),\n                     count(*) FILTER (WHERE choice = 'abstention')], count(*) INTO voices, voters\n        FROM commission_vote vote WHERE motion_id = NEW.id\n          AND NOT EXISTS (SELECT FROM commission_vote later WHERE later.replaces_id = vote.id);\n        IF NEW.is_secret THEN\n            SELECT count(*) INTO voters FROM commission_secretvoter WHERE motion_id = NEW.id;\n            voices := ARRAY[NEW.votes_for, NEW.votes_against, NEW.abstentions]::int[];\n        END IF;\n        IF voices <> ARRAY[NEW.votes_for, NEW.votes_against, NEW.abstentions]::int[]\n            OR voters <> NEW.votes_for + NEW.votes_against + NEW.abstentions\n        THEN\n            RAISE EXCEPTION 'motion_counts_the_voices: the count is not that of the voices cast' USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_counts_the_voices';\n        END IF;\n        RETURN NEW;\n    ", hash='3b2fda1730b62b04f9c9783868fa933176f12c5e', operation='UPDATE', pgid='pgtrigger_motion_counts_the_voices_ebbc8', table='commission_motion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_motionevent" ("abstentions", "amends_id", "amount", "application_revision", "awaited_document", "by_casting_vote", "closed_at", "conditions", "defer_until", "explanation", "grounds", "id", "is_secret", "item_id", "kind", "months", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presided_by_id", "put_at", "put_by_id", "result", "state", "target_scheme_id", "votes_against", "votes_for") VALUES (NEW."abstentions", NEW."amends_id", NEW."amount", NEW."application_revision", NEW."awaited_document", NEW."by_casting_vote", NEW."closed_at", NEW."conditions", NEW."defer_until", NEW."explanation", NEW."grounds", NEW."id", NEW."is_secret", NEW."item_id", NEW."kind", NEW."months", NEW."payee", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presided_by_id", NEW."put_at", NEW."put_by_id", NEW."result", NEW."state", NEW."target_scheme_id", NEW."votes_against", NEW."votes_for"); RETURN NULL;', hash='9e16b091592b38de0224dc540b480f9efe8722e6', operation='INSERT', pgid='pgtrigger_insert_insert_317b7', table='commission_motion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_motionevent" ("abstentions", "amends_id", "amount", "application_revision", "awaited_document", "by_casting_vote", "closed_at", "conditions", "defer_until", "explanation", "grounds", "id", "is_secret", "item_id", "kind", "months", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presided_by_id", "put_at", "put_by_id", "result", "state", "target_scheme_id", "votes_against", "votes_for") VALUES (NEW."abstentions", NEW."amends_id", NEW."amount", NEW."application_revision", NEW."awaited_document", NEW."by_casting_vote", NEW."closed_at", NEW."conditions", NEW."defer_until", NEW."explanation", NEW."grounds", NEW."id", NEW."is_secret", NEW."item_id", NEW."kind", NEW."months", NEW."payee", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presided_by_id", NEW."put_at", NEW."put_by_id", NEW."result", NEW."state", NEW."target_scheme_id", NEW."votes_against", NEW."votes_for"); RETURN NULL;', hash='1ca97132e8ec00b12942958ab86747b9fa67de58', operation='UPDATE', pgid='pgtrigger_update_update_65670', table='commission_motion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_motionevent" ("abstentions", "amends_id", "amount", "application_revision", "awaited_document", "by_casting_vote", "closed_at", "conditions", "defer_until", "explanation", "grounds", "id", "is_secret", "item_id", "kind", "months", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presided_by_id", "put_at", "put_by_id", "result", "state", "target_scheme_id", "votes_against", "votes_for") VALUES (OLD."abstentions", OLD."amends_id", OLD."amount", OLD."application_revision", OLD."awaited_document", OLD."by_casting_vote", OLD."closed_at", OLD."conditions", OLD."defer_until", OLD."explanation", OLD."grounds", OLD."id", OLD."is_secret", OLD."item_id", OLD."kind", OLD."months", OLD."payee", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presided_by_id", OLD."put_at", OLD."put_by_id", OLD."result", OLD."state", OLD."target_scheme_id", OLD."votes_against", OLD."votes_for"); RETURN NULL;', hash='326f7860c4f419602332ed118e6f1823037d5005', operation='DELETE', pgid='pgtrigger_delete_delete_24563', table='commission_motion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motion',
                    trigger=pgtrigger.compiler.Trigger(name='motion_closed_empties_the_box', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."is_secret" AND NEW."state" = \'closed\')', constraint='CONSTRAINT', func="\n        IF EXISTS (SELECT FROM commission_ballotbox WHERE motion_id = NEW.id AND length(sealed) > 0) THEN\n            RAISE EXCEPTION 'motion_closed_empties_the_box: voices are left in the box' USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_closed_empties_the_box';\n        END IF;\n        RETURN NULL;\n    ", hash='9bb875cac04aec1942a601dc8563ce68cbf008c9', operation='UPDATE OF "state"', pgid='pgtrigger_motion_closed_empties_the_box_82f17', table='commission_motion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=12, unique=True, verbose_name='délibération')),
                        ('outcome', models.CharField(choices=[('granted', 'accord'), ('partially_granted', 'accord partiel'), ('deferred', 'ajournement'), ('refused', 'refus'), ('redirected', 'réorientation'), ('withdrawn', 'retrait')], max_length=20, verbose_name='décision')),
                        ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='montant accordé')),
                        ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée accordée, en mois')),
                        ('payee', models.CharField(blank=True, choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], max_length=10, verbose_name='versement à')),
                        ('grounds', models.CharField(blank=True, choices=[('', 'sans objet'), ('ceiling', 'les ressources dépassent le plafond'), ('budget', 'le reste à vivre ne permet pas l’échéance'), ('purpose', 'l’objet n’entre pas dans le règlement'), ('other_scheme', 'un autre dispositif convient mieux'), ('other_help', 'une aide non remboursable convient mieux'), ('document', 'une pièce nécessaire est attendue'), ('envelope', 'l’enveloppe de l’exercice ne suffit pas'), ('running_loan', 'un prêt est déjà en cours'), ('unlawful', 'la décision reposait sur une erreur')], default='', max_length=15, verbose_name='motif')),
                        ('explanation', models.TextField(blank=True, verbose_name='explication')),
                        ('votes_for', models.PositiveSmallIntegerField(verbose_name='pour')),
                        ('votes_against', models.PositiveSmallIntegerField(verbose_name='contre')),
                        ('abstentions', models.PositiveSmallIntegerField(verbose_name='abstentions')),
                        ('by_casting_vote', models.BooleanField(default=False, verbose_name='par la voix prépondérante')),
                        ('sign_before', models.DateField(blank=True, null=True, verbose_name='à signer avant le')),
                        ('decided_at', models.DateTimeField(verbose_name='décidé le')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='applications.loanapplication', verbose_name='demande')),
                        ('commitment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='schemes.budgetmovement', verbose_name='engagement')),
                        ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sous la présidence de')),
                        ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='commission.agendaitem', verbose_name='point')),
                        ('target_scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme', verbose_name='dispositif proposé')),
                        ('motion', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='commission.motion', verbose_name='proposition')),
                        ('awaited_document', models.CharField(blank=True, max_length=200, verbose_name='pièce attendue')),
                        ('conditions', models.TextField(blank=True, verbose_name='conditions de l’accord')),
                        ('defer_until', models.DateField(blank=True, null=True, verbose_name='ajournée jusqu’au')),
                        ('path', models.CharField(choices=[('commission', 'la commission'), ('delegation', 'la présidence, par délégation'), ('takeover', 'avant Harmonie')], default='commission', max_length=10, verbose_name='prise par')),
                        ('urgency', models.TextField(blank=True, verbose_name='motif de l’urgence')),
                        ('withdraws', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawn_by', to='commission.decision', verbose_name='retire')),
                        ('rules', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commission.standingrules', verbose_name='délégation')),
                    ],
                    options={
                        'verbose_name': 'décision',
                        'verbose_name_plural': 'décisions',
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['decided_at'], name='commission__decided_ca0381_idx'), models.Index(fields=['outcome', 'decided_at'], name='commission__outcome_405e22_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'granted'), models.Q(models.Q(('grounds', ''), _negated=True), models.Q(('explanation', ''), _negated=True)), _connector='OR'), name='decision_grounds_given', violation_error_message='Un refus, un accord partiel ou un ajournement se motive.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'redirected'), _negated=True), ('target_scheme__isnull', False), _connector='OR'), name='decision_redirection_names_scheme'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'withdrawn'), ('withdraws__isnull', False)), models.Q(models.Q(('outcome', 'withdrawn'), _negated=True), ('withdraws', None)), _connector='OR'), name='decision_withdrawal_names_decision'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('amount__isnull', False), ('months__gt', 0), ('months__isnull', False), ('outcome__in', ('granted', 'partially_granted')), ('sign_before__isnull', False), models.Q(('path', 'takeover'), ('commitment__isnull', False), _connector='XOR'), models.Q(('payee', ''), _negated=True)), models.Q(models.Q(('outcome__in', ('granted', 'partially_granted')), _negated=True), ('amount', None), ('commitment', None), ('months', None), ('payee', ''), ('sign_before', None)), _connector='OR'), name='decision_grant_is_complete'), models.CheckConstraint(condition=models.Q(('votes_for__gt', models.F('votes_against')), models.Q(('by_casting_vote', True), ('votes_for', models.F('votes_against')), ('votes_for__gt', 0)), models.Q(models.Q(('path', 'commission'), _negated=True), ('abstentions', 0), ('by_casting_vote', False), ('votes_against', 0), ('votes_for', 0)), _connector='OR'), name='decision_has_majority'), models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('motion__isnull', False), ('path', 'commission'), ('rules', None), ('urgency', '')), models.Q(('item', None), ('motion', None), ('path', 'delegation'), ('rules__isnull', False), models.Q(('urgency', ''), _negated=True)), models.Q(('commitment', None), ('item', None), ('motion', None), ('outcome', 'granted'), ('path', 'takeover'), ('rules', None), ('urgency', '')), _connector='OR'), name='decision_path_is_whole')],
                        'permissions': [('decide_urgently', 'peut décider en urgence, par délégation')],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name='AgendaItem',
            name='withdraws',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal_items', to='commission.decision', verbose_name='décision à retirer'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'position'), name='agendaitem_position_unique'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['listed', 'under_vote'])), fields=('application',), name='agendaitem_one_pending_per_case'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('withdraws', None)), fields=('meeting', 'application'), name='agendaitem_once_a_meeting'),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='agendaitem_decided_has_decision', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" = \'decided\')', constraint='CONSTRAINT', func="\n        IF NOT EXISTS (SELECT FROM commission_decision WHERE item_id = NEW.id) THEN\n            RAISE EXCEPTION 'agendaitem_decided_has_decision: there is no decision for this item' USING ERRCODE = 'check_violation', CONSTRAINT = 'agendaitem_decided_has_decision';\n        END IF;\n        RETURN NULL;\n    ", hash='2a91d4ec801da03d42c3454e41ffd502915ad8bc', operation='INSERT OR UPDATE OF "state"', pgid='pgtrigger_agendaitem_decided_has_decision_97cbe', table='commission_agendaitem', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='agendaitem_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'agendaitem_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'agendaitem_never_deleted';", hash='a77e09c08263bc76c4d7326c6eae9b216f18671e', operation='DELETE', pgid='pgtrigger_agendaitem_never_deleted_a69ad', table='commission_agendaitem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='agendaitem_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'agendaitem_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'agendaitem_never_emptied';", hash='868db56bd31aece8653eb5660142ffcc471f76dd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_agendaitem_never_emptied_bb4db', table='commission_agendaitem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='agendaitem_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.meeting_id <> OLD.meeting_id OR NEW.application_id <> OLD.application_id\n            OR NEW.withdraws_id IS DISTINCT FROM OLD.withdraws_id\n            OR (OLD.state IN ('decided', 'postponed') AND NEW.state <> OLD.state)\n        THEN\n            RAISE EXCEPTION 'agendaitem_stays: a case stays on its agenda, with what became of it' USING ERRCODE = 'check_violation', CONSTRAINT = 'agendaitem_stays';\n        END IF;\n        RETURN NEW;\n    ", hash='3fc28c1aad070408607433ed4df886524366f84f', operation='UPDATE', pgid='pgtrigger_agendaitem_stays_b4e61', table='commission_agendaitem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_agendaitemevent" ("application_id", "id", "late_reason", "listed_at", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rapporteur_id", "state", "withdraws_id") VALUES (NEW."application_id", NEW."id", NEW."late_reason", NEW."listed_at", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."rapporteur_id", NEW."state", NEW."withdraws_id"); RETURN NULL;', hash='ad8b4ff3fa31669da3b842e828bf8a0e8710cdb0', operation='INSERT', pgid='pgtrigger_insert_insert_5bf31', table='commission_agendaitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_agendaitemevent" ("application_id", "id", "late_reason", "listed_at", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rapporteur_id", "state", "withdraws_id") VALUES (NEW."application_id", NEW."id", NEW."late_reason", NEW."listed_at", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."rapporteur_id", NEW."state", NEW."withdraws_id"); RETURN NULL;', hash='25f6b34a7445479180d66535fe23609564db80ab', operation='UPDATE', pgid='pgtrigger_update_update_2c581', table='commission_agendaitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_agendaitemevent" ("application_id", "id", "late_reason", "listed_at", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rapporteur_id", "state", "withdraws_id") VALUES (OLD."application_id", OLD."id", OLD."late_reason", OLD."listed_at", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."rapporteur_id", OLD."state", OLD."withdraws_id"); RETURN NULL;', hash='01b1b7c4cbfb53d8cf33dd0e2a6725c87e210de5', operation='DELETE', pgid='pgtrigger_delete_delete_59f65', table='commission_agendaitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'decision_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_append_only';", hash='4b7ec92c1254deca677b1c329eda525f8b384746', operation='UPDATE OR DELETE', pgid='pgtrigger_decision_append_only_8527e', table='commission_decision', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'decision_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_never_emptied';", hash='2afcb103c2f22504b1f50e16cefbeba744bbd538', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_decision_never_emptied_a930b', table='commission_decision', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_one_outcome', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."outcome" IN (\'deferred\', \'withdrawn\')))', func="\n        PERFORM FROM applications_loanapplication WHERE id = NEW.application_id FOR NO KEY UPDATE;\n        IF EXISTS (\n            SELECT FROM commission_decision former\n            WHERE former.application_id = NEW.application_id AND former.outcome NOT IN ('deferred', 'withdrawn')\n              AND NOT EXISTS (SELECT FROM commission_decision later WHERE later.withdraws_id = former.id)\n        ) THEN\n            RAISE EXCEPTION 'decision_one_outcome: this case has an outcome that stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_one_outcome';\n        END IF;\n        RETURN NEW;\n    ", hash='bf901309257e1127efcf9e32981fefec006f750f', operation='INSERT', pgid='pgtrigger_decision_one_outcome_1289f', table='commission_decision', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_withdrawal_in_time', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."withdraws_id" IS NOT NULL)', func="\n        IF NOT EXISTS (\n            SELECT FROM commission_decision former\n            LEFT JOIN commission_agendaitem item ON item.id = former.item_id\n            LEFT JOIN commission_meeting meeting ON meeting.id = item.meeting_id\n            JOIN commission_standingrules rules ON rules.id = coalesce(former.rules_id, meeting.rules_id)\n            WHERE former.id = NEW.withdraws_id AND former.application_id = NEW.application_id\n              AND former.outcome NOT IN ('deferred', 'withdrawn')\n              AND NEW.decided_at < former.decided_at + make_interval(months => rules.withdrawal_months::int, days => 1)\n        ) THEN\n            RAISE EXCEPTION 'decision_withdrawal_in_time: too late, or not a decision that can be taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_withdrawal_in_time';\n        END IF;\n        RETURN NEW;\n    ", hash='06bfc70430140989d465961e27e5e0adefe06ca5', operation='INSERT', pgid='pgtrigger_decision_withdrawal_in_time_2b1e3', table='commission_decision', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_withdrawal_releases', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."withdraws_id" IS NOT NULL)', constraint='CONSTRAINT', func="\n        IF EXISTS (\n            SELECT FROM commission_decision former WHERE former.id = NEW.withdraws_id\n              AND former.commitment_id IS NOT NULL\n              AND NOT EXISTS (SELECT FROM schemes_budgetmovement WHERE releases_id = former.commitment_id)\n        ) THEN\n            RAISE EXCEPTION 'decision_withdrawal_releases: the money of a withdrawn grant is given back' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_withdrawal_releases';\n        END IF;\n        RETURN NULL;\n    ", hash='43f6e22e8016f6fce768fab91b7bf6387cacc986', operation='INSERT', pgid='pgtrigger_decision_withdrawal_releases_f21b8', table='commission_decision', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_within_delegation', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."path" = \'delegation\')', func="\n        IF NOT EXISTS (\n            SELECT FROM commission_standingrules rules\n            WHERE rules.id = NEW.rules_id AND rules.urgent_cap IS NOT NULL\n              AND rules.valid_from = (\n                  SELECT max(valid_from) FROM commission_standingrules\n                  WHERE valid_from <= (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date)\n              AND (NEW.amount IS NULL OR NEW.amount <= rules.urgent_cap)\n        ) THEN\n            RAISE EXCEPTION 'decision_within_delegation: the rules give no delegation for this' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_within_delegation';\n        END IF;\n        RETURN NEW;\n    ", hash='b97057052331c2410c9e1afa4b2f08e99dea2968', operation='INSERT', pgid='pgtrigger_decision_within_delegation_0a284', table='commission_decision', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='decision_matches_motion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE motion commission_motion%ROWTYPE; item commission_agendaitem%ROWTYPE; reserved numeric;', func="\n        SELECT movement.amount INTO reserved FROM schemes_budgetmovement movement\n        JOIN schemes_budgetenvelope envelope ON envelope.id = movement.envelope_id\n        JOIN applications_loanapplication application ON application.scheme_id = envelope.scheme_id\n        WHERE movement.id = NEW.commitment_id AND movement.kind = 'commitment' AND application.id = NEW.application_id\n          AND NOT EXISTS (SELECT FROM schemes_budgetmovement WHERE releases_id = movement.id);\n        IF NEW.amount IS NOT NULL AND NEW.path <> 'takeover' AND reserved IS DISTINCT FROM NEW.amount THEN\n            RAISE EXCEPTION 'decision_reserves_its_amount: a grant reserves its amount in its own envelope' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_reserves_its_amount';\n        END IF;\n        IF (NEW.path = 'takeover') <> (\n            SELECT is_taken_over FROM applications_loanapplication WHERE id = NEW.application_id\n        ) THEN\n            RAISE EXCEPTION 'decision_of_takeover_only: what was decided elsewhere, and only that, is taken over' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_of_takeover_only';\n        END IF;\n        IF NEW.path = 'commission' THEN\n            SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id;\n            SELECT * INTO item FROM commission_agendaitem WHERE id = NEW.item_id;\n            IF ROW(motion.item_id, item.application_id, motion.result, motion.amount, motion.months, motion.payee,\n                   motion.target_scheme_id, motion.grounds, motion.explanation, motion.conditions,\n                   motion.awaited_document, motion.defer_until, item.withdraws_id)\n                IS DISTINCT FROM ROW(NEW.item_id, NEW.application_id, 'adopted'::varchar, NEW.amount, NEW.months,\n                   NEW.payee, NEW.target_scheme_id, NEW.grounds, NEW.explanation, NEW.conditions,\n                   NEW.awaited_document, NEW.defer_until, NEW.withdraws_id)\n                OR (motion.kind, NEW.outcome) NOT IN (('grant', 'granted'), ('grant', 'partially_granted'),\n                    ('defer', 'deferred'), ('refuse', 'refused'), ('redirect', 'redirected'), ('withdraw', 'withdrawn'))\n            THEN\n                RAISE EXCEPTION 'decision_matches_motion: a decision repeats the motion adopted' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_matches_motion';\n            END IF;\n            IF ROW(motion.votes_for, motion.votes_against, motion.abstentions)\n                IS DISTINCT FROM ROW(NEW.votes_for, NEW.votes_against, NEW.abstentions)\n            THEN\n                RAISE EXCEPTION 'decision_counts_the_voices: the count is not that of the motion' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_counts_the_voices';\n            END IF;\n        END IF;\n        IF NEW.amount IS NOT NULL AND NEW.path <> 'takeover' THEN\n    \n    PERFORM FROM schemes_schemeterms terms\n    JOIN applications_loanapplication application\n      ON application.id = NEW.application_id AND application.scheme_id = terms.scheme_id\n    WHERE application.requested_on >= terms.valid_from\n      AND (terms.valid_to IS NULL OR application.requested_on < terms.valid_to)\n      AND NEW.amount BETWEEN terms.amount_min AND terms.amount_max\n      AND NEW.months BETWEEN terms.months_min AND terms.months_max\n    FOR SHARE OF terms;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'decision_within_terms: amount or months outside the terms in force on the request date'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_within_terms';\n    END IF;\n\n        END IF;\n        RETURN NEW;\n    ", hash='d38a1913d2457f50733060e8a3e863fe0bb7ec2e', operation='INSERT', pgid='pgtrigger_decision_matches_motion_798c7', table='commission_decision', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='DecisionLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='commission.decision', verbose_name='décision')),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision_letter', to='documents.issueddocument', verbose_name='document')),
                    ],
                    options={
                        'verbose_name': 'lettre de décision',
                        'verbose_name_plural': 'lettres de décision',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decisionletter',
                    trigger=pgtrigger.compiler.Trigger(name='decisionletter_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'decisionletter_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'decisionletter_append_only';", hash='02557b3df58420485206bce50b88688e1f4d4526', operation='UPDATE OR DELETE', pgid='pgtrigger_decisionletter_append_only_c9f3d', table='commission_decisionletter', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decisionletter',
                    trigger=pgtrigger.compiler.Trigger(name='decisionletter_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'decisionletter_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'decisionletter_never_emptied';", hash='d1c9def354ba87a77b40c1c9c8860114befb71b8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_decisionletter_never_emptied_b56bf', table='commission_decisionletter', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='AgendaItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField(verbose_name='point')),
                        ('state', models.CharField(choices=[('listed', 'inscrit'), ('under_vote', 'au vote'), ('decided', 'décidé'), ('postponed', 'reporté')], default='listed', max_length=10, verbose_name='état')),
                        ('listed_at', models.DateTimeField(verbose_name='inscrit le')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='applications.loanapplication', verbose_name='demande')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.agendaitem')),
                        ('rapporteur', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rapporteur')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.meeting', verbose_name='séance')),
                        ('late_reason', models.CharField(blank=True, max_length=200, verbose_name='raison d’une inscription tardive')),
                        ('withdraws', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.decision', verbose_name='décision à retirer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitemevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='d8d1191d225480e7d3ddecc6620be916f2f12d48', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_0f1ac', table='commission_agendaitemevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitemevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='3592971f053ecb343bd181f0ba9485e669d95abd', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_49d6a', table='commission_agendaitemevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitemevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='e5a6ce6794c87c7e30a204de1b4d0ee2e82411b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_2ab79', table='commission_agendaitemevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='MotionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('grant', 'accorder'), ('defer', 'ajourner'), ('refuse', 'refuser'), ('redirect', 'réorienter'), ('withdraw', 'retirer la décision')], max_length=10, verbose_name='proposition')),
                        ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='montant')),
                        ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée, en mois')),
                        ('payee', models.CharField(blank=True, choices=[('borrower', 'l’emprunteur'), ('supplier', 'le fournisseur')], max_length=10, verbose_name='versement à')),
                        ('grounds', models.CharField(blank=True, choices=[('', 'sans objet'), ('ceiling', 'les ressources dépassent le plafond'), ('budget', 'le reste à vivre ne permet pas l’échéance'), ('purpose', 'l’objet n’entre pas dans le règlement'), ('other_scheme', 'un autre dispositif convient mieux'), ('other_help', 'une aide non remboursable convient mieux'), ('document', 'une pièce nécessaire est attendue'), ('envelope', 'l’enveloppe de l’exercice ne suffit pas'), ('running_loan', 'un prêt est déjà en cours'), ('unlawful', 'la décision reposait sur une erreur')], default='', max_length=15, verbose_name='motif')),
                        ('explanation', models.TextField(blank=True, verbose_name='explication')),
                        ('application_revision', models.PositiveIntegerField(verbose_name='révision du dossier')),
                        ('state', models.CharField(choices=[('open', 'vote ouvert'), ('closed', 'vote clos')], default='open', max_length=6, verbose_name='état')),
                        ('result', models.CharField(blank=True, choices=[('adopted', 'adoptée'), ('rejected', 'rejetée'), ('stale', 'caduque'), ('dropped', 'retirée'), ('amended', 'remplacée par un amendement')], max_length=8, verbose_name='résultat')),
                        ('put_at', models.DateTimeField(verbose_name='mise aux voix le')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.agendaitem', verbose_name='point')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.motion')),
                        ('put_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='mise aux voix par')),
                        ('target_scheme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='schemes.scheme', verbose_name='dispositif proposé')),
                        ('abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='abstentions')),
                        ('amends', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.motion', verbose_name='amende')),
                        ('awaited_document', models.CharField(blank=True, max_length=200, verbose_name='pièce attendue')),
                        ('by_casting_vote', models.BooleanField(default=False, verbose_name='par la voix prépondérante')),
                        ('conditions', models.TextField(blank=True, verbose_name='conditions de l’accord')),
                        ('defer_until', models.DateField(blank=True, null=True, verbose_name='ajournée jusqu’au')),
                        ('is_secret', models.BooleanField(default=False, verbose_name='au scrutin secret')),
                        ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='contre')),
                        ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pour')),
                        ('presided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sous la présidence de')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motionevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='8aef3d37c933f42624b6c60f7c2a87e6704e72e2', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_846d6', table='commission_motionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motionevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='7b5b89543b72e8e9a353ca2710fdb3041f4dc62f', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_879a7', table='commission_motionevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='motionevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='63e305413f22e5223320d37d7bdea71150adfa9f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_a18b7', table='commission_motionevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Recusal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200, verbose_name='raison')),
                        ('declared_at', models.DateTimeField(verbose_name='déclaré le')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='commission.agendaitem', verbose_name='point')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='commission.seat', verbose_name='siège')),
                    ],
                    options={
                        'verbose_name': 'déport',
                        'verbose_name_plural': 'déports',
                        'constraints': [models.UniqueConstraint(fields=('item', 'seat'), name='recusal_once_per_item')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recusal',
                    trigger=pgtrigger.compiler.Trigger(name='recusal_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'recusal_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_append_only';", hash='2bee073730661bf51352968531cb03ca2cd65cba', operation='UPDATE OR DELETE', pgid='pgtrigger_recusal_append_only_40df1', table='commission_recusal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recusal',
                    trigger=pgtrigger.compiler.Trigger(name='recusal_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'recusal_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_never_emptied';", hash='ad82dbd79941acfb0ed5500030d99964aefbd4d0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_recusal_never_emptied_cc57e', table='commission_recusal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recusal',
                    trigger=pgtrigger.compiler.Trigger(name='recusal_seat_matches', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM FROM commission_agendaitem item JOIN commission_seat seat ON seat.meeting_id = item.meeting_id\n        WHERE item.id = NEW.item_id AND seat.id = NEW.seat_id AND seat.user_id = NEW.user_id\n        FOR UPDATE OF seat;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION 'recusal_seat_matches: the seat is not this member''s at this meeting' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_seat_matches';\n        END IF;\n        IF NOT EXISTS (\n            SELECT FROM commission_agendaitem WHERE id = NEW.item_id AND state IN ('listed', 'under_vote')\n        ) THEN\n            RAISE EXCEPTION 'recusal_while_pending: this case is decided or postponed' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_while_pending';\n        END IF;\n        IF EXISTS (\n            SELECT FROM commission_vote vote JOIN commission_motion motion ON motion.id = vote.motion_id\n            WHERE motion.item_id = NEW.item_id AND motion.state = 'open'\n              AND (vote.seat_id = NEW.seat_id OR vote.cast_by_id = NEW.user_id)\n        ) OR EXISTS (\n            SELECT FROM commission_secretvoter voter JOIN commission_motion motion ON motion.id = voter.motion_id\n            WHERE motion.item_id = NEW.item_id AND motion.state = 'open'\n              AND (voter.seat_id = NEW.seat_id OR voter.cast_by_id = NEW.user_id)\n        ) THEN\n            RAISE EXCEPTION 'recusal_before_the_vote: this member has already voted on the open motion' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_before_the_vote';\n        END IF;\n        RETURN NEW;\n    ", hash='ad0fc3925743956a1d1c794af10332a81f0b3729', operation='INSERT', pgid='pgtrigger_recusal_seat_matches_f9d8e', table='commission_recusal', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Vote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('choice', models.CharField(choices=[('for', 'Pour'), ('against', 'Contre'), ('abstention', 'Abstention')], max_length=10, verbose_name='voix')),
                        ('cast_at', models.DateTimeField(verbose_name='exprimée le')),
                        ('cast_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='exprimée par')),
                        ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='commission.motion', verbose_name='proposition')),
                        ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='commission.vote', verbose_name='remplace')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='commission.seat', verbose_name='siège')),
                        ('means', models.CharField(choices=[('own', 'en personne'), ('proxy', 'par pouvoir'), ('show_of_hands', 'à main levée, notée par le secrétariat')], default='own', max_length=15, verbose_name='exprimée')),
                    ],
                    options={
                        'verbose_name': 'voix',
                        'verbose_name_plural': 'voix',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('motion', 'seat'), name='vote_one_per_member'), models.CheckConstraint(condition=models.Q(('choice__in', ['for', 'against', 'abstention'])), name='vote_choice_known')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vote',
                    trigger=pgtrigger.compiler.Trigger(name='vote_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'vote_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_append_only';", hash='86daf16817083eca009621439defce20763274f1', operation='UPDATE OR DELETE', pgid='pgtrigger_vote_append_only_cb40e', table='commission_vote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vote',
                    trigger=pgtrigger.compiler.Trigger(name='vote_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'vote_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_never_emptied';", hash='7e918708049e85aa2f8cd5e7508fd4a52c8c3898', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_vote_never_emptied_2a504', table='commission_vote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vote',
                    trigger=pgtrigger.compiler.Trigger(name='vote_allowed', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE motion commission_motion%ROWTYPE; item commission_agendaitem%ROWTYPE; seat commission_seat%ROWTYPE; voice commission_seat%ROWTYPE; refusal text; previous commission_vote%ROWTYPE;', func="\n    SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;\n    SELECT * INTO item FROM commission_agendaitem WHERE id = motion.item_id;\n    SELECT * INTO seat FROM commission_seat WHERE id = NEW.seat_id FOR SHARE;\n    voice := seat;\n    IF seat.presence <> 'present' THEN\n        SELECT holder.* INTO voice FROM commission_seat holder\n        JOIN commission_proxy proxy ON proxy.holder_id = holder.id AND proxy.giver_id = seat.id\n        WHERE proxy.revoked_at IS NULL FOR SHARE OF holder;\n    END IF;\n    PERFORM FROM commission_seat WHERE id = seat.stands_in_for_id FOR NO KEY UPDATE;\n    IF motion.state <> 'open' THEN\n        refusal := 'vote_motion_open';\n    ELSIF seat.meeting_id <> item.meeting_id THEN\n        refusal := 'vote_seat_of_this_meeting';\n    ELSIF EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = seat.id) THEN\n        refusal := 'vote_not_recused';\n    ELSIF voice.presence IS DISTINCT FROM 'present'\n        OR EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = voice.id)\n    THEN\n        refusal := 'vote_present_or_represented';\n    ELSIF EXISTS (\n        SELECT FROM commission_seat pair\n        WHERE (pair.stands_in_for_id = seat.id OR pair.id = seat.stands_in_for_id) AND (\n            pair.presence = 'present'\n            OR EXISTS (SELECT FROM commission_vote WHERE motion_id = motion.id AND seat_id = pair.id)\n            OR EXISTS (SELECT FROM commission_secretvoter WHERE motion_id = motion.id AND seat_id = pair.id))\n    ) THEN\n        refusal := 'vote_one_per_mandate';\n\n        ELSIF motion.is_secret THEN\n            refusal := 'vote_motion_is_public';\n        ELSIF NEW.means <> 'show_of_hands' AND NEW.cast_by_id <> voice.user_id THEN\n            refusal := 'vote_by_own_voice';\n        ELSIF NEW.means = 'own' AND voice.id <> seat.id OR NEW.means = 'proxy' AND voice.id = seat.id THEN\n            refusal := 'vote_means_agree';\n        ELSIF NEW.replaces_id IS NOT NULL THEN\n            SELECT * INTO previous FROM commission_vote WHERE id = NEW.replaces_id;\n            IF previous.motion_id <> NEW.motion_id OR previous.seat_id <> NEW.seat_id THEN\n                refusal := 'vote_replaces_own_vote';\n            ELSIF NEW.means = 'show_of_hands' AND previous.means <> 'show_of_hands' THEN\n                refusal := 'vote_own_voice_stands';\n            END IF;\n    \n    END IF;\n    IF refusal IS NOT NULL THEN\n        RAISE EXCEPTION '%', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;\n    END IF;\n    RETURN NEW;\n", hash='4b15b14f6ec5ca61a6997c7afad64cccfb13c835', operation='INSERT', pgid='pgtrigger_vote_allowed_ef286', table='commission_vote', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='BallotBox',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sealed', models.BinaryField(verbose_name='contenu scellé')),
                        ('motion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ballot_box', to='commission.motion', verbose_name='proposition')),
                    ],
                    options={
                        'verbose_name': 'urne',
                        'verbose_name_plural': 'urnes',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ballotbox',
                    trigger=pgtrigger.compiler.Trigger(name='ballotbox_lives_with_motion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE motion commission_motion%ROWTYPE;', func="\n        SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;\n        IF NOT motion.is_secret OR motion.state = 'closed' AND length(NEW.sealed) > 0\n            OR TG_OP = 'UPDATE' AND NEW.motion_id <> OLD.motion_id\n        THEN\n            RAISE EXCEPTION 'ballotbox_lives_with_motion: a box is filled while its secret motion is open' USING ERRCODE = 'check_violation', CONSTRAINT = 'ballotbox_lives_with_motion';\n        END IF;\n        RETURN NEW;\n    ", hash='63ba90af7bb7e5c86fc261b0dd181cd3e626ec89', operation='INSERT OR UPDATE', pgid='pgtrigger_ballotbox_lives_with_motion_fbd86', table='commission_ballotbox', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ballotbox',
                    trigger=pgtrigger.compiler.Trigger(name='ballotbox_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'ballotbox_never_deleted: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'ballotbox_never_deleted';", hash='41fb4f16ebd0329068804a15747a099a85307f1a', operation='DELETE', pgid='pgtrigger_ballotbox_never_deleted_7ff28', table='commission_ballotbox', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ballotbox',
                    trigger=pgtrigger.compiler.Trigger(name='ballotbox_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'ballotbox_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'ballotbox_never_emptied';", hash='cc6eb7bc69f9cb15f098389ec6850b55319d8842', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_ballotbox_never_emptied_5fadf', table='commission_ballotbox', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='LetterDispatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('channel', models.CharField(choices=[('post', 'courrier simple'), ('registered', 'lettre recommandée'), ('by_hand', 'remise en main propre'), ('mail', 'courriel')], max_length=10, verbose_name='envoi')),
                        ('sent_on', models.DateField(verbose_name='partie le')),
                        ('noted_at', models.DateTimeField(verbose_name='noté le')),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dispatch', to='commission.decisionletter', verbose_name='lettre')),
                        ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                    ],
                    options={
                        'verbose_name': 'envoi d’une lettre',
                        'verbose_name_plural': 'envois des lettres',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letterdispatch',
                    trigger=pgtrigger.compiler.Trigger(name='letterdispatch_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'letterdispatch_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'letterdispatch_append_only';", hash='95e77fa57a26e26da3823767131cf88dd48559c5', operation='UPDATE OR DELETE', pgid='pgtrigger_letterdispatch_append_only_1e117', table='commission_letterdispatch', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letterdispatch',
                    trigger=pgtrigger.compiler.Trigger(name='letterdispatch_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'letterdispatch_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'letterdispatch_never_emptied';", hash='aad11bfc223196a736b2198bfb6801dad2d54e0a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_letterdispatch_never_emptied_95c74', table='commission_letterdispatch', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='MinutesRemark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='remarque')),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='remark', to='commission.agendaitem', verbose_name='point')),
                        ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='commission.minutes', verbose_name='procès-verbal')),
                    ],
                    options={
                        'verbose_name': 'remarque au procès-verbal',
                        'verbose_name_plural': 'remarques au procès-verbal',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremark',
                    trigger=pgtrigger.compiler.Trigger(name='minutesremark_before_signature', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE remark commission_minutesremark%ROWTYPE;', func="\n        remark := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;\n        PERFORM FROM commission_minutes minutes JOIN commission_agendaitem item ON item.meeting_id = minutes.meeting_id\n        WHERE minutes.id = remark.minutes_id AND item.id = remark.item_id AND minutes.signed_at IS NULL\n        FOR SHARE OF minutes;\n        IF NOT FOUND OR TG_OP = 'UPDATE'\n            AND (NEW.minutes_id, NEW.item_id) IS DISTINCT FROM (OLD.minutes_id, OLD.item_id)\n        THEN\n            RAISE EXCEPTION 'minutesremark_before_signature: the minutes are signed, or are another meeting''s' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutesremark_before_signature';\n        END IF;\n        IF TG_OP = 'DELETE' THEN\n            RETURN OLD;\n        END IF;\n        RETURN NEW;\n    ", hash='ff8d2e7ec9f31d2b5fdca564002c8da3e67711e4', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_minutesremark_before_signature_8b5f3', table='commission_minutesremark', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremark',
                    trigger=pgtrigger.compiler.Trigger(name='minutesremark_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'minutesremark_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutesremark_never_emptied';", hash='c3881f204e18123a558221d97b878c54c466ceea', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_minutesremark_never_emptied_3ff18', table='commission_minutesremark', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremark',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_minutesremarkevent" ("id", "item_id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."item_id", NEW."minutes_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='015e61e49a59dd982ab7d64c12befd94a0f86b57', operation='INSERT', pgid='pgtrigger_insert_insert_fe620', table='commission_minutesremark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremark',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_minutesremarkevent" ("id", "item_id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."item_id", NEW."minutes_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='6892b4fdc69f19b8c3371a940ee8a6199758ed28', operation='UPDATE', pgid='pgtrigger_update_update_5f556', table='commission_minutesremark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremark',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_minutesremarkevent" ("id", "item_id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."id", OLD."item_id", OLD."minutes_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='4a9ac9ef482724970a6814ca0bfc9f90f9a8cfd1', operation='DELETE', pgid='pgtrigger_delete_delete_a5f2a', table='commission_minutesremark', when='AFTER')),
                ),
                migrations.CreateModel(
                    name='MinutesRemarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.TextField(verbose_name='remarque')),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.agendaitem', verbose_name='point')),
                        ('minutes', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.minutes', verbose_name='procès-verbal')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.minutesremark')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremarkevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_from_triggers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'history_from_triggers_only: history is written by the change itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_from_triggers_only';\n            END IF;\n            RETURN NEW;\n        ", hash='1a604725e4b8795428057873dc671ef15ebba7a8', operation='INSERT', pgid='pgtrigger_history_from_triggers_only_ea19b', table='commission_minutesremarkevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremarkevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';", hash='4257c709b48e1ad75c8d64ed546d5f4f542d7bdc', operation='UPDATE OR DELETE', pgid='pgtrigger_history_append_only_7e01d', table='commission_minutesremarkevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='minutesremarkevent',
                    trigger=pgtrigger.compiler.Trigger(name='history_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'history_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_never_emptied';", hash='d12524987378100bbccffb802b922cb0efac5e31', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_history_never_emptied_2c6a6', table='commission_minutesremarkevent', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='PrivateNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='note')),
                        ('written_at', models.DateTimeField(verbose_name='écrite le')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='private_notes', to='commission.agendaitem', verbose_name='point')),
                    ],
                    options={
                        'verbose_name': 'note personnelle',
                        'verbose_name_plural': 'notes personnelles',
                        'constraints': [models.UniqueConstraint(fields=('item', 'author'), name='privatenote_one_per_item')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='privatenote',
                    trigger=pgtrigger.compiler.Trigger(name='privatenote_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'privatenote_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'privatenote_never_emptied';", hash='fd02cef8f03cb62e70b00843ce3730f7e5be3682', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_privatenote_never_emptied_f1850', table='commission_privatenote', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='Reading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('read_at', models.DateTimeField(verbose_name='lu le')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='commission.agendaitem', verbose_name='point')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                    ],
                    options={
                        'verbose_name': 'lecture',
                        'verbose_name_plural': 'lectures',
                        'constraints': [models.UniqueConstraint(fields=('item', 'user'), name='reading_once_per_item')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reading',
                    trigger=pgtrigger.compiler.Trigger(name='reading_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reading_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_append_only';", hash='a11aaf94f64a56f5478236c78edce5eb143b72ed', operation='UPDATE OR DELETE', pgid='pgtrigger_reading_append_only_8ef51', table='commission_reading', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reading',
                    trigger=pgtrigger.compiler.Trigger(name='reading_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'reading_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_never_emptied';", hash='5869cc7278b9a401c4df308f97f656819c65dbb7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_reading_never_emptied_7d2ef', table='commission_reading', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='SecretDemand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secret_demands', to='commission.agendaitem', verbose_name='point')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commission.seat', verbose_name='siège')),
                    ],
                    options={
                        'verbose_name': 'demande de scrutin secret',
                        'verbose_name_plural': 'demandes de scrutin secret',
                        'constraints': [models.UniqueConstraint(fields=('item', 'seat'), name='secretdemand_once_per_item')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secretdemand',
                    trigger=pgtrigger.compiler.Trigger(name='secretdemand_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'secretdemand_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'secretdemand_append_only';", hash='17c6de8791ec9426e20764638e066becd10c0c7f', operation='UPDATE OR DELETE', pgid='pgtrigger_secretdemand_append_only_6a116', table='commission_secretdemand', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secretdemand',
                    trigger=pgtrigger.compiler.Trigger(name='secretdemand_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'secretdemand_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'secretdemand_never_emptied';", hash='92a9cc6d26d7389afc591ff2f36af3c4bfa5a2b5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_secretdemand_never_emptied_e1bc4', table='commission_secretdemand', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='SecretVoter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('cast_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déposée par')),
                        ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secret_voters', to='commission.motion', verbose_name='proposition')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commission.seat', verbose_name='siège')),
                    ],
                    options={
                        'verbose_name': 'votant au scrutin secret',
                        'verbose_name_plural': 'votants au scrutin secret',
                        'constraints': [models.UniqueConstraint(fields=('motion', 'seat'), name='secretvoter_once')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secretvoter',
                    trigger=pgtrigger.compiler.Trigger(name='secretvoter_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'secretvoter_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'secretvoter_append_only';", hash='6d159e72a9dfc830b89c93426da1274b7a369960', operation='UPDATE OR DELETE', pgid='pgtrigger_secretvoter_append_only_9f030', table='commission_secretvoter', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secretvoter',
                    trigger=pgtrigger.compiler.Trigger(name='secretvoter_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'secretvoter_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'secretvoter_never_emptied';", hash='3ff61b1341c97e9cbbd6fce138f509c37098b5b9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_secretvoter_never_emptied_35066', table='commission_secretvoter', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='secretvoter',
                    trigger=pgtrigger.compiler.Trigger(name='secretvoter_allowed', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE motion commission_motion%ROWTYPE; item commission_agendaitem%ROWTYPE; seat commission_seat%ROWTYPE; voice commission_seat%ROWTYPE; refusal text;', func="\n    SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;\n    SELECT * INTO item FROM commission_agendaitem WHERE id = motion.item_id;\n    SELECT * INTO seat FROM commission_seat WHERE id = NEW.seat_id FOR SHARE;\n    voice := seat;\n    IF seat.presence <> 'present' THEN\n        SELECT holder.* INTO voice FROM commission_seat holder\n        JOIN commission_proxy proxy ON proxy.holder_id = holder.id AND proxy.giver_id = seat.id\n        WHERE proxy.revoked_at IS NULL FOR SHARE OF holder;\n    END IF;\n    PERFORM FROM commission_seat WHERE id = seat.stands_in_for_id FOR NO KEY UPDATE;\n    IF motion.state <> 'open' THEN\n        refusal := 'vote_motion_open';\n    ELSIF seat.meeting_id <> item.meeting_id THEN\n        refusal := 'vote_seat_of_this_meeting';\n    ELSIF EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = seat.id) THEN\n        refusal := 'vote_not_recused';\n    ELSIF voice.presence IS DISTINCT FROM 'present'\n        OR EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = voice.id)\n    THEN\n        refusal := 'vote_present_or_represented';\n    ELSIF EXISTS (\n        SELECT FROM commission_seat pair\n        WHERE (pair.stands_in_for_id = seat.id OR pair.id = seat.stands_in_for_id) AND (\n            pair.presence = 'present'\n            OR EXISTS (SELECT FROM commission_vote WHERE motion_id = motion.id AND seat_id = pair.id)\n            OR EXISTS (SELECT FROM commission_secretvoter WHERE motion_id = motion.id AND seat_id = pair.id))\n    ) THEN\n        refusal := 'vote_one_per_mandate';\n\n        ELSIF NOT motion.is_secret THEN\n            refusal := 'secretvoter_motion_is_secret';\n        ELSIF NEW.cast_by_id <> voice.user_id THEN\n            refusal := 'vote_by_own_voice';\n    \n    END IF;\n    IF refusal IS NOT NULL THEN\n        RAISE EXCEPTION '%', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;\n    END IF;\n    RETURN NEW;\n", hash='dae77dc38ecd6f014b346d7bf34452221972aab3', operation='INSERT', pgid='pgtrigger_secretvoter_allowed_2487c', table='commission_secretvoter', when='BEFORE')),
                ),
                migrations.CreateModel(
                    name='UrgentReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('listed_at', models.DateTimeField(verbose_name='portée à l’ordre du jour le')),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='commission.decision', verbose_name='décision')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urgent_reports', to='commission.meeting', verbose_name='séance')),
                    ],
                    options={
                        'verbose_name': 'compte rendu d’une décision urgente',
                        'verbose_name_plural': 'comptes rendus des décisions urgentes',
                        'ordering': ['decision_id'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='urgentreport',
                    trigger=pgtrigger.compiler.Trigger(name='urgentreport_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'urgentreport_append_only: rows are only added' USING ERRCODE = 'check_violation', CONSTRAINT = 'urgentreport_append_only';", hash='182de4efb91d98a37948c3e8b54ab25513e87e62', operation='UPDATE OR DELETE', pgid='pgtrigger_urgentreport_append_only_6564e', table='commission_urgentreport', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='urgentreport',
                    trigger=pgtrigger.compiler.Trigger(name='urgentreport_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'urgentreport_never_emptied: these rows are kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'urgentreport_never_emptied';", hash='5e027d489dfa0743ae70e68b2a1b56a42c724b18', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_urgentreport_never_emptied_cbf97', table='commission_urgentreport', when='BEFORE')),
                ),
            ]
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(found, migrations.RunPython.noop),
    ]
