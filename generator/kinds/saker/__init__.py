"""Cases that forums have handled."""
