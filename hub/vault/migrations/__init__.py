"""How the vault came to be as it is: one step a file in `versions`, taken in order, never changed.

A new step: change `hub/vault/schema.py`, write `versions/NNNN_words.py` with the next number as its
revision. `tests/vault` holds what the steps make against what the schema says.
"""
