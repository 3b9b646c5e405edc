"""Views over one result and one selection."""
