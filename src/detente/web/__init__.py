"""A local web application over a graph, and the interactive page of a network that works offline."""
