from django.db import migrations

# The table of DatabaseCache, as its createcachetable would make it: the operator has no command to remember.
CREATE = """
    CREATE TABLE registry_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX registry_cache_expires ON registry_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_keep_history_contexts")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE registry_cache")]
