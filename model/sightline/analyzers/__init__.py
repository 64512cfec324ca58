"""Analyzers: one question each, a snapshot in, a typed result out."""
