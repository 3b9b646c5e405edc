"""Everything that knows SQLite: files, pragmas, FTS5, R*Tree, triggers. The rest of `db` sees `db.engine`."""
