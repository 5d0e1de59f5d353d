"""Telegram's door: HTTP in, HTTP out."""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.double.checking import check_call
from tests.double.faults import Fault, Faults, Kind
from tests.double.flood import Flood, is_limited
from tests.double.journal import Call, Journal
from tests.double.limits import check_limits
from tests.double.methods import HANDLERS
from tests.double.polling import Polling
from tests.double.refusal import Refusal, too_many
from tests.double.shapes import Json, Upload
from tests.double.world import World

LARGEST_CALL = 60 * 2**20  # bytes
WEB_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"
PHRASES = {500: "Internal Server Error", 502: "Bad Gateway"}


class Server:
    """Answers the calls of one bot out of a world."""

    def __init__(self, world: World, token: str, flood: Flood) -> None:
        self.journal, self.faults, self.polling = Journal(), Faults(), Polling(world)
        self._world, self._token, self._flood = world, token, flood
        self._runner: web.AppRunner | None = None

    async def start(self, port: int) -> int:
        """Listen on a port, 0 for any; the port."""
        app = web.Application(client_max_size=LARGEST_CALL)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/files/{file_id}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Let go of everybody who waits, and close."""
        self.faults.heal()
        self.polling.close()
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            given = await _read(request)
        except ConnectionResetError:  # whoever called died in the middle of it
            return _cut(request)
        fault = self.faults.meet(method, _chat_id(given))
        if fault and fault.kind is Kind.DROP:
            self._record(method, given, None, fault)
            return _cut(request)
        result = await self._result(request, method, given, fault)
        refusal = result if isinstance(result, Refusal) else None
        if refusal or result != [] or method != "getUpdates":  # a poll may bring nothing
            self._record(method, given, refusal, fault)
        if fault and fault.kind is Kind.LOSE_REPLY:
            self._forgive(given)
            return _cut(request)
        return _response(result)

    async def _result(
        self, request: web.Request, method: str, given: Json, fault: Fault | None
    ) -> object:
        if request.match_info["token"] != self._token:
            return Refusal(401, "Unauthorized")
        try:
            if fault:
                await self._suffer(fault, method, given)
            if method == "getUpdates":
                params = check_call(method, given)
                return await self.polling.get_updates(params, lambda: _is_there(request))
            return self._execute(method, given)
        except Refusal as refusal:
            return refusal
        except Exception as error:  # noqa: BLE001 -- the double is wrong, and its owner must know
            self.journal.bugs.append(f"{method}: {error!r}")
            return Refusal(500, "Internal Server Error")

    async def _suffer(self, fault: Fault, method: str, given: Json) -> None:
        if fault.kind is Kind.ERROR:
            if fault.code == 429:
                self._flood.ban(_scope(method, given), fault.retry_after, self._world.clock.now())
                raise too_many(fault.retry_after)
            raise Refusal(fault.code, fault.description or PHRASES.get(fault.code, "Error"))
        if fault.gate:
            await fault.gate.go_through()
        await asyncio.sleep(fault.seconds)

    def _execute(self, method: str, given: Json) -> object:
        params = check_call(method, given)
        check_limits(method, params)
        now = self._world.clock.now()
        wait = self._flood.banned(_scope(method, params), now)
        if not wait and is_limited(method) and type(params.get("chat_id")) is int:
            count = len(params.get("message_ids", "1"))
            wait = self._flood.take(params["chat_id"], now, count)
        if wait:
            raise too_many(wait)
        return HANDLERS[method](self._world, params)

    def _record(
        self, method: str, given: Json, refusal: Refusal | None, fault: Fault | None
    ) -> None:
        name = fault.kind.value if fault else ""
        self.journal.record(Call(method, given, self._world.clock.now(), refusal, name))
        self._world.changes.tell()

    def _forgive(self, given: Json) -> None:
        """Who never heard of the answer may give it again."""
        if query := self._world.queries.get(given.get("callback_query_id", "")):
            query.reply_lost = True

    async def _download(self, request: web.Request) -> web.Response:
        found = self._world.files.get(request.match_info["file_id"])
        if request.match_info["token"] != self._token or found is None:
            raise web.HTTPNotFound
        return web.Response(body=found[1].data)


async def _read(request: web.Request) -> Json:
    """The parameters of a call, however they were sent."""
    given: Json = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        return given | dict(await request.json())
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            kind = value.content_type
            uploads[name] = given[name] = Upload(value.filename, kind, value.file.read())
        else:
            given[name] = value
    return _attached(given, uploads)


def _attached(given: Json, uploads: Mapping[str, Upload]) -> Json:
    """Files in the places that refer to them as attach://name."""
    meant = {
        name: uploads[str(value).removeprefix("attach://")]
        for name, value in given.items()
        if str(value).startswith("attach://") and str(value).removeprefix("attach://") in uploads
    }
    referred = {name for name in uploads if f"attach://{name}" in map(str, given.values())}
    return {name: value for name, value in given.items() if name not in referred} | meant


def _response(result: object) -> web.Response:
    if not isinstance(result, Refusal):
        return web.json_response({"ok": True, "result": result})
    if result.code == 502:
        return web.Response(text=WEB_PAGE, status=502, content_type="text/html")
    body: dict[str, Any] = {"ok": False, "error_code": result.code}
    body["description"] = result.description
    if result.parameters:
        body["parameters"] = result.parameters
    return web.json_response(body, status=result.code)


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


def _is_there(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def _chat_id(given: Json) -> int | None:
    text = str(given.get("chat_id", ""))
    return int(text) if text.lstrip("-").isdigit() else None


def _scope(method: str, params: Json) -> int | str:
    """Where patience is asked for: in a chat, or for a method."""
    chat_id = _chat_id(params)
    return chat_id if chat_id is not None and is_limited(method) else method
