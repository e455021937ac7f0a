from django.db import migrations

# The author and the reason of a change live in the history library's context table. The library completes a context
# from inside its own trigger function, within the transaction that began it; nobody else has business there.
KEEP = """
CREATE FUNCTION harmonie_history_context_kept() RETURNS TRIGGER AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.created_at = now() THEN
        RETURN NEW;
    END IF;
    -- Emptying a test database ignores the other triggers, which know this setting, and must get past this one too.
    IF TG_OP = 'TRUNCATE' AND current_setting('pgtrigger.ignore', true) <> '' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'history_context_kept: who changed what, and why, is written once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_context_kept';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER history_context_kept BEFORE UPDATE OR DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION harmonie_history_context_kept();
CREATE TRIGGER history_context_never_emptied BEFORE TRUNCATE ON pghistory_context
    FOR EACH STATEMENT EXECUTE FUNCTION harmonie_history_context_kept();
"""
UNDO = "DROP FUNCTION harmonie_history_context_kept() CASCADE"


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
