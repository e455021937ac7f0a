"""Operations drawn together: only those that may be."""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from pgtrigger.migrations import AddTrigger

from harmonie.together import Together


def test_a_group_holds_tables_and_triggers_alone():
    """A field or a constraint of the same group would be made twice."""
    of_ours = [op for one in MigrationLoader(None).disk_migrations.values() for op in one.operations]
    groups = [op for op in of_ours if isinstance(op, Together)]
    assert groups
    assert {type(each) for group in groups for each in group.operations} == {CreateModel, AddTrigger}
