import pgtrigger
from django.db import migrations


def told_by_decisions(apps, schema_editor):
    """Decisions of the past say who presided, and whether that voice decided a tie."""
    with pgtrigger.ignore():
        for decision in apps.get_model("commission", "Decision").objects.exclude(motion=None).select_related("motion"):
            decision.motion.presided_by_id = decision.decided_by_id
            decision.motion.by_casting_vote = decision.by_casting_vote
            decision.motion.save(update_fields=["presided_by", "by_casting_vote"])


class Migration(migrations.Migration):
    dependencies = [
        ("commission", "0007_motion_presided_by"),
    ]
    operations = [
        migrations.RunPython(told_by_decisions, migrations.RunPython.noop),
    ]
