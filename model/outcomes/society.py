"""What people know, trust and tolerate, and what NGOs and media do."""
