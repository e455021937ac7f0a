from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('loans', '0006_chain_and_rules'),
    ]

    operations = [
        migrations.AddField(
            model_name='portfolioimport',
            name='started_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='reprise commencée le'),
        ),
    ]
