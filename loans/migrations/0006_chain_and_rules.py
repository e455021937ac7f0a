from datetime import UTC, date
from hashlib import sha256

import pgtrigger
from django.db import migrations

GRANTS = {
    ("moneyrules", "change_moneyrules", "Can change règles financières"): ("administrator", "chair"),
    ("moneyrules", "view_moneyrules", "Can view règles financières"): ("administrator", "chair", "finance"),
    ("agreementtext", "edit_agreementtext", "peut modifier le texte des contrats"): ("administrator", "chair"),
    ("postingrequest", "check_posting", "peut contrôler une saisie"): ("finance", "chair"),
    ("closedmonth", "close_month", "peut clore un mois de régie"): ("finance",),
    ("portfolioimport", "take_over_portfolio", "peut reprendre un portefeuille"): ("administrator", "finance"),
}


def chained(entry, before):
    """The digest that the trigger `ledgerentry_chained` writes for new rows."""
    fields = [
        before, entry.loan_id, entry.sequence, entry.kind, f"{entry.amount:.2f}", f"{entry.effect:.2f}",
        f"{entry.surplus:.2f}", f"{entry.lost:.2f}", entry.channel, entry.voucher, entry.note, entry.deliberation,
        entry.reverses_id or "", entry.value_on.isoformat(),
        entry.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"),
        entry.posted_by_id, entry.checked_by_id or "", entry.request_id or "",
    ]  # fmt: skip
    line = "".join(f"{len(str(field))}:{field}" for field in fields)
    return sha256(line.encode()).hexdigest()


def found(apps, schema_editor):
    apps.get_model("loans", "MoneyRules").objects.create(valid_from=date(2000, 1, 1), source="Usage du CCAS")
    with pgtrigger.ignore():
        loan, chain = None, ""
        for entry in apps.get_model("loans", "LedgerEntry").objects.order_by("loan", "sequence").iterator():
            chain = chained(entry, chain if entry.loan_id == loan else "")
            loan, entry.chain = entry.loan_id, chain
            entry.save(update_fields=["chain"])


def grant(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    for (model, codename, name), roles in GRANTS.items():
        kind, _ = content_type.objects.get_or_create(app_label="loans", model=model)
        granted, _ = permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for role in group.objects.filter(name__in=roles):
            role.permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0005_furnished"),
    ]
    operations = [
        migrations.RunPython(found, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
