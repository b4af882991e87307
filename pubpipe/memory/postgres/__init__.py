"""A memory for a whole office, in PostgreSQL (extra `pubpipe[postgres]`): asked like `Memory`, shared by many people.

    prepare(url)                                make or migrate the tables; the owner does it, once a version
    ROLES                                       the SQL of two roles: one that reads, one that also writes
    with OfficeMemory(url, project) as memory:  refresh, add, forget, stamps, matches, counts as `Memory` has them

Needs PostgreSQL 14 or later. What is said of a server never holds its password.
"""

from pubpipe.memory.postgres.recall import OfficeMemory
from pubpipe.memory.postgres.schema import ROLES, prepare

__all__ = ["ROLES", "OfficeMemory", "prepare"]
