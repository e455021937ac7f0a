"""The social worker makes the file ready, or ends the request."""
