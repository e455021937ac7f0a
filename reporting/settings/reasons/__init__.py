"""The reasons of refusals, deferrals and closings: their words, their order, which are offered."""
