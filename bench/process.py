"""Runs a command and prints what it cost as a whole, as JSON: seconds of the processor of all its processes, seconds that
it was waited for, MB of the largest process.

Nothing large is imported: a child's peak counts what this process held when it began.
"""

import json
import resource
import subprocess
import sys
import time


def main() -> int:
    start = time.perf_counter()
    code = subprocess.run(sys.argv[1:], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
    waited = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    most = used.ru_maxrss / 1024 ** (2 if sys.platform == "darwin" else 1)
    print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "waited": waited, "MB": most}))
    return code


if __name__ == "__main__":
    sys.exit(main())
