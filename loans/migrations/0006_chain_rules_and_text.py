from datetime import UTC, date, datetime
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

ARTICLES = """## Objet et montant
Le CCAS prête à l’emprunteur **{montant} ({montant_en_lettres})**. Objet du prêt\u00a0: {objet}.

## Ni intérêts ni frais
Le prêt est consenti au taux de 0\u202f%, sans frais de dossier. L’emprunteur rend exactement la somme reçue.

## Versement
{versement} Le versement suit la signature du contrat\u202f; il est fait par le comptable public ou la régie du CCAS.

## Remboursement
{remboursement}

L’échéancier est annexé au contrat. Le paiement se fait à la régie du CCAS\u00a0: carte, espèces, chèque ou virement.

## Rembourser plus tôt
L’emprunteur peut rembourser tout ou partie du prêt avant son terme, à tout moment et sans frais.

## En cas de difficulté
L’emprunteur prévient le CCAS dès qu’une échéance lui pose problème. Une échéance peut être déplacée, ou le reste dû \
étalé par avenant. Jamais de pénalités\u00a0: aucun intérêt de retard n’est demandé.

## Défaut de paiement
Si une mise en demeure reste sans réponse pendant un mois, le CCAS peut demander le reste dû en une fois et émettre un \
titre de recettes, recouvré par le comptable public.

## Validité
Sans signature au plus tard le {a_signer_avant}, l’accord devient caduc. Une nouvelle demande reste possible.

## Données personnelles
Le CCAS traite ces données pour instruire la demande et suivre le prêt. Elles sont lues par les seuls agents chargés du \
dossier et par la commission, puis archivées. Pour y accéder ou les faire rectifier\u00a0: {courriel_ccas}. Une \
réclamation peut être adressée à la CNIL.
"""


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


def write(apps, schema_editor):
    apps.get_model("loans", "AgreementText").objects.create(
        version=1,
        title="Contrat de prêt sans intérêts",
        articles=ARTICLES,
        valid_from=date(2000, 1, 1),
        written_at=datetime(2000, 1, 1, tzinfo=UTC),
    )


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
        migrations.RunPython(write, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
