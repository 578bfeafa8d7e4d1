"""Windows beside the editor: Batch and Catalog. What they decide lies in modules without Qt (``batch_state``, ``catalog_state``)."""
