"""Pictures of figures: what to draw (pure), how it is drawn, and the work of drawing it."""
