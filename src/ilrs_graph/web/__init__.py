"""The server: the SPARQL 1.1 Protocol, and pages.

It needs the extra `web`. `run` starts it, `app` is the application of ASGI.
"""
