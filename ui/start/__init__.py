"""The way in: display, fonts, colours, crash report."""
