"""What is decided alone: the motion's own questions, less those that only the commission answers."""

from typing import Any

from harmonie.free_text import FreeTextField
from harmonie.money import short_euros

from ..enums import MotionKind
from ..motions.forms import MotionForm
from .delegation import Delegation

URGENCY_LENGTH = 500
# Deferring and redirecting stay with the commission, and so do the questions that go with them.
ALONE = (MotionKind.GRANT, MotionKind.REFUSE)
ASKED = ("urgency", "kind", "amount", "months", "payee", "conditions", "grounds", "explanation", "revision")


class UrgentForm(MotionForm):
    """Granting or refusing alone, and why it cannot wait for the commission."""

    urgency = FreeTextField(
        label="Motif de l’urgence",
        max_length=URGENCY_LENGTH,
        rows=3,
        error_messages={
            "required": "Indiquez pourquoi la décision ne peut pas attendre la prochaine séance\u00a0: "
            "la commission lira ces phrases."
        },
        help_text="Pourquoi la décision ne peut pas attendre la séance. La commission le lira\u00a0: "
        "ne nommez pas la personne.",
        reminder=False,
    )

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegation = delegation
        for name in set(self.fields) - set(ASKED):
            self.fields.pop(name)
        kind = self.fields["kind"]
        kind.label = "Décision"
        kind.choices = [choice for choice in kind.choices if choice[0] in ALONE]
        self.fields["grounds"].help_text = "Obligatoire pour un refus ou un accord partiel."
        self.fields["amount"].help_text = f"Au plus {short_euros(delegation.cap)}, le plafond de la délégation."
        self.order_fields(ASKED)
        self.speak()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        amount = data.get("amount")
        if data.get("kind") == MotionKind.GRANT and amount is not None and amount > self.delegation.cap:
            self.add_error(
                "amount",
                f"La délégation s’arrête à {short_euros(self.delegation.cap)}\u00a0: "
                "au-delà, inscrivez le dossier à une séance.",
            )
        return data

    def as_decision(self) -> dict[str, Any]:
        """The arguments of `decide_urgently`."""
        data = self.cleaned_data
        given = {"kind": data["kind"], "urgency": data["urgency"], "expected_revision": data["revision"]}
        is_partial = False
        if data["kind"] == MotionKind.GRANT:
            given |= {name: data[name] for name in ("amount", "months", "payee", "conditions")}
            is_partial = data["amount"] < self.asked
        if data["kind"] == MotionKind.REFUSE or is_partial:
            given |= {"grounds": data["grounds"], "explanation": data["explanation"]}
        return given
