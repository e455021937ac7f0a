"""The member's screens: what waits, the case, the voice, stepping aside."""
