"""The command line: verbs that call the catalogue and print what it answers."""
