"""Cases for every parser of the project: random ones, mutated ones, and the worst shapes somebody can think of."""
