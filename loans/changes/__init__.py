"""What changes a running loan: amendments, deferrals, debt relief, write-off."""
