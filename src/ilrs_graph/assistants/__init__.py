"""The graph for assistants: the tools, resources and prompts of the Model Context Protocol.

What a tool takes and gives is here without the protocol; `server` speaks it with the SDK, and
`over_stdio` and `over_http` connect a server.
"""
