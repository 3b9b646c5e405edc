"""Makes the shipped data out of packages: `python3 -m resources.build` rebuilds all of it (see __main__)."""
