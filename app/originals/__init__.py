"""The held bytes, and the pictures that are made of them."""
