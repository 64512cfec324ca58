"""Benchmarks: Sightline beside the way its peers do the same, small and large."""
