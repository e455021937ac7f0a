"""One person, perhaps, under two spellings: what speaks for it, what was found, and one dossier out of two."""
