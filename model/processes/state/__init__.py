"""Rules of the state and civil society: information, raids, operations, justice, registers, trust, formalisation."""
