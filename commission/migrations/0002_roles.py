from django.db import migrations

GRANTS = {
    "view_meeting": ("commission_member", "chair", "secretary", "social_worker"),
    "plan_meeting": ("chair", "secretary"),
    "preside_meeting": ("chair",),
    "vote_motion": ("commission_member", "chair"),
    "view_decision": ("commission_member", "chair", "secretary", "social_worker"),
}
LABELS = {
    "view_meeting": "Can view séance",
    "plan_meeting": "peut préparer une séance",
    "preside_meeting": "peut présider une séance",
    "vote_motion": "peut voter",
    "view_decision": "Can view décision",
}


def grant(apps, schema_editor):
    """Permissions are made here by hand: on a fresh database Django only adds them after the last migration."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    for codename, roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="commission", model=codename.split("_")[1])
        granted, _ = permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": LABELS[codename]}
        )
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("commission", "0001_initial"),
        ("accounts", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
