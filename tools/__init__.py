"""Commands for those who maintain the project; nothing of the model needs them."""
