"""What the database refuses about an agenda, whoever asks."""

import pgtrigger

from harmonie.guards import refuse

# Guarantee 4: an item is decided when it has its decision, and what became of it stays.
AGENDAITEM_STAYS = pgtrigger.Trigger(
    name="agendaitem_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF NEW.meeting_id <> OLD.meeting_id OR NEW.application_id <> OLD.application_id
            OR NEW.withdraws_id IS DISTINCT FROM OLD.withdraws_id
            OR (OLD.state IN ('decided', 'postponed') AND NEW.state <> OLD.state)
        THEN
            {refuse("agendaitem_stays", "a case stays on its agenda, with what became of it")}
        END IF;
        RETURN NEW;
    """,
)
AGENDAITEM_DECIDED_HAS_DECISION = pgtrigger.Trigger(
    name="agendaitem_decided_has_decision",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__state="decided"),
    func=f"""
        IF NOT EXISTS (SELECT FROM commission_decision WHERE item_id = NEW.id) THEN
            {refuse("agendaitem_decided_has_decision", "there is no decision for this item")}
        END IF;
        RETURN NULL;
    """,
)
