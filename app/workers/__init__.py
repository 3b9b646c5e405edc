"""Worker processes, which read hostile files within limits."""
