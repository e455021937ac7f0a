"""What everybody reads first: home pages and the bilan. Imports every room; imported by none."""
