import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0005_worklist_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="reader",
            name="opened_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="ouvert depuis le"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.CheckConstraint(
                condition=models.Q(("opened_at__lte", models.F("seen_at"))), name="reader_opened_before_seen"
            ),
        ),
    ]
