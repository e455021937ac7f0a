from django.db import migrations

# Permissions that belong to no model of their own, and who holds them.
GRANTS = {
    ("accounts", "user", "view_report", "voir le bilan"): (
        "chair",
        "secretary",
        "finance",
        "administrator",
        "auditor",
        "social_worker",
    ),
    ("accounts", "user", "manage_settings", "tenir les réglages"): ("administrator",),
    ("registry", "accessentry", "view_accessentry", "Can view consultation"): ("auditor", "administrator"),
}


def grant(apps, schema_editor):
    # On a fresh database permissions are made after all migrations; those granted here are made now, and found then.
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    for (app, model, codename, name), roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label=app, model=model)
        granted, _ = permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("registry", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
