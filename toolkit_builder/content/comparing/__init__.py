"""Two states of a toolkit side by side: what differs, thing by thing and word by word."""
