"""Evidence items: adding, editing, tags, and what analysts state of where and when."""
