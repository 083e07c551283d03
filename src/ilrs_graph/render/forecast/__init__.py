"""Forecasts of planned events."""
