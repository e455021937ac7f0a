from datetime import date, timedelta

import pgtrigger
from django.db import migrations

GRANTS = {
    ("standingrules", "change_standingrules", "Can change règlement de la commission"): ("administrator", "chair"),
    ("standingrules", "view_standingrules", "Can view règlement de la commission"): (
        "administrator", "chair", "secretary", "social_worker", "commission_member",
    ),
    ("mandate", "change_mandate", "Can change mandat"): ("administrator", "chair", "secretary"),
    ("registerextract", "view_register", "peut lire le registre des décisions"): ("chair", "secretary", "auditor"),
    # The vice-president decides only where the rules say so: the action asks them.
    ("decision", "decide_urgently", "peut décider en urgence, par délégation"): ("chair", "commission_member"),
}


def found(apps, schema_editor):
    """The rules of the law until the town records its own; and what closed motions counted."""
    rules = apps.get_model("commission", "StandingRules").objects.create(
        valid_from=date(2000, 1, 1), source="Code de l’action sociale et des familles, articles R123-16 à R123-23"
    )
    votes = apps.get_model("commission", "Vote").objects
    with pgtrigger.ignore():
        apps.get_model("commission", "Meeting").objects.update(rules=rules)
        apps.get_model("commission", "MeetingEvent").objects.update(rules=rules)
        for motion in apps.get_model("commission", "Motion").objects.all():
            if motion.kind == "defer":
                motion.defer_until = motion.put_at.date() + timedelta(days=30)
            if motion.result in ("adopted", "rejected"):
                standing = list(votes.filter(motion=motion, replaced_by=None).values_list("choice", flat=True))
                motion.votes_for, motion.votes_against = standing.count("for"), standing.count("against")
                motion.abstentions = standing.count("abstention")
            motion.save()


def grant(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for (model, codename, name), roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="commission", model=model)
        granted, _ = permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("commission", "0003_furnished"),
    ]
    operations = [
        migrations.RunPython(found, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
