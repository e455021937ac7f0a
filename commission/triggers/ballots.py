"""What the database refuses about secret ballots, whoever asks.

Who voted is a row; what they voted is one sealed box, written anew at each voice and emptied at the close. No row, key,
time or history links the two.
"""

import pgtrigger

from harmonie.guards import refuse

from .votes import REFUSED, SPEAKERS, WHO_SPEAKS

SECRETVOTER_ALLOWED = pgtrigger.Trigger(
    name="secretvoter_allowed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=SPEAKERS,
    func=WHO_SPEAKS
    + """
        ELSIF NOT motion.is_secret THEN
            refusal := 'secretvoter_motion_is_secret';
        ELSIF NEW.cast_by_id <> voice.user_id THEN
            refusal := 'vote_by_own_voice';
    """
    + REFUSED,
)

# Filled while its motion is open, empty afterwards, and never filled again.
BALLOTBOX_LIVES_WITH_MOTION = pgtrigger.Trigger(
    name="ballotbox_lives_with_motion",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("motion", "commission_motion%ROWTYPE")],
    func=f"""
        SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id FOR SHARE;
        IF NOT motion.is_secret OR motion.state = 'closed' AND length(NEW.sealed) > 0
            OR TG_OP = 'UPDATE' AND NEW.motion_id <> OLD.motion_id
        THEN
            {refuse("ballotbox_lives_with_motion", "a box is filled while its secret motion is open")}
        END IF;
        RETURN NEW;
    """,
)
