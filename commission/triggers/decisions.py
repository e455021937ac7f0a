"""What the database refuses about motions and decisions, whoever asks."""

import pgtrigger

from applications.triggers import WITHIN_TERMS
from harmonie.guards import refuse

MOTION_PUT_IN_MEETING = pgtrigger.Trigger(
    name="motion_put_in_meeting",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=f"""
        PERFORM FROM commission_agendaitem item JOIN commission_meeting meeting ON meeting.id = item.meeting_id
        WHERE item.id = NEW.item_id AND item.state IN ('listed', 'under_vote') AND meeting.state = 'open'
        FOR SHARE OF meeting;
        IF NEW.state <> 'open' OR NOT FOUND OR (NEW.kind = 'withdraw') <> EXISTS (
            SELECT FROM commission_agendaitem WHERE id = NEW.item_id AND withdraws_id IS NOT NULL
        ) THEN
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
        IF TG_OP = 'DELETE' OR OLD.state = 'closed' OR
            ROW(OLD.item_id, OLD.kind, OLD.amount, OLD.months, OLD.payee, OLD.target_scheme_id, OLD.grounds,
                OLD.explanation, OLD.conditions, OLD.awaited_document, OLD.defer_until, OLD.is_secret,
                OLD.amends_id, OLD.application_revision, OLD.put_at, OLD.put_by_id)
            IS DISTINCT FROM
            ROW(NEW.item_id, NEW.kind, NEW.amount, NEW.months, NEW.payee, NEW.target_scheme_id, NEW.grounds,
                NEW.explanation, NEW.conditions, NEW.awaited_document, NEW.defer_until, NEW.is_secret,
                NEW.amends_id, NEW.application_revision, NEW.put_at, NEW.put_by_id)
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

# What a closed motion says it counted is what was cast: the standing voices, or as many as signed for a secret ballot.
MOTION_COUNTS_THE_VOICES = pgtrigger.Trigger(
    name="motion_counts_the_voices",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(new__result__in=["adopted", "rejected"], old__state="open"),
    declare=[("voices", "int[]"), ("voters", "int")],
    func=f"""
        SELECT ARRAY[count(*) FILTER (WHERE choice = 'for'), count(*) FILTER (WHERE choice = 'against'),
                     count(*) FILTER (WHERE choice = 'abstention')], count(*) INTO voices, voters
        FROM commission_vote vote WHERE motion_id = NEW.id
          AND NOT EXISTS (SELECT FROM commission_vote later WHERE later.replaces_id = vote.id);
        IF NEW.is_secret THEN
            SELECT count(*) INTO voters FROM commission_secretvoter WHERE motion_id = NEW.id;
            voices := ARRAY[NEW.votes_for, NEW.votes_against, NEW.abstentions]::int[];
        END IF;
        IF voices <> ARRAY[NEW.votes_for, NEW.votes_against, NEW.abstentions]::int[]
            OR voters <> NEW.votes_for + NEW.votes_against + NEW.abstentions
        THEN
            {refuse("motion_counts_the_voices", "the count is not that of the voices cast")}
        END IF;
        RETURN NEW;
    """,
)

# Once a secret vote is over, however it ended, nothing is left in the box.
MOTION_CLOSED_EMPTIES_THE_BOX = pgtrigger.Trigger(
    name="motion_closed_empties_the_box",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("state"),
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__state="closed", new__is_secret=True),
    func=f"""
        IF EXISTS (SELECT FROM commission_ballotbox WHERE motion_id = NEW.id AND length(sealed) > 0) THEN
            {refuse("motion_closed_empties_the_box", "voices are left in the box")}
        END IF;
        RETURN NULL;
    """,
)

# A decision repeats the motion that was adopted and its voices, reserves its amount in its own scheme's envelope,
# and a grant stays within the terms of the request date. One taken by delegation has neither item nor motion;
# one of a loan taken over was taken elsewhere, under other terms, with money of years that are over.
DECISION_MATCHES_MOTION = pgtrigger.Trigger(
    name="decision_matches_motion",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("motion", "commission_motion%ROWTYPE"),
        ("item", "commission_agendaitem%ROWTYPE"),
        ("reserved", "numeric"),
    ],
    func=f"""
        SELECT movement.amount INTO reserved FROM schemes_budgetmovement movement
        JOIN schemes_budgetenvelope envelope ON envelope.id = movement.envelope_id
        JOIN applications_loanapplication application ON application.scheme_id = envelope.scheme_id
        WHERE movement.id = NEW.commitment_id AND movement.kind = 'commitment' AND application.id = NEW.application_id
          AND NOT EXISTS (SELECT FROM schemes_budgetmovement WHERE releases_id = movement.id);
        IF NEW.amount IS NOT NULL AND NEW.path <> 'takeover' AND reserved IS DISTINCT FROM NEW.amount THEN
            {refuse("decision_reserves_its_amount", "a grant reserves its amount in its own envelope")}
        END IF;
        IF (NEW.path = 'takeover') <> (
            SELECT is_taken_over FROM applications_loanapplication WHERE id = NEW.application_id
        ) THEN
            {refuse("decision_of_takeover_only", "what was decided elsewhere, and only that, is taken over")}
        END IF;
        IF NEW.path = 'commission' THEN
            SELECT * INTO motion FROM commission_motion WHERE id = NEW.motion_id;
            SELECT * INTO item FROM commission_agendaitem WHERE id = NEW.item_id;
            IF ROW(motion.item_id, item.application_id, motion.result, motion.amount, motion.months, motion.payee,
                   motion.target_scheme_id, motion.grounds, motion.explanation, motion.conditions,
                   motion.awaited_document, motion.defer_until, item.withdraws_id)
                IS DISTINCT FROM ROW(NEW.item_id, NEW.application_id, 'adopted'::varchar, NEW.amount, NEW.months,
                   NEW.payee, NEW.target_scheme_id, NEW.grounds, NEW.explanation, NEW.conditions,
                   NEW.awaited_document, NEW.defer_until, NEW.withdraws_id)
                OR (motion.kind, NEW.outcome) NOT IN (('grant', 'granted'), ('grant', 'partially_granted'),
                    ('defer', 'deferred'), ('refuse', 'refused'), ('redirect', 'redirected'), ('withdraw', 'withdrawn'))
            THEN
                {refuse("decision_matches_motion", "a decision repeats the motion adopted")}
            END IF;
            IF ROW(motion.votes_for, motion.votes_against, motion.abstentions)
                IS DISTINCT FROM ROW(NEW.votes_for, NEW.votes_against, NEW.abstentions)
            THEN
                {refuse("decision_counts_the_voices", "the count is not that of the motion")}
            END IF;
        END IF;
        IF NEW.amount IS NOT NULL AND NEW.path <> 'takeover' THEN
    """
    + WITHIN_TERMS.format(
        name="decision_within_terms", application="NEW.application_id", amount="NEW.amount", months="NEW.months"
    )
    + """
        END IF;
        RETURN NEW;
    """,
)

# CASF R123-21 and R123-22: a decision taken alone stays within the cap of the rules in force that day.
DECISION_WITHIN_DELEGATION = pgtrigger.Trigger(
    name="decision_within_delegation",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__path="delegation"),
    func=f"""
        IF NOT EXISTS (
            SELECT FROM commission_standingrules rules
            WHERE rules.id = NEW.rules_id AND rules.urgent_cap IS NOT NULL
              AND rules.valid_from = (
                  SELECT max(valid_from) FROM commission_standingrules
                  WHERE valid_from <= (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date)
              AND (NEW.amount IS NULL OR NEW.amount <= rules.urgent_cap)
        ) THEN
            {refuse("decision_within_delegation", "the rules give no delegation for this")}
        END IF;
        RETURN NEW;
    """,
)

# A case has one outcome that stands; the case's row makes two decisions at once take their turn.
DECISION_ONE_OUTCOME = pgtrigger.Trigger(
    name="decision_one_outcome",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=~pgtrigger.Q(new__outcome__in=["deferred", "withdrawn"]),
    func=f"""
        PERFORM FROM applications_loanapplication WHERE id = NEW.application_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT FROM commission_decision former
            WHERE former.application_id = NEW.application_id AND former.outcome NOT IN ('deferred', 'withdrawn')
              AND NOT EXISTS (SELECT FROM commission_decision later WHERE later.withdraws_id = former.id)
        ) THEN
            {refuse("decision_one_outcome", "this case has an outcome that stands")}
        END IF;
        RETURN NEW;
    """,
)

# A decision is taken back for its own case, within the months that the rules of its day gave. [conf: CRPA L242-1]
DECISION_WITHDRAWAL_IN_TIME = pgtrigger.Trigger(
    name="decision_withdrawal_in_time",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__withdraws__isnull=False),
    func=f"""
        IF NOT EXISTS (
            SELECT FROM commission_decision former
            LEFT JOIN commission_agendaitem item ON item.id = former.item_id
            LEFT JOIN commission_meeting meeting ON meeting.id = item.meeting_id
            JOIN commission_standingrules rules ON rules.id = coalesce(former.rules_id, meeting.rules_id)
            WHERE former.id = NEW.withdraws_id AND former.application_id = NEW.application_id
              AND former.outcome NOT IN ('deferred', 'withdrawn')
              AND NEW.decided_at < former.decided_at + make_interval(months => rules.withdrawal_months::int, days => 1)
        ) THEN
            {refuse("decision_withdrawal_in_time", "too late, or not a decision that can be taken back")}
        END IF;
        RETURN NEW;
    """,
)
DECISION_WITHDRAWAL_RELEASES = pgtrigger.Trigger(
    name="decision_withdrawal_releases",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__withdraws__isnull=False),
    func=f"""
        IF EXISTS (
            SELECT FROM commission_decision former WHERE former.id = NEW.withdraws_id
              AND former.commitment_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM schemes_budgetmovement WHERE releases_id = former.commitment_id)
        ) THEN
            {refuse("decision_withdrawal_releases", "the money of a withdrawn grant is given back")}
        END IF;
        RETURN NULL;
    """,
)
