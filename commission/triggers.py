"""What the database refuses about meetings, votes and decisions, whoever asks."""

import pgtrigger

from applications.triggers import WITHIN_TERMS
from harmonie.guards import final_columns, refuse

# The room --------------------------------------------------------------------------------------

# A meeting only goes forward; its close waits for every case, and seals who presided under which rules.
MEETING_GOES_FORWARD = pgtrigger.Trigger(
    name="meeting_goes_forward",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.state = 'closed' AND OLD IS DISTINCT FROM NEW
            OR array_position(ARRAY['planned', 'convened', 'open', 'closed'], NEW.state::text)
             < array_position(ARRAY['planned', 'convened', 'open', 'closed'], OLD.state::text)
        THEN
            {refuse("meeting_goes_forward", "what happened at a meeting is not taken back")}
        END IF;
        IF NEW.state = 'closed' AND EXISTS (
            SELECT FROM commission_agendaitem WHERE meeting_id = OLD.id AND state IN ('listed', 'under_vote')
        ) THEN
            {refuse("meeting_closes_when_done", "a case is neither decided nor postponed")}
        END IF;
        RETURN NEW;
    """,
)

MEETING_OF_SEAT_CLOSED = "EXISTS (SELECT FROM commission_meeting WHERE id = OLD.meeting_id AND state = 'closed')"
SEAT_STAYS = pgtrigger.Trigger(
    name="seat_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'DELETE' AND EXISTS (
               SELECT FROM commission_meeting WHERE id = OLD.meeting_id AND state <> 'planned')
            OR TG_OP = 'UPDATE' AND (NEW.meeting_id <> OLD.meeting_id OR NEW.user_id <> OLD.user_id
               OR (OLD IS DISTINCT FROM NEW AND {MEETING_OF_SEAT_CLOSED}))
        THEN
            {refuse("seat_stays", "a seat keeps its member, its meeting and, once that is closed, its presence")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)

PROXY_WITHIN_ONE_MEETING = pgtrigger.Trigger(
    name="proxy_within_one_meeting",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        IF NOT EXISTS (
            SELECT FROM commission_seat giver JOIN commission_seat holder ON holder.meeting_id = giver.meeting_id
            WHERE giver.id = NEW.giver_id AND holder.id = NEW.holder_id
        ) THEN
            {refuse("proxy_within_one_meeting", "giver and holder sit in the same meeting")}
        END IF;
        RETURN NEW;
    """,
)
PROXY_STAYS = final_columns(
    "proxy_stays",
    "giver_id",
    "holder_id",
    "given_at",
    "revoked_at",
    why="a proxy is only revoked, once",
    unless="OLD.revoked_at IS NULL"
    " AND (OLD.giver_id, OLD.holder_id, OLD.given_at) = (NEW.giver_id, NEW.holder_id, NEW.given_at)",
)

# Guarantee 4: an item is decided when it has its decision, and what became of it stays.
AGENDAITEM_STAYS = pgtrigger.Trigger(
    name="agendaitem_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF NEW.meeting_id <> OLD.meeting_id OR NEW.application_id <> OLD.application_id
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

# Votes -----------------------------------------------------------------------------------------

# Guarantee 3. The motion's row and the voter's seat are share-locked: a vote never passes the close of its motion,
# nor the recusal of its member. Present members speak for themselves; absent ones through a present holder.
VOTE_ALLOWED = pgtrigger.Trigger(
    name="vote_allowed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("motion", "commission_motion%ROWTYPE"),
        ("item", "commission_agendaitem%ROWTYPE"),
        ("seat", "commission_seat%ROWTYPE"),
        ("voice", "commission_seat%ROWTYPE"),
        ("previous", "commission_vote%ROWTYPE"),
        ("refusal", "text"),
    ],
    func="""
        SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;
        SELECT * INTO item FROM commission_agendaitem WHERE id = motion.item_id;
        SELECT * INTO seat FROM commission_seat WHERE id = NEW.seat_id FOR SHARE;
        voice := seat;
        IF seat.presence <> 'present' THEN
            SELECT holder.* INTO voice FROM commission_seat holder
            JOIN commission_proxy proxy ON proxy.holder_id = holder.id AND proxy.giver_id = seat.id
            WHERE proxy.revoked_at IS NULL FOR SHARE OF holder;
        END IF;
        IF motion.state <> 'open' THEN
            refusal := 'vote_motion_open';
        ELSIF seat.meeting_id <> item.meeting_id THEN
            refusal := 'vote_seat_of_this_meeting';
        ELSIF EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = seat.id) THEN
            refusal := 'vote_not_recused';
        ELSIF voice.presence IS DISTINCT FROM 'present'
            OR EXISTS (SELECT FROM commission_recusal WHERE item_id = item.id AND seat_id = voice.id)
        THEN
            refusal := 'vote_present_or_represented';
        ELSIF NEW.cast_by_id <> voice.user_id THEN
            refusal := 'vote_by_own_voice';
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

# Who has spoken on an open motion, for themselves or for another, cannot step aside without the vote being taken again.
RECUSAL_SEAT_MATCHES = pgtrigger.Trigger(
    name="recusal_seat_matches",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM FROM commission_agendaitem item JOIN commission_seat seat ON seat.meeting_id = item.meeting_id
        WHERE item.id = NEW.item_id AND seat.id = NEW.seat_id AND seat.user_id = NEW.user_id
        FOR UPDATE OF seat;
        IF NOT FOUND THEN
            {refuse("recusal_seat_matches", "the seat is not this member''s at this meeting")}
        END IF;
        IF EXISTS (
            SELECT FROM commission_vote vote JOIN commission_motion motion ON motion.id = vote.motion_id
            WHERE motion.item_id = NEW.item_id AND motion.state = 'open'
              AND (vote.seat_id = NEW.seat_id OR vote.cast_by_id = NEW.user_id)
        ) THEN
            {refuse("recusal_before_the_vote", "this member has already voted on the open motion")}
        END IF;
        RETURN NEW;
    """,
)

# Motions and decisions -------------------------------------------------------------------------

MOTION_PUT_IN_MEETING = pgtrigger.Trigger(
    name="motion_put_in_meeting",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM FROM commission_agendaitem item JOIN commission_meeting meeting ON meeting.id = item.meeting_id
        WHERE item.id = NEW.item_id AND item.state IN ('listed', 'under_vote') AND meeting.state = 'open'
        FOR SHARE OF meeting;
        IF NEW.state <> 'open' OR NOT FOUND THEN
            {refuse("motion_put_in_meeting", "a motion is put to an open meeting, on a case that waits")}
        END IF;
        RETURN NEW;
    """,
)
# A closed motion is history: neither reopened nor reworded, and an open one keeps the text people vote on.
MOTION_STAYS_CLOSED = pgtrigger.Trigger(
    name="motion_text_and_close_are_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'DELETE' OR OLD.state = 'closed' OR ROW(OLD.item_id, OLD.kind, OLD.amount, OLD.months, OLD.payee,
            OLD.target_scheme_id, OLD.grounds, OLD.explanation, OLD.application_revision, OLD.put_at, OLD.put_by_id)
            IS DISTINCT FROM ROW(NEW.item_id, NEW.kind, NEW.amount, NEW.months, NEW.payee,
            NEW.target_scheme_id, NEW.grounds, NEW.explanation, NEW.application_revision, NEW.put_at, NEW.put_by_id)
        THEN
            {refuse("motion_text_and_close_are_final", "what was put to the vote, and its result, stay")}
        END IF;
        RETURN NEW;
    """,
)
MOTION_ADOPTED_HAS_DECISION = pgtrigger.Trigger(
    name="motion_adopted_has_decision",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("result"),
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__result="adopted"),
    func=f"""
        IF NOT EXISTS (SELECT FROM commission_decision WHERE motion_id = NEW.id) THEN
            {refuse("motion_adopted_has_decision", "an adopted motion is a decision")}
        END IF;
        RETURN NULL;
    """,
)

# A decision repeats the motion that was adopted and its voices, reserves its amount in its own scheme's envelope,
# and a grant stays within the terms of the request date.
DECISION_MATCHES_MOTION = pgtrigger.Trigger(
    name="decision_matches_motion",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("motion", "commission_motion%ROWTYPE"),
        ("item", "commission_agendaitem%ROWTYPE"),
        ("reserved", "numeric"),
        ("voices", "int[]"),
    ],
    func=f"""
        SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id;
        SELECT * INTO item FROM commission_agendaitem WHERE id = NEW.item_id;
        SELECT movement.amount INTO reserved FROM schemes_budgetmovement movement
        JOIN schemes_budgetenvelope envelope ON envelope.id = movement.envelope_id
        JOIN applications_loanapplication application ON application.scheme_id = envelope.scheme_id
        WHERE movement.id = NEW.commitment_id AND movement.kind = 'commitment' AND application.id = NEW.application_id
          AND NOT EXISTS (SELECT FROM schemes_budgetmovement WHERE releases_id = movement.id);
        IF ROW(motion.item_id, item.application_id, motion.result, motion.amount, motion.months, motion.payee,
               motion.target_scheme_id, motion.grounds, motion.explanation)
            IS DISTINCT FROM ROW(NEW.item_id, NEW.application_id, 'adopted'::varchar, NEW.amount, NEW.months, NEW.payee,
               NEW.target_scheme_id, NEW.grounds, NEW.explanation)
            OR (motion.kind, NEW.outcome) NOT IN (('grant', 'granted'), ('grant', 'partially_granted'),
                ('defer', 'deferred'), ('refuse', 'refused'), ('redirect', 'redirected'))
            OR (NEW.amount IS NOT NULL AND reserved IS DISTINCT FROM NEW.amount)
        THEN
            {refuse("decision_matches_motion", "a decision repeats the motion adopted, and reserves its amount")}
        END IF;
        SELECT ARRAY[count(*) FILTER (WHERE choice = 'for'), count(*) FILTER (WHERE choice = 'against'),
                     count(*) FILTER (WHERE choice = 'abstention')] INTO voices
        FROM commission_vote vote WHERE motion_id = NEW.motion_id
          AND NOT EXISTS (SELECT FROM commission_vote later WHERE later.replaces_id = vote.id);
        IF voices <> ARRAY[NEW.votes_for, NEW.votes_against, NEW.abstentions]::int[] THEN
            {refuse("decision_counts_the_voices", "the count is not that of the voices cast")}
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
