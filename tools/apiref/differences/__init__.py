"""What changes from one OpenAPI document to another, and what of it breaks a client."""
