"""The console: pages built from `web/`, served beside the API."""
