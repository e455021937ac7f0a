"""Intake: a person is referred, and the dossier grows until the commission can read it."""
