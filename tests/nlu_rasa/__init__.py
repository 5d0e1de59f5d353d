"""What runs inside Rasa, tested in Rasa's environment."""
