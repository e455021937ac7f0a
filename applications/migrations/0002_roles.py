from django.db import migrations

GRANTS = {
    "view_loanapplication": ("partner", "social_worker", "secretary"),
    "refer_loanapplication": ("partner", "social_worker"),
    "assess_loanapplication": ("social_worker",),
}
LABELS = {
    "view_loanapplication": "Can view demande",
    "refer_loanapplication": "peut orienter une personne",
    "assess_loanapplication": "peut instruire une demande",
}


def grant(apps, schema_editor):
    """Permissions are made here by hand: on a fresh database Django only adds them after the last migration."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    for codename, roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="applications", model=codename.split("_")[1])
        granted, _ = permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": LABELS[codename]}
        )
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("accounts", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
