"""Many requests of all kinds at once: a crawler, hostile and generated queries, slow readers, and killed workers.

The server answers all of them, with an error only where a limit has a name, and does not grow.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random

import pytest

from hang_limit import until
from hostile_queries import ENDED, generated
from ilrs_graph import LunarGraph
from ilrs_graph.web.gate import Costs

from .client import QUIET, SLOW, Answer, Client
from .test_sparql import LARGE, asked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc, and signals of POSIX")
LIMITS = SLOW._replace(wall_s=0.5, memory_mb=64, result_bytes=2_000_000, memory_bytes=1_000, queue=100)
SETTINGS = QUIET._replace(limits=LIMITS, costs=Costs(per_client=1_000, per_minute=1_000_000, queue=1_000))


def is_expected(answer: Answer) -> bool:
    """Return whether an answer is whole or cut, or an error that names its reason."""
    if answer.status < 500:
        return answer.status in (200, 400)
    if answer.status == 503 and "retry-after" not in answer.headers:
        return False
    return "limit" in answer.json


def crawled(client: Client, random: Random, count: int) -> Iterator[Answer]:
    """Yield the pages of some addresses, each of them whole."""
    every = [address for address in client.service.view.pages_in("en").addresses() if address.startswith("/id/")]
    for address in random.sample(every, count):
        answer = client.get(address, "text/html")
        assert answer.status == 200, address
        yield answer


def queried(client: Client, queries: list[str]) -> Iterator[Answer]:
    return (client.ask(query) for query in queries)


def one_round(client: Client, seed: int, count: int) -> None:
    """Send so many requests of each kind at once, while two readers do not read and a worker is killed."""
    random = Random(seed)
    hostile = [ENDED[name] for name in random.sample(sorted(ENDED), 2)]
    with ExitStack() as stack, ThreadPoolExecutor(3) as threads:
        for _ in range(2):
            stack.enter_context(asked(client, LARGE, buffer=4_096))
        kinds = (
            crawled(client, random, count),
            queried(client, list(generated(count, seed))),
            queried(client, hostile),
        )
        work = [threads.submit(list, each) for each in kinds]
        with suppress(ProcessLookupError, StopIteration):
            os.kill(next(iter(client.service.pool._workers)).process.pid, signal.SIGKILL)
        for each in work:
            answers = each.result()
            assert answers
            assert [answer.status for answer in answers if not is_expected(answer)] == []
    until(lambda: not client.service.answering, "the end of the answers")


def memory(client: Client) -> int:
    """Return the bytes of memory of this process without those of what is kept, which have a limit."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") - client.service.rendered.size - client.service.answers.size


def test_a_round_of_everything_is_answered(serve: Callable[..., Client], graph: LunarGraph) -> None:
    """One round of ten; the soak has a hundred of fifty, and looks at the memory."""
    client = serve(graph.reading(), SETTINGS)
    one_round(client, 1, 10)
    assert client.ask("ASK {}").text == "true"
    assert client.health["status"] == "ok"
    assert client.service.pool.spooled == 0


@pytest.mark.soak
def test_many_rounds_are_answered_and_the_server_does_not_grow(serve: Callable[..., Client], graph: LunarGraph) -> None:
    client = serve(graph.reading(), SETTINGS)
    for seed in range(20):
        one_round(client, seed, 50)
    before = memory(client)
    for seed in range(20, 100):
        one_round(client, seed, 50)
    assert memory(client) <= 1.1 * before, (memory(client), before, client.service.rendered.size)
    assert client.ask("ASK {}").text == "true"
