"""Instances a second of SpiffWorkflow on the model of bench/bpmn.c (script tasks in place of service tasks).

    python bench.py FOLDER [SECONDS]
"""
import json
import sys
import time
from importlib.metadata import version

from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.camunda.parser import CamundaParser

folder = sys.argv[1]
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3
parser = CamundaParser()
parser.add_bpmn_file(folder + "/repair.bpmn")
parser.add_dmn_file(folder + "/level.dmn")
spec = parser.get_spec("repair")
count, start = 0, time.process_time()
while time.process_time() - start < seconds:
    workflow = BpmnWorkflow(spec)
    workflow.task_tree.set_data(depth=count % 40)
    workflow.do_engine_steps()
    if not workflow.is_completed() or workflow.data.get("level") is None:
        sys.exit("the instance did not end: %s" % workflow.data)
    count += 1
print(json.dumps({"engine": "SpiffWorkflow " + version("SpiffWorkflow"),
                  "per_second": round(count / (time.process_time() - start))}))
