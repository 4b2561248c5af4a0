"""Checks of the domain's mail: who may send in its name, and how mail to it travels. Modules beside the folders are shared."""
