"""What the program writes for people and for other programs."""
