"""Ground floor: what every room of the corridor stands on."""
