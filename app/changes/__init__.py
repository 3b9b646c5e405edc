"""What changed in a catalogue, told after the commit: by this process and by others."""
