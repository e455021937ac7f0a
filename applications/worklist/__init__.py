"""The list people work from: filters, order, pages."""
