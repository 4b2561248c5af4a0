"""What to do first: whole in two languages, with numbers that somebody verified, or refused with its line."""

import pytest

from weerbaar.portal.knowledge.emergency import load_emergency
from weerbaar.portal.knowledge.emergency_scripts import FILE, load_scripts, read_scripts
from weerbaar.questionnaires.content import InvalidContent, read_content


def test_every_script_says_what_to_do_and_whom_to_call() -> None:
    scripts = load_scripts().scripts
    assert [script.id for script in scripts] == [
        "EM-RANSOM",
        "EM-INVOICE",
        "EM-BREACH",
        "EM-THREAT",
        "EM-SUSPICION",
        "EM-FIRE",
        "EM-FLOOD",
        "EM-OUTAGE",
    ]
    assert {script.id for script in scripts if script.quick_exit} == {"EM-THREAT", "EM-SUSPICION"}
    for script in scripts:
        for callee in script.call:
            assert (callee.contact is None) != (callee.where is None)


def test_a_number_that_nobody_verified_is_not_told() -> None:
    told = {callee.contact.id for script in load_scripts().scripts for callee in script.call if callee.contact}
    assert "CT-VERTROUWENSLIJN" in load_emergency().contact_ids
    assert "CT-VERTROUWENSLIJN" not in told
    assert "CT-112" in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema: emergency-scripts/1", "schema: other/1", "expected schema"),
        ("id: EM-INVOICE", "id: EM-RANSOM", "used before"),
        ("call: [bank,", "call: [CT-NOBODY,", "CT-NOBODY"),
        ('nl: "Laat de computer aanstaan."', 'nl: ""', "no text"),
        ('nl: "Laat de computer aanstaan."', 'nl: "' + "woord " * 25 + '."', "more than 20 words"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=said) as caught:
        read_scripts(read_content(FILE, text.replace(old, new, 1)), load_emergency())
    assert caught.value.line > 0
