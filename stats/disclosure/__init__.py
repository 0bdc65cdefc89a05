"""Small numbers: which figures to hide so that nobody can work out what is hidden."""
