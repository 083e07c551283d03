"""Facts by pattern, in any storage: in memory, in a store, or in either with a change on top.

Each view has `match(s, p, o)`, the protocol `terms.View`: `TripleIndex` in memory, `AssertedStore` and
`LayeredStore` over a store, `Overlay` over another view.
"""
