from django.db import migrations


def grant(apps, schema_editor):
    """The presidency may let a request pass where the terms allow a derogation."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="applications", model="derogation"
    )
    granted, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="derogate_loanapplication", defaults={"name": "peut accorder une dérogation"}
    )
    for role in apps.get_model("auth", "Group").objects.filter(name="chair"):
        role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_intake"),
        ("accounts", "0004_intake"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
