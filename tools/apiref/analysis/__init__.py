"""Pure functions of the model, which rules and other consumers share."""
