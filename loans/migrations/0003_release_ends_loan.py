from django.db import migrations

# Guarantee 7 seen from the loans: the money of a loan that goes on stays engaged. Checked when the transaction ends,
# because a cancellation writes the release first and the loan's state second. It is written here, and not beside the
# movements, because only this room knows what a loan is.
ENDS = """
CREATE FUNCTION loans_release_ends_loan() RETURNS TRIGGER AS $$
BEGIN
    IF EXISTS (
        SELECT FROM commission_decision decision JOIN loans_loan loan ON loan.decision_id = decision.id
        WHERE decision.commitment_id = NEW.releases_id AND loan.release_id IS DISTINCT FROM NEW.id
    ) THEN
        RAISE EXCEPTION 'budgetmovement_release_ends_loan: this money is lent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgetmovement_release_ends_loan';
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
CREATE CONSTRAINT TRIGGER budgetmovement_release_ends_loan AFTER INSERT ON schemes_budgetmovement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.releases_id IS NOT NULL)
    EXECUTE FUNCTION loans_release_ends_loan();
"""
UNDO = "DROP FUNCTION loans_release_ends_loan() CASCADE"


class Migration(migrations.Migration):
    dependencies = [("loans", "0002_roles")]
    operations = [migrations.RunSQL(ENDS, UNDO)]
