"""Who comes in: people, their roles, the partners they work for, and what each may see."""
