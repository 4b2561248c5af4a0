"""The Basisscan: thirty-four questions under the five basic principles."""
