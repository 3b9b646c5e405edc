"""Acts: one guarded transaction each, what it writes, what it touched, and how it is taken back."""
