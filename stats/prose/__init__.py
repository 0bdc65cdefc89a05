"""Figures inside prose: kept by reference, and read as what stands when somebody looks."""
