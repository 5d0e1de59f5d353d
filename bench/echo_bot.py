"""The least that a bot can do with python-telegram-bot: what ours is compared with."""

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back; keep nothing, understand nothing."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Run until ended."""
    base = os.environ["TELEGRAM_BASE_URL"]
    builder = ApplicationBuilder().token(os.environ["TELEGRAM_TOKEN"]).base_url(f"{base}/bot")
    app = builder.concurrent_updates(True).connection_pool_size(32).pool_timeout(30).build()  # noqa: FBT003 -- its signature
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling()


if __name__ == "__main__":
    main()
