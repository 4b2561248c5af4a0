"""`python -m weerbaar.portal.serve.story [MONTHS]`: tells the story in a database that is thrown away, scene by scene.

After every scene it looks whether what always holds still does, and ends with 1 when it does not.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

ALL = 60  # months: more than the story has


def main(arguments: list[str]) -> int:
    """The exit code: 0 when the story is whole, 1 when something broke, 2 when the number of months is none."""
    typed = arguments[0] if arguments else str(ALL)
    if not typed.isdecimal() or len(arguments) > 1:
        print("How many months? For example: 24", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WEERBAAR_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.portal.config.settings")
        from weerbaar.portal.serve.prepare import prepare

        prepare(Path(folder))
        return _tell(int(typed))


def _tell(months: int) -> int:
    # Models can only be imported once Django is set up.
    from weerbaar.portal.serve.story.cast import Cast
    from weerbaar.portal.serve.story.chapters.cooperation import everybody
    from weerbaar.portal.serve.story.invariants import StoryBroken
    from weerbaar.portal.serve.story.scenes import SCENES
    from weerbaar.portal.serve.story.tell import Scene, moment_of, tell
    from weerbaar.portal.trajectories.schemes.evaluate import months_before

    start = months_before(date.today().replace(day=1), ALL)  # noqa: DTZ011 (the day of the machine is meant)

    def watch(scene: Scene, cast: Cast) -> None:
        print(f"month {scene.month:2}  {cast.today}  {scene.title}")

    try:
        tell(SCENES, everybody, start, until=moment_of(start, months, 28), watch=watch)
    except StoryBroken as broken:
        print(f"What always holds does not: {broken}", file=sys.stderr)
        return 1
    print("After every scene all that always holds did.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
