"""Individuals, one population a file: its columns and its Mesa agent."""
