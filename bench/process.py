"""Runs a command and prints what it cost as a whole, as JSON: seconds of the processor of all its processes, MB of the
largest one.

Nothing large is imported: a child's peak counts what this process held when it began.
"""

import json
import resource
import subprocess
import sys


def main() -> int:
    code = subprocess.run(sys.argv[1:], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    most = used.ru_maxrss / 1024 ** (2 if sys.platform == "darwin" else 1)
    print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "MB": most}))
    return code


if __name__ == "__main__":
    sys.exit(main())
