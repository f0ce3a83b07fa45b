"""Figures and marked passages. Plots only draw what measures computed; texts are escaped."""
