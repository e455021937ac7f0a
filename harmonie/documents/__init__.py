"""Paper: pages rendered by WeasyPrint, frozen when they are issued, served to those who may read them."""
