"""Reports: an analysis as JSON, and later as documents; analyzers are known through their results only."""
