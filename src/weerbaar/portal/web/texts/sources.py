"""Finds every text that templates and code mark for translation, by compiling them rather than by searching."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import Template
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from weerbaar.portal.web.texts.message import Message

WEB = Path(__file__).parents[1]
ACCOUNTS = WEB.parent / "accounts"  # whose rules about passwords are said in its own words
_ONE_FORM, _TWO_FORMS = {"_", "gettext", "gettext_lazy"}, {"ngettext"}


def messages_in_use() -> set[Message]:
    """All of them."""
    templates = WEB / "templates"
    found: set[Message] = set()
    for path in sorted([*templates.rglob("*.html"), *templates.rglob("*.txt")]):
        template: Any = get_template(str(path.relative_to(templates)))
        found.update(_in_template(template.template))
    for path in sorted([*WEB.rglob("*.py"), *ACCOUNTS.rglob("*.py")]):
        found.update(_in_code(ast.parse(path.read_text("utf-8"))))
    return found


def _in_template(template: Template) -> Iterator[Message]:
    nodes: Any = template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        yield Message(node.filter_expression.var.literal)
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        singular, _ = node.render_token_list(node.singular)
        plural = node.render_token_list(node.plural)[0] if node.plural else ""
        yield Message(singular, plural)


def _in_code(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        texts = [item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if node.func.id in _ONE_FORM and texts:
            yield Message(texts[0])
        elif node.func.id in _TWO_FORMS and len(texts) == 2:
            yield Message(*texts)
