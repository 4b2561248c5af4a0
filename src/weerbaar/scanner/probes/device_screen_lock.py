"""When the desktop of a Linux device locks itself. Each desktop keeps its own settings."""

from weerbaar.scanner.facts.device import ScreenLock
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers import device_linux as parse
from weerbaar.scanner.probes.device_looking import ask, look
from weerbaar.scanner.probes.doors.machine import Command, Machine

DEFAULT_TARGET = Command("systemctl get-default", "systemctl", ("get-default",))
# Seconds in one unit of the idle time, and where each desktop keeps idle time, lock and delay of the lock.
_GNOME = (1, "org.gnome.desktop.session", "org.gnome.desktop.screensaver", "lock-enabled", "lock-delay")
_CINNAMON = (1, "org.cinnamon.desktop.session", "org.cinnamon.desktop.screensaver", "lock-enabled", "lock-delay")
_MATE = (60, "org.mate.session", "org.mate.screensaver", "lock-enabled", "")
_BY_DESKTOP = {"GNOME": _GNOME, "Unity": _GNOME, "Budgie": _GNOME, "X-Cinnamon": _CINNAMON, "MATE": _MATE}
_MOST_S = 86_400


def screen_lock(machine: Machine) -> Observation[ScreenLock | None]:
    """The lock of the desktop from which this runs; None on a device that starts without a desktop."""
    desktops = machine.variable("XDG_CURRENT_DESKTOP").split(":")
    if "KDE" in desktops:
        return _kde(machine)
    for name in desktops:
        if name in _BY_DESKTOP:
            return _by_settings(machine, *_BY_DESKTOP[name])
    target = ask(machine, DEFAULT_TARGET)
    if not isinstance(target, Unobserved) and target.text.strip() == "multi-user.target":
        return Observed(None, machine.now(), DEFAULT_TARGET.name)
    return Unobserved(Reason.NOT_LOOKED, "desktop")


def _by_settings(
    machine: Machine, unit_s: int, session: str, screensaver: str, lock: str, delay: str
) -> Observation[ScreenLock | None]:
    idle = look(machine, _get(session, "idle-delay"), parse.setting)
    enabled = look(machine, _get(screensaver, lock), parse.setting)
    if isinstance(idle, Unobserved) or isinstance(enabled, Unobserved):
        return idle if isinstance(idle, Unobserved) else Unobserved(Reason.TOOL_FAILED, "gsettings")
    after = look(machine, _get(screensaver, delay), parse.setting) if delay else None
    extra = _whole(after.value) if isinstance(after, Observed) else 0
    idle_s = _whole(idle.value)
    if idle_s is None or extra is None or enabled.value not in ("true", "false"):
        return Unobserved(Reason.PROTOCOL_ERROR, "gsettings")
    locks = enabled.value == "true" and idle_s > 0
    return Observed(ScreenLock(min(idle_s * unit_s + extra, _MOST_S) if locks else None), idle.at, "gsettings")


def _get(schema: str, key: str) -> Command:
    return Command("gsettings", "gsettings", ("get", schema, key))


def _kde(machine: Machine) -> Observation[ScreenLock | None]:
    """The file kscreenlockerrc; its keys default to a lock after five minutes (kscreenlocker, kcfg file)."""
    for program in ("kreadconfig6", "kreadconfig5"):
        values = [
            ask(machine, _read(program, key, default)) for key, default in (("Autolock", "true"), ("Timeout", "5"))
        ]
        texts = [value.text.strip() for value in values if not isinstance(value, Unobserved)]
        if len(texts) == len(values):
            minutes = _whole(texts[1])
            if minutes is None or texts[0] not in ("true", "false"):
                return Unobserved(Reason.PROTOCOL_ERROR, program)
            locks = texts[0] == "true" and minutes > 0
            return Observed(ScreenLock(min(minutes * 60, _MOST_S) if locks else None), machine.now(), program)
    return Unobserved(Reason.NO_SUCH_TOOL, "kreadconfig")


def _read(program: str, key: str, default: str) -> Command:
    arguments = ("--file", "kscreenlockerrc", "--group", "Daemon", "--key", key, "--default", default)
    return Command(program, program, arguments)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
