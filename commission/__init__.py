"""The commission: meetings, motions, sealed votes, decisions."""
