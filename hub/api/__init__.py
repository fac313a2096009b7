"""The API: what people and programs ask and tell the hub over HTTP."""
