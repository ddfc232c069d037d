"""Rules for people in exploitation and survivors: ways out, shelters, services, returns."""
