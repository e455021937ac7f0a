from django.db import migrations

GRANTS = {
    "view_loan": ("finance",),
    "keep_loan": ("finance",),
}
LABELS = {
    "view_loan": "Can view prêt",
    "keep_loan": "peut tenir le compte d’un prêt",
}


def grant(apps, schema_editor):
    """Permissions are made here by hand: on a fresh database Django only adds them after the last migration."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    for codename, roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="loans", model=codename.split("_")[1])
        granted, _ = permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": LABELS[codename]}
        )
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0001_initial"),
        ("accounts", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
