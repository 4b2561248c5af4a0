"""The background of maps. Without one a map shows outlines and places on plain ground, and browsers ask nobody else for it."""

from weerbaar.portal.config.environment import text
from weerbaar.portal.config.map_tiles import origin_of

MAP_TILES = text("WEERBAAR_TILES")
MAP_TILES_CREDIT = text("WEERBAAR_TILES_CREDIT")
# What the content security policy lets pictures come from besides ourselves.
MAP_TILES_ORIGIN = origin_of(MAP_TILES)
