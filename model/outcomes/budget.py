"""What portfolios may spend, spend and leave."""
