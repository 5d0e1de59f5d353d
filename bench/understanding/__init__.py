"""How well it understands, beside other ways to do it: runs in Rasa's environment."""
