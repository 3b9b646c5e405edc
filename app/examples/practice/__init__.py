"""The practice catalogue: pictures that the program draws itself, and a small case about them."""
