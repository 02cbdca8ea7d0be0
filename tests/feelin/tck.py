"""The pure FEEL expressions of the TCK: literal expressions of decisions that require nothing."""
import glob
import os
import xml.etree.ElementTree as ET


def find_kit():
    """The folder of the kit, or None."""
    for shared in (os.environ.get("XIUCHENG_SHARED"), "../shared", "../../shared"):
        if shared and os.path.isdir(os.path.join(shared, "suites", "dmn-tck")):
            return os.path.join(shared, "suites", "dmn-tck")
    return None


def local(tag):
    return tag.rsplit("}", 1)[-1]


def child(node, name):
    return next((c for c in node if local(c.tag) == name), None)


def expressions(kit):
    """(id, text) of each, in the order of the files."""
    found = []
    for path in sorted(glob.glob(os.path.join(kit, "compliance-level-*", "*", "*.dmn"))):
        folder = os.path.basename(os.path.dirname(path))
        for decision in ET.parse(path).getroot():
            if local(decision.tag) != "decision":
                continue
            literal = child(decision, "literalExpression")
            if literal is None or child(decision, "informationRequirement") is not None \
                    or child(decision, "knowledgeRequirement") is not None:
                continue
            text = child(literal, "text")
            if text is not None and text.text and literal.get("expressionLanguage") is None:
                found.append((f"{folder}/{decision.get('name')}", text.text))
    return found
