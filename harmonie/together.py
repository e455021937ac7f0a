"""Operations of a migration for which Django draws the models once, not once for each.

Nearly every model of ours points at a person, so that a table or a trigger more means drawing nearly all of them again
(docs/decisions/migrations-founded.md).
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Tables created and triggers added, in this order, each as all of them leave the models.

    Nothing else belongs here: a field or a constraint added to a table of the same group would be made with its table,
    and then once more.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # else every operation draws them; they are drawn again when asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The tables are drawn without their triggers: one that is drawn with them would be made with them too."""
        drawn = from_state.clone()
        drawn.__dict__.pop("apps", None)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                operation.state_forwards(app_label, drawn)
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, drawn)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The models are those from before the way back: a trigger is taken off a table that the other state lacks."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self) -> str:
        return f"{len(self.operations)} tables and triggers"
