"""What a person does in the window: one class a noun, one dialog an act."""
