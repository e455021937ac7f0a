"""What the database refuses about minutes and letters, whoever asks."""

import pgtrigger

from harmonie.guards import refuse

MINUTES_SIGNED_ARE_FINAL = pgtrigger.Trigger(
    name="minutes_signed_are_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.signed_at IS NOT NULL OR NEW.meeting_id <> OLD.meeting_id THEN
            {refuse("minutes_signed_are_final", "signed minutes stay as they were signed")}
        END IF;
        RETURN NEW;
    """,
)

# The minutes' row is share-locked: no remark passes the signature.
MINUTESREMARK_BEFORE_SIGNATURE = pgtrigger.Trigger(
    name="minutesremark_before_signature",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("remark", "commission_minutesremark%ROWTYPE")],
    func=f"""
        remark := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
        PERFORM FROM commission_minutes minutes JOIN commission_agendaitem item ON item.meeting_id = minutes.meeting_id
        WHERE minutes.id = remark.minutes_id AND item.id = remark.item_id AND minutes.signed_at IS NULL
        FOR SHARE OF minutes;
        IF NOT FOUND OR TG_OP = 'UPDATE'
            AND (NEW.minutes_id, NEW.item_id) IS DISTINCT FROM (OLD.minutes_id, OLD.item_id)
        THEN
            {refuse("minutesremark_before_signature", "the minutes are signed, or are another meeting''s")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)

LETTERBATCH_GOES_FORWARD = pgtrigger.Trigger(
    name="letterbatch_goes_forward",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF NEW.meeting_id <> OLD.meeting_id OR OLD.state = 'released' AND OLD IS DISTINCT FROM NEW
            OR array_position(ARRAY['preparing', 'ready', 'released'], NEW.state::text)
             < array_position(ARRAY['preparing', 'ready', 'released'], OLD.state::text)
        THEN
            {refuse("letterbatch_goes_forward", "letters that left have left")}
        END IF;
        RETURN NEW;
    """,
)
