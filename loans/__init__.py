"""Loans: agreements, schedules, and a ledger to which rows are only added."""
