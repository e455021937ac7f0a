"""Texts that the administration edits: the little mark-up they may use, and the free paragraphs of letters."""
