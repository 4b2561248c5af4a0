"""The components under the names that templates use; built in, so no template has to load them."""

from django import template

from weerbaar.portal.web.components import bars, moments, money, pictures, status

register = template.Library()
register.simple_tag(pictures.icon)
register.simple_tag(pictures.picture)
register.simple_tag(status.shape)
register.simple_tag(status.st)
register.simple_tag(status.statusgrid)
register.simple_tag(bars.bars)
register.filter(pictures.inline_svg)
register.filter(moments.day)
register.filter(moments.plain_day)
register.filter(moments.clock)
register.filter(moments.day_and_clock)
register.filter(money.euro)
