"""What the database refuses about people, whoever asks."""

import pgtrigger

from harmonie.guards import refuse

from .roles import Role

# Somebody always keeps the settings: without an administrator nobody could make one again but a console.
# The UPDATE changes nothing; it makes two that leave at once wait for each other, at any isolation.
REMAINS = f"""
    UPDATE auth_group SET name = name WHERE name = '{Role.ADMINISTRATOR}';
    IF NOT EXISTS (
        SELECT FROM accounts_user person
        JOIN accounts_user_groups held ON held.user_id = person.id
        JOIN auth_group role ON role.id = held.group_id
        WHERE role.name = '{Role.ADMINISTRATOR}' AND person.is_active
    ) THEN
        {refuse("administrator_remains", "the last administrator stays one")}
    END IF;
"""


def _remains(operation: pgtrigger.Operation, was_one: str) -> pgtrigger.Trigger:
    """At the commit, where `was_one` (SQL on OLD) says that an administrator went."""
    return pgtrigger.Trigger(
        name="administrator_remains",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=f"IF {was_one} THEN {REMAINS} END IF; RETURN NULL;",
    )


ROLE_REMAINS = _remains(
    pgtrigger.Delete | pgtrigger.Update,
    f"EXISTS (SELECT FROM auth_group WHERE id = OLD.group_id AND name = '{Role.ADMINISTRATOR}')",
)
ACCOUNT_REMAINS = _remains(
    pgtrigger.UpdateOf("is_active"),
    f"""OLD.is_active AND NOT NEW.is_active AND EXISTS (
        SELECT FROM accounts_user_groups held JOIN auth_group role ON role.id = held.group_id
        WHERE held.user_id = OLD.id AND role.name = '{Role.ADMINISTRATOR}'
    )""",
)
