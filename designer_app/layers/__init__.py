"""Floor 2: layer kinds. One module each: a frozen record and the function that builds its nodes."""
