"""Finds what a JSON-LD file says and its parser drops, as the standard allows: keys, identifiers, language tags.

The parser follows "JSON-LD 1.1 Processing Algorithms and API", by which a key without meaning, a malformed identifier
or a malformed language tag is dropped in silence. A file of facts must not lose any.

>>> [loss.what for loss in losses('{"http://a/p": 1, "wording": "x"}')[0]]
['There is no @context, so the key "wording" has no meaning and its value is lost.']
"""

from .parser_fault import list_beside_graphs
from .remote import remote_context
from .terms import Loss
from .walk import losses

__all__ = ["Loss", "list_beside_graphs", "losses", "remote_context"]
