"""Reads a device with Windows, by lines of PowerShell that only read and write JSON. They stand here whole.

The execution policy is about script files; these lines come as an argument, and nothing is written.
"""

from weerbaar.scanner.facts.device import Device
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers import device_windows as parse
from weerbaar.scanner.probes.device_looking import first_seen, look
from weerbaar.scanner.probes.doors.machine import Command, Machine

_DENIED, _ABSENT = 5, 6
# Moments go over as ISO 8601 in UTC, whatever the language of this Windows.
_FRAME = (
    "$ErrorActionPreference='Stop'; $ProgressPreference='SilentlyContinue'; "
    "[Console]::OutputEncoding=[Text.Encoding]::UTF8; "
    "function Iso($d) { if ($d) { ([datetime]$d).ToUniversalTime().ToString('o') } }; "
    "function Key($p, $n) { $k = Get-ItemProperty -Path $p -ErrorAction SilentlyContinue; if ($k) { $k.$n } }; "
    "try { %s } catch { $e = $_; "
    "if ($e.CategoryInfo.Category -eq 'PermissionDenied' -or $e.Exception -is [UnauthorizedAccessException] "
    "-or $e.Exception.Message -match '0x80041003|0x80070005') { exit 5 }; "
    "if ($e.FullyQualifiedErrorId -match 'CommandNotFound') { exit 6 }; exit 7 }"
)


def _powershell(name: str, line: str, timeout_s: float = 30) -> Command:
    arguments = ("-NoLogo", "-NoProfile", "-NonInteractive", "-Command", _FRAME % line)
    return Command(
        name,
        "powershell.exe",
        arguments,
        denied_codes=frozenset({_DENIED}),
        absent_codes=frozenset({_ABSENT}),
        timeout_s=timeout_s,
    )


SYSTEM = _powershell(
    "registry CurrentVersion",
    r"$v = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'; "
    "@{build=$v.CurrentBuildNumber; edition=$v.EditionID; kind=$v.InstallationType} | ConvertTo-Json -Compress",
)
LAST_UPDATE = _powershell(
    "Get-HotFix",
    "$l = $null; try { $l = Iso ((New-Object -ComObject Microsoft.Update.AutoUpdate).Results.LastInstallationSuccessDate) } "
    "catch { }; $f = @(Get-HotFix | Where-Object { $_.InstalledOn } | ForEach-Object { Iso $_.InstalledOn }); "
    "@{fixes=$f; last=$l} | ConvertTo-Json -Compress",
    60,
)
# Offline: the agent looks in its own store and asks nobody. The category is that of security updates.
WAITING = _powershell(
    "Microsoft.Update.Session",
    "$s = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher(); $s.Online = $false; "
    "$u = @($s.Search('IsInstalled=0 and IsHidden=0 and Type=''Software''').Updates); "
    "$n = @($u | Where-Object { $_.Categories | "
    "Where-Object { $_.CategoryID -eq '0fa1201d-4330-4fa8-8ae9-b877473b6441' } }).Count; "
    "$a = Iso ((New-Object -ComObject Microsoft.Update.AutoUpdate).Results.LastSearchSuccessDate); "
    "@{count=$u.Count; security=$n; asked=$a} | ConvertTo-Json -Compress",
    90,
)
AUTOMATIC = _powershell(
    "Microsoft.Update.AutoUpdate",
    r"$f = Key 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU' 'NoAutoUpdate'; "
    "$l = (New-Object -ComObject Microsoft.Update.AutoUpdate).Settings.NotificationLevel; "
    "@{level=[int]$l; forbidden=$f} | ConvertTo-Json -Compress",
)
BITLOCKER = _powershell(
    "Get-BitLockerVolume",
    "ConvertTo-Json -Compress @(Get-BitLockerVolume | ForEach-Object { "
    "@{type=[string]$_.VolumeType; protection=[int]$_.ProtectionStatus; status=[int]$_.VolumeStatus} })",
)
# What everybody may read, and what there is on editions without the command above.
SHELL_PROTECTION = _powershell(
    "System.Volume.BitLockerProtection",
    "(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive)"
    ".Self.ExtendedProperty('System.Volume.BitLockerProtection')",
)
FIREWALL = _powershell(
    "Get-NetFirewallProfile",
    "ConvertTo-Json -Compress @(Get-NetFirewallProfile -PolicyStore ActiveStore | ForEach-Object { "
    "@{name=[string]$_.Name; enabled=[int]$_.Enabled} })",
)
SCREEN_LOCK = _powershell(
    "registry Desktop, powercfg",
    r"$d = 'HKCU:\Control Panel\Desktop'; $p = 'HKCU:\SOFTWARE\Policies\Microsoft\Windows\Control Panel\Desktop'; "
    "function Of($n) { $x = Key $p $n; if ($null -eq $x) { $x = Key $d $n }; $x }; "
    "$h = @(powercfg /query SCHEME_CURRENT SUB_SLEEP STANDBYIDLE | Select-String '0x[0-9a-fA-F]{8}\\s*$' | "
    "ForEach-Object { [Convert]::ToInt64($_.Matches[0].Value.Trim(), 16) }); "
    "$sleep = if ($h.Count -ge 2) { $h[-2] } else { $null }; "
    r"$m = Key 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System' 'InactivityTimeoutSecs'; "
    "@{saver=(Of 'ScreenSaveActive'); secure=(Of 'ScreenSaverIsSecure'); saver_s=(Of 'ScreenSaveTimeOut'); "
    "policy_s=$m; sleep_s=$sleep; delay_s=(Key $d 'DelayLockInterval')} | ConvertTo-Json -Compress",
)
MALWARE = _powershell(
    "SecurityCenter2, Get-MpComputerStatus",
    "$p = @(); try { $p = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName AntiVirusProduct | "
    "ForEach-Object { [int64]$_.productState }) } catch { }; "
    "$m = $null; try { $m = Get-MpComputerStatus } catch { if (-not $p) { throw } }; "
    "@{products=$p; defender=$m.RealTimeProtectionEnabled; definitions=(Iso $m.AntivirusSignatureLastUpdated)} "
    "| ConvertTo-Json -Compress",
)
GROUPS = Command("whoami", "whoami.exe", ("/groups", "/fo", "csv", "/nh"))
BACKUP = _powershell(
    "FileHistory, Get-WBSummary",
    r"$t = Key 'HKCU:\SOFTWARE\Microsoft\Windows\CurrentVersion\FileHistory' 'ProtectedUpToTime'; "
    "$f = if ($t) { Iso ([datetime]::FromFileTimeUtc($t)) }; "
    "$b = $null; try { $b = Iso ((Get-WBSummary).LastSuccessfulBackupTime) } catch { }; "
    "@{file_history=$f; windows_backup=$b} | ConvertTo-Json -Compress",
)


def read_windows(machine: Machine) -> Device:
    """Everything that this device tells."""
    administrator = _administrator(machine)
    # The registry of the system itself holds no settings of the person who works here.
    is_person = not (isinstance(administrator, Unobserved) and administrator.reason is Reason.NOT_LOOKED)
    return Device(
        system=look(machine, SYSTEM, parse.system),
        last_update=look(machine, LAST_UPDATE, parse.last_update),
        updates_waiting=look(machine, WAITING, parse.updates_waiting),
        automatic_updates=look(machine, AUTOMATIC, parse.automatic_updates),
        disk_encryption=first_seen(
            lambda: look(machine, BITLOCKER, parse.bitlocker),
            lambda: look(machine, SHELL_PROTECTION, parse.shell_protection),
        ),
        firewall=look(machine, FIREWALL, parse.firewall),
        screen_lock=look(machine, SCREEN_LOCK, parse.screen_lock) if is_person else _nobody(SCREEN_LOCK),
        malware_protection=look(machine, MALWARE, parse.malware_protection),
        everyday_administrator=administrator,
        last_backup=look(machine, BACKUP, parse.last_backup) if is_person else _nobody(BACKUP),
    )


def _administrator(machine: Machine) -> Observation[bool]:
    seen = look(machine, GROUPS, parse.is_administrator)
    if isinstance(seen, Unobserved):
        return seen
    if seen.value is None:
        return Unobserved(Reason.NOT_LOOKED, seen.source)
    return Observed(seen.value, seen.at, seen.source)


def _nobody(command: Command) -> Unobserved:
    return Unobserved(Reason.NOT_LOOKED, command.name)
