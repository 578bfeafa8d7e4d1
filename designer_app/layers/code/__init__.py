"""Codes that machines read: QR, EAN-13, Code 128. Bars and modules are one outline of the Scene."""
