"""What varies: factors, designs, and draws laid over scenarios."""
