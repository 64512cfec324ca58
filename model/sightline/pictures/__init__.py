"""Pictures: results in, figures out. No page and no window is known here, so app and reports draw the same."""
