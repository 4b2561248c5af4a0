"""Pages for who keeps the installation, and for advisers who vet providers."""
