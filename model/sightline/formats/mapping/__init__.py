"""Tables as people have them: what a sheet or list is about, which column says what, kept as a profile for next time."""
