"""A guard that nobody attacks may be gone tomorrow: every constraint and trigger is named by a test of this folder."""

from pathlib import Path

from .registry import constraint_names, triggers

# Attacked by name in test_kept_rows.py and test_10_history.py, which read them from the same registry.
FAMILIES = ("_append_only", "_never_deleted", "_never_emptied")
WRITES_HISTORY = {"insert_insert", "update_update", "delete_delete"}
# Triggers that say several things, or bear the name of what they watch: the refusals attacked in their stead.
SPEAKS_AS = {
    "vote_allowed": "vote_motion_open",
    "secretvoter_allowed": "secretvoter_motion_is_secret",
    "instalments_sum_up": "schedule_sums_up",
    "ledgerentry_agrees_with_loan": "loan_agrees_with_ledger",
    # Refuses nothing itself: it moves the envelope, whose own check does.
    "budgetmovement_moves_envelope": "budgetenvelope_not_over_engaged",
    "envelopevote_moves_envelope": "budgetenvelope_not_over_engaged",
    "budgetenvelope_opens_with_a_vote": "envelopevote_one_initial",
}


def attacks() -> str:
    return "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))


def test_every_constraint_is_attacked() -> None:
    text = attacks()
    missing = sorted(name for name in constraint_names() if f'"{name}"' not in text)
    assert missing == [], f"write an attack with refused(name) for: {', '.join(missing)}"


def test_every_trigger_is_attacked() -> None:
    text = attacks()
    names = {trigger.name for _, trigger in triggers()} - WRITES_HISTORY
    spoken = {SPEAKS_AS.get(name, name) for name in names if not name.endswith(FAMILIES)}
    missing = sorted(name for name in spoken if f'"{name}"' not in text)
    assert missing == [], f"write an attack with refused(name) for: {', '.join(missing)}"
