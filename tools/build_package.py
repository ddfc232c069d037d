"""The build hooks of the wheel: hatchling packs what ``tools/stage.py`` lays out, and gives it the command."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface  # ty: ignore[import-not-found]
from hatchling.metadata.plugin.interface import MetadataHookInterface  # ty: ignore[import-not-found]

COMMANDS = {"goldrush": "goldrush.run:app"}


class CommandHook(MetadataHookInterface):
    """Adds the command to the metadata."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Name the command and what it runs."""
        metadata["scripts"] = COMMANDS


class PackageHook(BuildHookInterface):
    """Stages the package in a temporary folder before the wheel is packed, and removes it afterwards."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Lay the package out and tell hatchling where it is."""
        sys.path.insert(0, self.root)
        from tools.stage import stage

        self.folder = tempfile.TemporaryDirectory()
        target = Path(self.folder.name) / "goldrush"
        target.mkdir()
        stage(Path(self.root), target)
        build_data["force_include"][str(target)] = "goldrush"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        self.folder.cleanup()
