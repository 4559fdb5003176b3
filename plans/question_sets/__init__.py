"""Budget equity questions that come with the product, one TOML file a set."""
