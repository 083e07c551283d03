"""The numbers of a server in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .service import Service

MEDIA_TYPE = "text/plain; version=0.0.4"
_GAUGES = {
    "workers": "Processes for queries.",
    "running": "Queries that run.",
    "waiting": "Queries that wait for a process.",
    "spooled": "Bytes of answers that wait for their readers.",
    "clients": "Clients that are being answered.",
    "answering": "Answers on their way.",
    "costly_running": "Costly requests that run.",
    "costly_waiting": "Costly requests that wait.",
}


def metrics(service: Service) -> str:
    """Return the numbers of a service: what it does now, and what it has done since it was started."""
    lines = [*_gauges(service.health)]
    statuses = {str(status): count for status, count in service.statuses.items()}
    lines += _counter("requests_total", "Requests by the status of their answers.", "status", statuses)
    lines += _counter(
        "refused_total", "Requests refused or ended, by the limit that was reached.", "limit", service.refused
    )
    ended = {"query": service.workers_replaced, "check": service.checks_ended}
    lines += _counter("workers_ended_total", "Processes that were ended and replaced.", "work", ended)
    return "\n".join(lines) + "\n"


def _gauges(numbers: Mapping[str, object]) -> Iterator[str]:
    for name, words in _GAUGES.items():
        yield f"# HELP ilrs_graph_{name} {words}"
        yield f"# TYPE ilrs_graph_{name} gauge"
        yield f"ilrs_graph_{name} {numbers[name]}"


def _counter(name: str, words: str, label: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP ilrs_graph_{name} {words}"
    yield f"# TYPE ilrs_graph_{name} counter"
    for value, count in sorted(counts.items()):
        yield f'ilrs_graph_{name}{{{label}="{value}"}} {count}'
