"""The colours of the site: those of the pictures, under the names that the theme gives them."""

from __future__ import annotations

from sightline.pictures.palette import Ink


def variables(ink: Ink) -> dict[str, str]:
    """Give the theme's variables of one mode, in which the site is drawn."""
    return {
        "color-foreground-primary": ink.text,
        "color-foreground-secondary": ink.muted,
        "color-foreground-muted": ink.muted,
        "color-foreground-border": ink.muted,
        "color-background-primary": ink.paper,
        "color-background-secondary": ink.panel,
        "color-background-border": ink.line,
        "color-background-hover": ink.line,
        "color-brand-primary": ink.accent,
        "color-brand-content": ink.accent,
        "color-brand-visited": ink.accent,
        "color-inline-code-background": ink.panel,
        "color-code-background": ink.panel,
        "color-code-foreground": ink.text,
        "color-api-name": ink.text,
        "color-api-pre-name": ink.muted,
        "color-api-keyword": ink.muted,
        "color-highlighted-background": ink.line,
    }
