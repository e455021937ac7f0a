"""What the database refuses about meetings and the room, whoever asks."""

import pgtrigger

from harmonie.guards import final_columns, refuse

# The room --------------------------------------------------------------------------------------

# A meeting only goes forward; its close waits for every case, and seals who presided under which rules.
MEETING_GOES_FORWARD = pgtrigger.Trigger(
    name="meeting_goes_forward",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.state IN ('closed', 'no_quorum', 'cancelled') AND OLD IS DISTINCT FROM NEW
            OR NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
                ('planned', 'convened'), ('convened', 'open'), ('open', 'closed'),
                ('convened', 'no_quorum'), ('planned', 'cancelled'), ('convened', 'cancelled'))
        THEN
            {refuse("meeting_goes_forward", "what happened at a meeting is not taken back")}
        END IF;
        IF NEW.state IN ('closed', 'no_quorum', 'cancelled') AND EXISTS (
            SELECT FROM commission_agendaitem WHERE meeting_id = OLD.id AND state IN ('listed', 'under_vote')
        ) THEN
            {refuse("meeting_closes_when_done", "a case is neither decided nor postponed")}
        END IF;
        RETURN NEW;
    """,
)
# A meeting keeps the rules, the way and the origin it was convened under.
MEETING_KEEPS_ITS_RULES = final_columns(
    "meeting_keeps_its_rules",
    "rules_id",
    "mode",
    "follows_id",
    why="a meeting keeps the rules it was convened under",
    unless="OLD.state = 'planned'",
)

# Rules under which a meeting was convened, or somebody decided, are history.
STANDINGRULES_USED_ARE_FINAL = pgtrigger.Trigger(
    name="standingrules_used_are_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF EXISTS (SELECT FROM commission_meeting WHERE rules_id = OLD.id AND state <> 'planned')
            OR EXISTS (SELECT FROM commission_decision WHERE rules_id = OLD.id)
        THEN
            {refuse("standingrules_used_are_final", "a meeting was convened under these rules")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)

OVER = "state IN ('closed', 'no_quorum', 'cancelled')"
MEETING_OF_SEAT_CLOSED = f"""EXISTS (
    SELECT FROM commission_meeting WHERE id = OLD.meeting_id AND {OVER}
)"""
SEAT_STAYS = pgtrigger.Trigger(
    name="seat_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'DELETE' AND EXISTS (
               SELECT FROM commission_meeting WHERE id = OLD.meeting_id AND state <> 'planned')
            OR TG_OP = 'UPDATE' AND (NEW.meeting_id <> OLD.meeting_id OR NEW.user_id <> OLD.user_id
               OR NEW.stands_in_for_id IS DISTINCT FROM OLD.stands_in_for_id
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

# Nobody sits at, comes to, or is represented at a meeting that is over.
SEAT_TAKEN_BEFORE_THE_END = pgtrigger.Trigger(
    name="seat_taken_before_the_end",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        IF EXISTS (SELECT FROM commission_meeting WHERE id = NEW.meeting_id AND {OVER}) THEN
            {refuse("seat_taken_before_the_end", "this meeting is over")}
        END IF;
        RETURN NEW;
    """,
)
PASSAGE_BEFORE_THE_END = pgtrigger.Trigger(
    name="passage_before_the_end",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM FROM commission_meeting meeting JOIN commission_seat seat ON seat.meeting_id = meeting.id
        WHERE seat.id = NEW.seat_id AND NOT meeting.{OVER} FOR SHARE OF meeting;
        IF NOT FOUND THEN
            {refuse("passage_before_the_end", "this meeting is over")}
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
            JOIN commission_meeting meeting ON meeting.id = giver.meeting_id
            WHERE giver.id = NEW.giver_id AND holder.id = NEW.holder_id AND NOT meeting.{OVER}
        ) THEN
            {refuse("proxy_within_one_meeting", "giver and holder sit in the same meeting, which is not over")}
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

# A substitute sits for one member of the same meeting, and never beside them. Both are read behind the member's row.
SEAT_STAND_IN_MATCHES = pgtrigger.Trigger(
    name="seat_stand_in_matches",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        IF NEW.stands_in_for_id IS NOT NULL THEN
            PERFORM FROM commission_seat
            WHERE id = NEW.stands_in_for_id AND meeting_id = NEW.meeting_id AND stands_in_for_id IS NULL
              AND (presence <> 'present' OR NEW.presence <> 'present') FOR UPDATE;
            IF NOT FOUND THEN
                {refuse("seat_stand_in_matches", "a substitute sits for an absent member of this meeting")}
            END IF;
        ELSIF NEW.presence = 'present' AND EXISTS (
            SELECT FROM commission_seat WHERE stands_in_for_id = NEW.id AND presence = 'present'
        ) THEN
            {refuse("seat_stand_in_matches", "the substitute is in the room")}
        END IF;
        RETURN NEW;
    """,
)
