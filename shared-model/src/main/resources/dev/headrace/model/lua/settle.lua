-- Takes over what PostgreSQL has settled for one target.
--
-- KEYS[1]    the target's tallies
-- KEYS[2]    the target's pending changes
-- KEYS[...]  for each settled event: its receipt, and the users whose reaction of its kind stands
--
-- ARGV[1]    how many metrics follow
-- ARGV[...]  for each metric: its name, its value, its version
-- ARGV[...]  for each event: its metric, its id, 's' if it was stored or 'r' if it was rejected, its clock, its user
--            ('' for views), '1' if that user's reaction stands in PostgreSQL, else '0'
--
-- Answers the number of metrics whose value was taken over. An older value never replaces a newer one; a settled event
-- stops being pending however often it is settled; and once the last that a user did is settled, their reaction stands
-- here as it does in PostgreSQL, whatever came of the event.

local taken = 0
local metrics = tonumber(ARGV[1])
for i = 1, metrics do
  local metric, value, version = ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1]
  local present = redis.call('HGET', KEYS[1], 'v:' .. metric)
  if not present or present <= version then
    redis.call('HSET', KEYS[1], 'b:' .. metric, value, 'v:' .. metric, version)
    taken = taken + 1
  end
end

local at = 2 + 3 * metrics
for i = 3, #KEYS, 2 do
  local metric, id, status, clock, user, stands = unpack(ARGV, at, at + 5)
  at = at + 6
  local change = redis.call('HGET', KEYS[2], metric .. '|' .. id)
  if change then
    redis.call('HDEL', KEYS[2], metric .. '|' .. id)
    if redis.call('HINCRBY', KEYS[1], 'p:' .. metric, -tonumber(change)) == 0 then
      redis.call('HDEL', KEYS[1], 'p:' .. metric)
    end
  end
  if redis.call('EXISTS', KEYS[i]) == 1 then
    redis.call('SETRANGE', KEYS[i], 0, status)
  end
  local last = 'last|' .. metric .. '|' .. user
  if user ~= '' and redis.call('HGET', KEYS[2], last) == clock then
    redis.call('HDEL', KEYS[2], last)
    redis.call(stands == '1' and 'SADD' or 'SREM', KEYS[i + 1], user)
  end
end
return taken
