-- Keeps the union or intersection of lists for a few seconds, so that pages can be read from it as from a list.
--
-- KEYS[1]    where to keep it
-- KEYS[2]    the type's combinations: sorted set of 'size key' by when they end, in ms
-- KEYS[3]    the number of members that these have together
-- KEYS[4..]  the lists
-- ARGV[1]    how long to keep it from now on, in ms
-- ARGV[2]    'ZUNIONSTORE' or 'ZINTERSTORE'
-- ARGV[3]    the most members of lists that may be gone through
-- ARGV[4]    the most members that the type's combinations may have together
--
-- Answers {'kept'}, {'large', how many members would be gone through}, or {'full'} if there are too many combinations.

local keep = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function note(size)
  redis.call('ZADD', KEYS[2], now + keep, size .. ' ' .. KEYS[1])
  redis.call('PEXPIRE', KEYS[2], keep)
  redis.call('PEXPIRE', KEYS[3], keep)
  return {'kept'}
end

if redis.call('PEXPIRE', KEYS[1], keep) == 1 then
  return note(redis.call('ZCARD', KEYS[1]))
end

local work, shortest = 0, math.huge
for i = 4, #KEYS do
  local size = redis.call('ZCARD', KEYS[i])
  work = work + size
  shortest = math.min(shortest, size)
end
if ARGV[2] == 'ZINTERSTORE' then
  -- It goes through the shortest list and looks each member up in the others.
  work = shortest * (#KEYS - 3)
end
if work > tonumber(ARGV[3]) then
  return {'large', tostring(work)}
end

for _, ended in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[2], ended)
  redis.call('DECRBY', KEYS[3], string.match(ended, '^%d+'))
end
if tonumber(redis.call('GET', KEYS[3]) or '0') + work > tonumber(ARGV[4]) then
  return {'full'}
end
local size = redis.call(ARGV[2], KEYS[1], #KEYS - 3, unpack(KEYS, 4))
redis.call('PEXPIRE', KEYS[1], keep)
redis.call('INCRBY', KEYS[3], size)
return note(size)
