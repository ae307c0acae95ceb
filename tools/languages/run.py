"""Runs an example's program by the Automation API, which needs no language host: `run.py FOLDER CONFIG-JSON`."""

import json
import os
import runpy
import sys

import yaml
from pulumi import automation as auto

folder, config = sys.argv[1], json.loads(sys.argv[2])
with open(os.path.join(folder, "Pulumi.yaml"), encoding="utf-8") as file:
    project = yaml.safe_load(file)["name"]


def program() -> None:
    runpy.run_path(os.path.join(folder, "__main__.py"))


stack = auto.create_or_select_stack("dev", project_name=project, program=program)
for name, value in config.items():
    stack.set_config(name, auto.ConfigValue(value))
stack.up()
stack.preview(expect_no_changes=True)
