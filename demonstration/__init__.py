"""A pilot of 2007 and a living year, told through the rooms’ own actions."""
