"""How each kind of question is answered by keyboard.

A pad is a plain object, no widget: it draws one step of a form as blocks, knows its keys, and
turns what is pressed into an intent (`intents`). The page carries intents out; so every way of
answering can be tried without a terminal.
"""
