"""Operations against mining, and crises that tie up forces."""
