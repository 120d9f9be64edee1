"""Facts about French, each beside the examples that prove it."""
