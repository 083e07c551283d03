"""Processes that answer the queries of strangers, within limits, and can be killed at any moment.

`worker` is the code of the process, `pool` keeps some of them, `spool` holds an answer until its reader has it.
"""
