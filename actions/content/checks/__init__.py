"""What people miss, found by rules: one check a file, all run by `run_checks`."""

from actions.content.checks.checked import Checked
from actions.content.checks.run import CHECKS, Check, run_checks

__all__ = ["CHECKS", "Check", "Checked", "run_checks"]
