-- Keeps the union or intersection of lists for a few seconds, so that pages can be read from it as from a list.
--
-- KEYS[1]    where to keep it
-- KEYS[2..]  the lists
-- ARGV[1]    how long to keep it from now on, in ms
-- ARGV[2]    'ZUNIONSTORE' or 'ZINTERSTORE'
--
-- Answers the number of members.

if redis.call('PEXPIRE', KEYS[1], ARGV[1]) == 1 then
  return redis.call('ZCARD', KEYS[1])
end
local size = redis.call(ARGV[2], KEYS[1], #KEYS - 1, unpack(KEYS, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return size
