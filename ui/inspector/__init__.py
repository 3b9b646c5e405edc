"""What is known of the chosen item."""
