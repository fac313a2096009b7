"""What the API answers, in pydantic's words."""
