"""One YAML file -> its model, or what is wrong with it and where."""
