"""The provenance sheet: the record that is the whole truth of the page, and its typesetting."""
