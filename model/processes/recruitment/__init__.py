"""Rules of recruiting: networks, offers, journeys, refilling of posts, adaptation to danger."""
