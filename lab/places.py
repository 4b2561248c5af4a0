"""Where the parts of a running lab stand. Inside the lab these paths are the same on every machine.

`SITE` is the generated output, `STATE` what servers write while they run; both vanish with the lab, the output stays
in the cache outside. Generated configuration names these places, so one output serves every user.
"""

RUNTIME = "/run/weerbaar-lab"
SITE = f"{RUNTIME}/site"
STATE = f"{RUNTIME}/state"
