"""How long dossiers are kept, and the slips that propose which to eliminate. Nothing here removes a dossier."""
