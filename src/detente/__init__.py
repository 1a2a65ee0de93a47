"""Détente: news of diplomacy in, a graph that can be questioned out."""

__version__ = "0.1.0"
