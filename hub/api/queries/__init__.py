"""What the API asks the views: one file per answer; every parameter is bound."""
