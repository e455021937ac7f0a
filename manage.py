#!/usr/bin/env python
"""Django's command line; see `harmonie.postgres` for where its database comes from."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harmonie.settings")
    from django.core.management import execute_from_command_line

    from harmonie.postgres import ServerError, database_for_command

    try:
        with database_for_command(sys.argv):
            execute_from_command_line(sys.argv)
    except ServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
