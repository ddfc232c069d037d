"""What varies: factors, designs, and draws applied to scenarios."""
