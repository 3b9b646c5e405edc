"""Questions to a catalogue, a file a noun; what they answer with are the records of `db.records`."""
