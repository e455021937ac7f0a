"""The agenda: which cases, in which order, presented by whom."""
