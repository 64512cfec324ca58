"""Several organizations become one, and two are told apart: matches with certainty, conflicts by name, differences."""
