"""Evidence: what is asked of people, and what their answers say without giving anybody away."""
