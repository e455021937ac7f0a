"""Mail: written in the action's transaction, sent afterwards by the task queue, kept as a record."""
