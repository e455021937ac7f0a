import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("commission", "0004_rules_in_force"),
    ]

    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="rules",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commission.standingrules", verbose_name="règlement"),
        ),
        migrations.AlterField(
            model_name='meetingevent',
            name='rules',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.standingrules', verbose_name='règlement'),
        ),
        migrations.AddConstraint(
            model_name='motion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('abstentions__isnull', False), ('result__in', ['adopted', 'rejected']), ('votes_against__isnull', False), ('votes_for__isnull', False)), models.Q(models.Q(('result__in', ['adopted', 'rejected']), _negated=True), ('abstentions', None), ('by_casting_vote', False), ('votes_against', None), ('votes_for', None)), _connector='OR'), name='motion_counted_when_voted'),
        ),
        migrations.AddConstraint(
            model_name='motion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('defer_until__isnull', False), ('kind', 'defer')), models.Q(models.Q(('kind', 'defer'), _negated=True), ('awaited_document', ''), ('defer_until', None)), _connector='OR'), name='motion_deferral_has_a_term', violation_error_message='Un ajournement a un terme.'),
        ),
    ]
