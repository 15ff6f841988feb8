"""The action server: the thin step between the dialogue server and the core. One turn = one call of ``take_turn``."""
