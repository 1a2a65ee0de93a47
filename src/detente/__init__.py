"""Détente: news of diplomacy in, a graph that can be questioned out."""
