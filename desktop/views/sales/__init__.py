"""The pages of draft sales documents."""
