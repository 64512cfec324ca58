"""Sightline: how clearly an organization sees its external customers."""

__version__ = "0.1.0"
