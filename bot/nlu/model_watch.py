"""A running bot takes over a newly trained model by itself."""

import asyncio
from collections.abc import Callable

import structlog

from actions.errors import ModelUnusable
from bot.nlu.models import Model, Models, require_labels
from bot.nlu.server import RasaServer

INTERVAL = 2.0  # seconds
log = structlog.get_logger()


class ModelWatch:
    """Looks at the folder of models; has the one served that the questions call for."""

    def __init__(
        self, models: Models, server: RasaServer, wanted: Callable[[], frozenset[str]]
    ) -> None:
        """`wanted`: what a model must know to be used."""
        self._models, self._server, self._wanted = models, server, wanted
        self._seen = models.newest()

    async def run(self) -> None:
        """Look every two seconds, until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL)
            await self.look()

    async def look(self) -> bool:
        """Look once; whether another model is served from now on.

        Finding out what the questions call for takes a second of the processor, so that is done
        only when there is a new model at all. While the other one is loaded, questions wait.
        """
        try:
            model = await asyncio.to_thread(self._newly_called_for)
            if model is None or model == self._server.model:
                return False
            require_labels(model, self._wanted())
        except (OSError, ModelUnusable) as error:  # the next model is looked at all the same
            log.error("model_not_taken_over", problem=str(error))
            return False
        log.info("model_taken_over", model=model.name)
        await self._server.use(model)
        return True

    def _newly_called_for(self) -> Model | None:
        """The model for the questions as they are; None if nothing is new."""
        newest = self._models.newest()
        if newest == self._seen:
            return None
        self._seen = newest
        return self._models.find(self._models.name_for(self._models.examples()))
