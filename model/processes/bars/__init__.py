"""Rules of bars: trade, hiring, prospects, licences, moving away from danger."""
