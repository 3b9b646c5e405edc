"""Who says what: sources, origins, claims, their relations, and the links from evidence to claims."""
