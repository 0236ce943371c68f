-- Keeps the intersection of lists for a few seconds, so that pages can be read from it as from a list.
--
-- KEYS[1]    where to keep it
-- KEYS[2..]  the lists
-- ARGV[1]    how long to keep it, in ms
--
-- Answers the number of members.

if redis.call('EXISTS', KEYS[1]) == 1 then
  return redis.call('ZCARD', KEYS[1])
end
local lists = {}
for i = 2, #KEYS do
  lists[#lists + 1] = KEYS[i]
end
local size = redis.call('ZINTERSTORE', KEYS[1], #lists, unpack(lists))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return size
