"""How the assistant talks and what it stands on: Telegram, SQL, the Rasa server, the command line."""
