"""The words for the names that a letter about a request may use (`harmonie/documents/texts/kinds.py`)."""

from harmonie.money import short_euros

from .models import LoanApplication
from .queries import project_of

NOBODY = "le service social du CCAS"


def named(application: LoanApplication) -> dict[str, str]:
    """Whoever asks, under which number, for what, and who follows it."""
    project = project_of(application)
    return {
        "personne": str(application.applicant),
        "reference": application.reference,
        "suivi_par": str(application.worker) if application.worker else NOBODY,
        "montant_demande": short_euros(project.amount) if project else "",
        "objet": project.description if project else "",
    }
