"""The commands: parse, call one function of a layer below, print."""
