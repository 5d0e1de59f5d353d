"""How the assistant talks and what it stands on: Telegram, SQL, Rasa, the command line."""
