"""Words: what the hub says in English, the console says in Russian as well."""
