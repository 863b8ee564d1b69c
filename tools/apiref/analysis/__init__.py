"""What follows from the model: pure functions that rules, and other consumers, share."""
