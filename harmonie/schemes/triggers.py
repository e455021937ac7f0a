"""What the database refuses about terms and envelopes, whoever asks."""

import pgtrigger

from harmonie.guards import final_columns, refuse

# Guarantee 1. Terms under which a request was handed in are history: they may end later than its date, nothing else.
SCHEMETERMS_USED_ARE_FINAL = pgtrigger.Trigger(
    name="schemeterms_used_are_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    declare=[("last_use", "date"), ("closed", "schemes_schemeterms%ROWTYPE")],
    func=f"""
        SELECT max(requested_on) INTO last_use FROM applications_loanapplication
        WHERE scheme_id = OLD.scheme_id AND state <> 'draft' AND requested_on >= OLD.valid_from
          AND (OLD.valid_to IS NULL OR requested_on < OLD.valid_to);
        IF last_use IS NOT NULL THEN
            closed := OLD;
            IF TG_OP = 'UPDATE' THEN
                closed.valid_to := NEW.valid_to;
            END IF;
            IF TG_OP = 'DELETE' OR closed IS DISTINCT FROM NEW OR NEW.valid_to <= last_use THEN
                {refuse("schemeterms_used_are_final", "requests were handed in under these terms")}
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)

# Its money and its cases depend on who lends.
SCHEME_LENDER_STAYS = final_columns(
    "scheme_lender_stays",
    "lending",
    why="a scheme that has requests or envelopes keeps who lends",
    unless="NOT EXISTS (SELECT FROM applications_loanapplication WHERE scheme_id = OLD.id)"
    " AND NOT EXISTS (SELECT FROM schemes_budgetenvelope WHERE scheme_id = OLD.id)",
)

# Guarantee 7: what is allocated is the sum of the votes. What an envelope is inserted with is its first vote.
BUDGETENVELOPE_ALLOCATED_BY_VOTES = pgtrigger.Trigger(
    name="budgetenvelope_allocated_by_votes",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("allocated"),
    func=f"""
        IF NEW.allocated <> OLD.allocated AND pg_trigger_depth() < 2 THEN
            {refuse("budgetenvelope_allocated_by_votes", "allocated is the sum of the votes")}
        END IF;
        RETURN NEW;
    """,
)
# The first day of the year, so that the envelope is there on any day of it that somebody asks about.
OPENING_VOTE = """
    INSERT INTO schemes_envelopevote (envelope_id, kind, amount, deliberation, voted_on, recorded_at)
    SELECT {row}.id, 'initial', {row}.allocated, '', make_date({row}.year, 1, 1),
        make_date({row}.year, 1, 1)::timestamp AT TIME ZONE 'Europe/Paris'
"""
BUDGETENVELOPE_OPENS_WITH_A_VOTE = pgtrigger.Trigger(
    name="budgetenvelope_opens_with_a_vote",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Condition("NEW.allocated <> 0"),
    func=f"{OPENING_VOTE.format(row='NEW')}; RETURN NULL;",
)
# The UPDATE locks the envelope: a lowering and an engagement at once are counted one after the other.
# At depth 2 the envelope's own insertion wrote the vote, and holds its amount already.
ENVELOPEVOTE_MOVES_ENVELOPE = pgtrigger.Trigger(
    name="envelopevote_moves_envelope",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    func="""
        IF pg_trigger_depth() < 2 THEN
            UPDATE schemes_budgetenvelope SET allocated = allocated + NEW.amount WHERE id = NEW.envelope_id;
        END IF;
        RETURN NULL;
    """,
)
ENVELOPEVOTE_CARRY_MATCHES = pgtrigger.Trigger(
    name="envelopevote_carry_matches",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__carries__isnull=False),
    func=f"""
        IF NOT EXISTS (
            SELECT FROM schemes_envelopevote origin
            JOIN schemes_budgetenvelope former ON former.id = origin.envelope_id
            JOIN schemes_budgetenvelope next ON next.id = NEW.envelope_id
            WHERE origin.id = NEW.carries_id AND origin.kind = 'carried_out' AND origin.amount = -NEW.amount
              AND former.scheme_id = next.scheme_id AND former.year + 1 = next.year
        ) THEN
            {refuse("envelopevote_carry_matches", "what is carried over leaves the year before, whole")}
        END IF;
        RETURN NEW;
    """,
)
ENVELOPEVOTE_CARRY_ARRIVES = pgtrigger.Trigger(
    name="envelopevote_carry_arrives",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__kind="carried_out"),
    func=f"""
        IF NOT EXISTS (SELECT FROM schemes_envelopevote WHERE carries_id = NEW.id) THEN
            {refuse("envelopevote_carry_arrives", "what leaves a year arrives in the next one")}
        END IF;
        RETURN NULL;
    """,
)

# Guarantee 7: what is engaged is the sum of the movements, from the first row on.
BUDGETENVELOPE_ENGAGED_BY_MOVEMENTS = pgtrigger.Trigger(
    name="budgetenvelope_engaged_by_movements",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("engaged"),
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.engaged <> 0
            OR TG_OP = 'UPDATE' AND NEW.engaged <> OLD.engaged AND pg_trigger_depth() < 2
        THEN
            {refuse("budgetenvelope_engaged_by_movements", "engaged is the sum of the movements")}
        END IF;
        RETURN NEW;
    """,
)
BUDGETENVELOPE_STAYS = final_columns(
    "budgetenvelope_stays",
    "scheme_id",
    "year",
    why="an envelope that money moved in keeps its scheme and its year",
    unless="NOT EXISTS (SELECT FROM schemes_budgetmovement WHERE envelope_id = OLD.id)",
)

BUDGETMOVEMENT_RELEASE_MATCHES = pgtrigger.Trigger(
    name="budgetmovement_release_matches",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__releases__isnull=False),
    declare=[("target", "schemes_budgetmovement%ROWTYPE")],
    func=f"""
        SELECT * INTO target FROM schemes_budgetmovement WHERE id = NEW.releases_id;
        IF target.kind <> 'commitment' OR target.amount <> NEW.amount OR target.envelope_id <> NEW.envelope_id THEN
            {refuse("budgetmovement_release_matches", "a release gives back one commitment, whole")}
        END IF;
        RETURN NEW;
    """,
)
# The UPDATE locks the envelope, so two decisions at once are counted one after the other.
BUDGETMOVEMENT_MOVES_ENVELOPE = pgtrigger.Trigger(
    name="budgetmovement_moves_envelope",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    func="""
        UPDATE schemes_budgetenvelope
        SET engaged = engaged + CASE WHEN NEW.kind = 'commitment' THEN NEW.amount ELSE -NEW.amount END
        WHERE id = NEW.envelope_id;
        RETURN NULL;
    """,
)
