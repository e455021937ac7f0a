"""A convocation remembers its agenda, and what it hid from whom it was for."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commission", "0005_counted")]

    operations = [
        migrations.AddField(
            model_name="meetingpaper",
            name="agenda",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="points, dans leur ordre",
            ),
        ),
        migrations.AddField(
            model_name="meetingpaper",
            name="hides",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name="points tus"
            ),
        ),
    ]
