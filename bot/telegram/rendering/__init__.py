"""From values to what Telegram shows: HTML, buttons, the right direction."""
