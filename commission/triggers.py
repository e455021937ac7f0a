"""What the database refuses about votes and decisions, whoever asks."""

import pgtrigger

from applications.triggers import WITHIN_TERMS

# Guarantee 3. The motion's row is share-locked: a vote and the close never pass each other.
VOTE_ALLOWED = pgtrigger.Trigger(
    name="vote_allowed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("motion", "commission_motion%ROWTYPE"),
        ("item", "commission_agendaitem%ROWTYPE"),
        ("seat", "commission_seat%ROWTYPE"),
        ("previous", "commission_vote%ROWTYPE"),
        ("refusal", "text"),
    ],
    func="""
        SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;
        SELECT * INTO item FROM commission_agendaitem WHERE id = motion.item_id;
        SELECT * INTO seat FROM commission_seat WHERE id = NEW.seat_id FOR SHARE;
        IF motion.state <> 'open' THEN
            refusal := 'vote_motion_open';
        ELSIF seat.meeting_id <> item.meeting_id THEN
            refusal := 'vote_seat_of_this_meeting';
        ELSIF EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = seat.id) THEN
            refusal := 'vote_not_recused';
        ELSIF seat.presence <> 'present' AND NOT EXISTS (
            SELECT FROM commission_proxy proxy JOIN commission_seat holder ON holder.id = proxy.holder_id
            WHERE proxy.giver_id = seat.id AND proxy.revoked_at IS NULL AND holder.presence = 'present'
              AND NOT EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = holder.id)
        ) THEN
            refusal := 'vote_present_or_represented';
        ELSIF NEW.replaces_id IS NOT NULL THEN
            SELECT * INTO previous FROM commission_vote WHERE id = NEW.replaces_id;
            IF previous.motion_id <> NEW.motion_id OR previous.seat_id <> NEW.seat_id THEN
                refusal := 'vote_replaces_own_vote';
            END IF;
        END IF;
        IF refusal IS NOT NULL THEN
            RAISE EXCEPTION '%', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
        END IF;
        RETURN NEW;
    """,
)

RECUSAL_SEAT_MATCHES = pgtrigger.Trigger(
    name="recusal_seat_matches",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT FROM commission_agendaitem item JOIN commission_seat seat ON seat.meeting_id = item.meeting_id
            WHERE item.id = NEW.item_id AND seat.id = NEW.seat_id AND seat.user_id = NEW.user_id
        ) THEN
            RAISE EXCEPTION 'recusal_seat_matches: the seat is not this member''s at this meeting'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_seat_matches';
        END IF;
        RETURN NEW;
    """,
)

# A closed motion is history: neither reopened nor reworded, and an open one keeps the text people vote on.
MOTION_STAYS_CLOSED = pgtrigger.Trigger(
    name="motion_text_and_close_are_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' OR OLD.state = 'closed' OR ROW(OLD.item_id, OLD.kind, OLD.amount, OLD.months, OLD.payee,
            OLD.target_scheme_id, OLD.grounds, OLD.explanation, OLD.application_revision, OLD.put_at, OLD.put_by_id)
            IS DISTINCT FROM ROW(NEW.item_id, NEW.kind, NEW.amount, NEW.months, NEW.payee,
            NEW.target_scheme_id, NEW.grounds, NEW.explanation, NEW.application_revision, NEW.put_at, NEW.put_by_id)
        THEN
            RAISE EXCEPTION 'motion_text_and_close_are_final'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'motion_text_and_close_are_final';
        END IF;
        RETURN NEW;
    """,
)

# A decision repeats the motion that was adopted, and a grant stays within the terms of the request date.
DECISION_MATCHES_MOTION = pgtrigger.Trigger(
    name="decision_matches_motion",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("motion", "commission_motion%ROWTYPE"),
        ("item", "commission_agendaitem%ROWTYPE"),
        ("reserved", "numeric"),
    ],
    func="""
        SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id;
        SELECT * INTO item FROM commission_agendaitem WHERE id = NEW.item_id;
        SELECT amount INTO reserved FROM schemes_budgetmovement WHERE id = NEW.commitment_id AND kind = 'commitment';
        IF motion.item_id <> item.id OR item.application_id <> NEW.application_id OR motion.result <> 'adopted'
            OR motion.amount IS DISTINCT FROM NEW.amount OR motion.months IS DISTINCT FROM NEW.months
            OR (NEW.amount IS NOT NULL AND reserved IS DISTINCT FROM NEW.amount)
        THEN
            RAISE EXCEPTION 'decision_matches_motion: a decision repeats the motion adopted, and reserves its amount'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_matches_motion';
        END IF;
        IF NEW.amount IS NOT NULL THEN
    """
    + WITHIN_TERMS.format(
        name="decision_within_terms", application="NEW.application_id", amount="NEW.amount", months="NEW.months"
    )
    + """
        END IF;
        RETURN NEW;
    """,
)
