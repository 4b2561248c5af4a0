"""What devices with macOS and Windows answer.

These texts are written from the documentation and general knowledge of the programs; they were not captured from a device.
Names and paths in them are made up, and stand there to see that they are not kept.
"""

import json

MACOS_HISTORY = json.dumps(
    {
        "SPInstallHistoryDataType": [
            {
                "_name": "macOS 15.7.2",
                "install_date": "2026-11-18T07:41:12Z",
                "install_version": "15.7.2",
                "package_source": "package_source_apple",
            },
            {
                "_name": "XProtectPlistConfigData",
                "install_date": "2026-11-20T03:02:55Z",
                "install_version": "5322",
                "package_source": "package_source_apple",
            },
            {
                "_name": "Boekhouden van Anna",
                "install_date": "2026-11-23T10:00:00Z",
                "package_source": "package_source_other",
            },
        ]
    }
)
MACOS_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>AutomaticCheckEnabled</key>
\t<true/>
\t<key>AutomaticallyInstallMacOSUpdates</key>
\t<true/>
\t<key>CriticalUpdateInstall</key>
\t<true/>
\t<key>LastSuccessfulDate</key>
\t<date>2026-11-23T19:05:00Z</date>
\t<key>LastUpdatesAvailable</key>
\t<integer>1</integer>
</dict>
</plist>
"""
MACOS_WAITING = """Software Update Tool

Finding available software
Software Update found the following new or updated software:
* Label: macOS Sequoia 15.7.3-24G500
\tTitle: macOS Sequoia 15.7.3, Version: 15.7.3, Size: 1831082KiB, Recommended: YES, Action: restart,
* Label: macOS Tahoe 26.2-25C56
\tTitle: macOS Tahoe 26.2, Version: 26.2, Size: 7811082KiB, Recommended: YES, Action: restart,
"""
MACOS_NONE_WAITING = "Software Update Tool\n\nNo new software available.\n"
MACOS_POWER = """System-wide power settings:
Currently in use:
 standby              1
 powernap             1
 displaysleep         5 (display sleep prevented by Music)
 sleep                1
 womp                 0
"""
MACOS_LOCK = "2026-11-24 09:30:00.123 sysadminctl[1234:56789] screenLock delay is 60 seconds\n"
MACOS_DESTINATION = """====================================================
Name          : Reservekopie van Anna
Kind          : Local
ID            : 7C1A0000-0000-4000-8000-000000000001
"""
MACOS_BACKUP = "/Volumes/.timemachine/7C1A0000/2026-11-22-231501.backup/2026-11-22-231501.backup\n"

WINDOWS_SYSTEM = '{"edition":"Professional","build":"26200","kind":"Client"}'
WINDOWS_UPDATE = (
    '{"last":"2026-11-13T02:11:09.0000000Z","fixes":["2026-11-12T23:00:00.0000000Z","2026-09-09T22:00:00.0000000Z"]}'
)
WINDOWS_WAITING = '{"security":1,"count":3,"asked":"2026-11-24T05:20:31.0000000Z"}'
WINDOWS_AUTOMATIC = '{"forbidden":null,"level":4}'
WINDOWS_BITLOCKER = '[{"status":1,"type":"OperatingSystem","protection":1},{"status":0,"type":"Data","protection":0}]'
WINDOWS_FIREWALL = '[{"enabled":1,"name":"Domain"},{"enabled":1,"name":"Private"},{"enabled":0,"name":"Public"}]'
WINDOWS_LOCK = '{"saver_s":"900","secure":"1","delay_s":null,"sleep_s":1800,"policy_s":null,"saver":"1"}'
WINDOWS_MALWARE = '{"definitions":"2026-11-24T01:44:00.0000000Z","products":[397568],"defender":true}'
WINDOWS_GROUPS = (
    '"Iedereen","Bekende groep","S-1-1-0","Verplichte groep, Standaard ingeschakeld, Ingeschakelde groep"\r\n'
    '"BUILTIN\\Administrators","Alias","S-1-5-32-544","Groep gebruikt voor alleen weigeren"\r\n'
    '"BAKKERIJ\\Verkoop","Groep","S-1-5-21-1-2-3-1107","Verplichte groep"\r\n'
    '"Verplicht label\\Gemiddeld verplicht niveau","Label","S-1-16-8192",""\r\n'
)
WINDOWS_BACKUP = '{"windows_backup":null,"file_history":"2026-11-23T18:00:00.0000000Z"}'
