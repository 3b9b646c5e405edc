"""Taking files in: found, copied and hashed, read, and recorded a small group at a time."""
