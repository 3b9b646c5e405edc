"""Work on other threads, and work in turns on this one."""
