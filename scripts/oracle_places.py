"""How places and message ids of two validators are compared; imported by the scripts beside it."""
import re


def place(path):
    """A path as both sides write it: no comments, no index on the last step, choices without their type."""
    path = re.sub(r"/\*.*?\*/", "", path or "")
    path = re.sub(r"\.ofType\([^)]*\)|\[url=[^\]]*\]", "", path).replace("[x]", "")
    if path.startswith("/f:"):
        # Slips of XML come with an XPath.
        path = path[3:].replace("/f:", ".")
    return re.sub(r"\[\d+\]$", "", path).rstrip("/")


GROUPS = {
    "INV_FAILED": ["INV_FAILED_SOURCE"],
    "Reference_REF_BadTargetType": ["Reference_REF_BadTargetType2"],
    "Unknown_Code_in_Version": ["Unknown_Code_in_Version_SCT"],
    "Questionnaire_QR_Item_NotEnabled": ["Questionnaire_QR_Item_NotEnabled2"],
}
LEADERS = {member: name for name, members in GROUPS.items() for member in members}


def family(text):
    """Message ids that differ in wording alone count as one."""
    text = re.sub(r"(_CC|_SLICE_?|_MAGIC)$", "", text or "")
    return LEADERS.get(text, text)


def is_error(issue):
    return issue["severity"] in ("error", "fatal")
