"""How the forecasts of past days did."""
