"""An old portfolio, taken over from a spreadsheet."""
