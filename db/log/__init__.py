"""The log: a hash chain of entries; each commits to its content and to the states of the rows it wrote."""

from db.log.append import EntryFacts as EntryFacts
from db.log.append import append as append
from db.log.chain import check as check
from db.log.content import ContentChangedError as ContentChangedError
from db.log.content import content as content
from db.log.records import GENESIS as GENESIS
from db.log.records import UPGRADE as UPGRADE
from db.log.records import LogBreak as LogBreak
from db.log.records import LogCheck as LogCheck
from db.log.records import LogHead as LogHead
from db.log.tail import hash_of as hash_of
from db.log.tail import head as head
from db.log.tail import next_number as next_number
