"""What may leave the program, by profile."""
