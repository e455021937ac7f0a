from django.db import migrations

ROLES = (
    "partner",
    "social_worker",
    "commission_member",
    "chair",
    "secretary",
    "finance",
    "administrator",
    "auditor",
)


def seed(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
