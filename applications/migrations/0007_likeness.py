import applications.models.applicant
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0006_reader_opened_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='applicant',
            name='address_key',
            field=models.GeneratedField(db_persist=True, expression=applications.models.applicant.AddressKey('postcode', 'address'), output_field=models.TextField(null=True)),
        ),
        migrations.AddField(
            model_name='applicant',
            name='phone_key',
            field=models.GeneratedField(db_persist=True, expression=applications.models.applicant.PhoneKey('phone'), output_field=models.TextField(null=True)),
        ),
        migrations.AddIndex(
            model_name='applicant',
            index=models.Index(fields=['phone_key'], name='applicant_phone'),
        ),
        migrations.AddIndex(
            model_name='applicant',
            index=models.Index(fields=['address_key'], name='applicant_address'),
        ),
    ]
