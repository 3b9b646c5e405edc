"""Moments and intervals: reading what people write, and writing what programs read."""
