"""What is kept: results as Parquet files, checked when read."""
