"""An OpenAPI document out of the model: what the pages say, for programs to read."""
