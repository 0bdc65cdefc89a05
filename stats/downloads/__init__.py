"""Figures to take away: CSV, XLSX and JSON, each with what is needed to understand it."""
