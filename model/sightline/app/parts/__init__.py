"""Parts of pages that are too large for one module, named after their page."""
