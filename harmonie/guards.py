"""What the database refuses, whoever asks: the pieces that every room's triggers are made of.

A refusal is an integrity error that carries its name, as a constraint's would: a test or a log can tell which one.
"""

import pgtrigger

# Above every NUMERIC(10,2), and below the NaN that PostgreSQL would take for a very large amount.
TOO_MUCH = 100_000_000


def refuse(name: str, why: str) -> str:
    """The SQL that ends a trigger with the named refusal."""
    return f"RAISE EXCEPTION '{name}: {why}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


def never_emptied(model: str) -> pgtrigger.Trigger:
    """TRUNCATE passes by every row trigger; this one it meets."""
    name = f"{model}_never_emptied"
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=refuse(name, "these rows are kept"),
    )


def append_only(model: str, *, name: str = "") -> list[pgtrigger.Trigger]:
    """Rows are added, and stay as they were written."""
    name = name or f"{model}_append_only"
    kept = pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=refuse(name, "rows are only added"),
    )
    return [kept, never_emptied(model)]


def never_deleted(model: str) -> list[pgtrigger.Trigger]:
    """Rows change under their own rules, and never disappear."""
    name = f"{model}_never_deleted"
    kept = pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Delete, func=refuse(name, "these rows are kept")
    )
    return [kept, never_emptied(model)]


def final_columns(name: str, *columns: str, why: str, unless: str = "") -> pgtrigger.Trigger:
    """These columns keep the value they were inserted with; `unless`, in SQL, says when they may still move."""
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    also = f" AND NOT ({unless})" if unless else ""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF ROW({old}) IS DISTINCT FROM ROW({new}){also} THEN
                {refuse(name, why)}
            END IF;
            RETURN NEW;
        """,
    )
