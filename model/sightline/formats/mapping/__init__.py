"""Tables as people have them: what a sheet is about, which column says what, kept as a profile for next time."""
