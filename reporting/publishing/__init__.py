"""The bilan as it leaves the CCAS: small cells suppressed, PDF, spreadsheets."""
