"""Floor 5: pixels → the bytes of a file. One module per format, one table (``formats``) that lists them."""
