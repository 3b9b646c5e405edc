"""The catalogue file: schema, migrations, queries. No Qt, nothing of app."""
