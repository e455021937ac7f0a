"""What the database refuses about voices and those who step aside, whoever asks."""

import pgtrigger

from harmonie.guards import refuse

# Guarantee 3. The motion's row and the voter's seat are share-locked: a voice never passes the close of its motion,
# nor the recusal of its member. Present members speak for themselves; absent ones through a present holder.
# A member and their substitute have one voice between them: the member's row makes the two take their turn.
# A voice noted on a show of hands may be noted by somebody else, but never replaces one that a member cast.
SPEAKERS = [
    ("motion", "commission_motion%ROWTYPE"),
    ("item", "commission_agendaitem%ROWTYPE"),
    ("seat", "commission_seat%ROWTYPE"),
    ("voice", "commission_seat%ROWTYPE"),
    ("refusal", "text"),
]
WHO_SPEAKS = """
    SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;
    SELECT * INTO item FROM commission_agendaitem WHERE id = motion.item_id;
    SELECT * INTO seat FROM commission_seat WHERE id = NEW.seat_id FOR SHARE;
    voice := seat;
    IF seat.presence <> 'present' THEN
        SELECT holder.* INTO voice FROM commission_seat holder
        JOIN commission_proxy proxy ON proxy.holder_id = holder.id AND proxy.giver_id = seat.id
        WHERE proxy.revoked_at IS NULL FOR SHARE OF holder;
    END IF;
    PERFORM FROM commission_seat WHERE id = seat.stands_in_for_id FOR NO KEY UPDATE;
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
    ELSIF EXISTS (
        SELECT FROM commission_seat pair
        WHERE (pair.stands_in_for_id = seat.id OR pair.id = seat.stands_in_for_id) AND (
            pair.presence = 'present'
            OR EXISTS (SELECT FROM commission_vote WHERE motion_id = motion.id AND seat_id = pair.id)
            OR EXISTS (SELECT FROM commission_secretvoter WHERE motion_id = motion.id AND seat_id = pair.id))
    ) THEN
        refusal := 'vote_one_per_mandate';
"""
REFUSED = """
    END IF;
    IF refusal IS NOT NULL THEN
        RAISE EXCEPTION '%', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
    END IF;
    RETURN NEW;
"""
VOTE_ALLOWED = pgtrigger.Trigger(
    name="vote_allowed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[*SPEAKERS, ("previous", "commission_vote%ROWTYPE")],
    func=WHO_SPEAKS
    + """
        ELSIF motion.is_secret THEN
            refusal := 'vote_motion_is_public';
        ELSIF NEW.means <> 'show_of_hands' AND NEW.cast_by_id <> voice.user_id THEN
            refusal := 'vote_by_own_voice';
        ELSIF NEW.means = 'own' AND voice.id <> seat.id OR NEW.means = 'proxy' AND voice.id = seat.id THEN
            refusal := 'vote_means_agree';
        ELSIF NEW.replaces_id IS NOT NULL THEN
            SELECT * INTO previous FROM commission_vote WHERE id = NEW.replaces_id;
            IF previous.motion_id <> NEW.motion_id OR previous.seat_id <> NEW.seat_id THEN
                refusal := 'vote_replaces_own_vote';
            ELSIF NEW.means = 'show_of_hands' AND previous.means <> 'show_of_hands' THEN
                refusal := 'vote_own_voice_stands';
            END IF;
    """
    + REFUSED,
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
        IF NOT EXISTS (
            SELECT FROM commission_agendaitem WHERE id = NEW.item_id AND state IN ('listed', 'under_vote')
        ) THEN
            {refuse("recusal_while_pending", "this case is decided or postponed")}
        END IF;
        IF EXISTS (
            SELECT FROM commission_vote vote JOIN commission_motion motion ON motion.id = vote.motion_id
            WHERE motion.item_id = NEW.item_id AND motion.state = 'open'
              AND (vote.seat_id = NEW.seat_id OR vote.cast_by_id = NEW.user_id)
        ) OR EXISTS (
            SELECT FROM commission_secretvoter voter JOIN commission_motion motion ON motion.id = voter.motion_id
            WHERE motion.item_id = NEW.item_id AND motion.state = 'open'
              AND (voter.seat_id = NEW.seat_id OR voter.cast_by_id = NEW.user_id)
        ) THEN
            {refuse("recusal_before_the_vote", "this member has already voted on the open motion")}
        END IF;
        RETURN NEW;
    """,
)
