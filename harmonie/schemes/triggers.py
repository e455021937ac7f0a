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
