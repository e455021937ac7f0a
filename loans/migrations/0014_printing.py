
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_loan_papers'),
        ('loans', '0013_ended_loans_reopen'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='printbatch',
            name='content',
        ),
        migrations.AddField(
            model_name='printbatch',
            name='both_sides',
            field=models.BooleanField(default=True, verbose_name='recto verso'),
        ),
        migrations.AddField(
            model_name='printbatch',
            name='pages',
            field=models.PositiveIntegerField(default=0, verbose_name='pages'),
        ),
        migrations.AddField(
            model_name='printbatch',
            name='size',
            field=models.PositiveBigIntegerField(default=0, verbose_name='octets'),
        ),
        migrations.AlterField(
            model_name='printbatch',
            name='kind',
            field=models.CharField(choices=[('schedule', 'échéanciers'), ('agreement', 'contrats'), ('receipt', 'derniers reçus'), ('settlement', 'attestations de solde'), ('reminder', 'lettres de relance'), ('document', 'documents')], max_length=20, verbose_name='papiers'),
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
    ]
