"""From nodes to the dataclasses of `model` and `design`: one module for each room of the house."""
