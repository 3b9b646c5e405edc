"""States of rows: the digests to which entries of the log commit, and comparing the rows with them."""
