"""The KVO: trajectories by a scheme file, from intent to audit."""
