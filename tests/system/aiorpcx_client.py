"""Calls a server with aiorpcX, a JSON-RPC library for Python, as it comes from the distribution.

Usage: aiorpcx_client.py PORT      prints `ok` if every answer is the one expected.
"""

import asyncio
import sys

import aiorpcx


async def main(port):
    async with aiorpcx.connect_rs("127.0.0.1", port) as session:
        assert await session.send_request("text.reverse", {"text": "hola"}) == {"text": "aloh"}
        assert await session.send_request("text.reverse", ["año"]) == {"text": "oña"}
        average = await session.send_request("numbers.average", [[10, 20, 30]])
        assert average["average"] == 20 and average["count"] == 3
        await session.send_notification("text.count", ["x"])

        many = [session.send_request("text.count", ["x" * n]) for n in range(500)]
        for n, counts in enumerate(await asyncio.gather(*many)):
            assert counts["characters"] == n

        async with session.send_batch() as batch:
            batch.add_request("text.reverse", ["ab"])
            batch.add_notification("text.reverse", ["cd"])
            batch.add_request("no.such.method", [])
            batch.add_request("text.reverse", ["ef"])
        first, second, third = batch.results
        assert first == {"text": "ba"} and third == {"text": "fe"}
        assert isinstance(second, aiorpcx.RPCError) and second.code == -32601

        try:
            await session.send_request("text.reverse", [1])
        except aiorpcx.RPCError as error:
            assert error.code == -32602
        else:
            raise AssertionError("wrong params were taken")
    print("ok")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
