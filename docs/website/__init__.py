"""What makes the pages a site: their order, their colours, the Python reference, and the check of what was built."""
