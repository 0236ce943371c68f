-- Applies what has been settled in PostgreSQL for one entry.
--
-- KEYS[1]    the entry's tallies
-- KEYS[2]    the entry's pending changes
-- KEYS[3..]  the receipts of the events in order, then keys of the corrections
--
-- ARGV[1]    number of metrics
-- ARGV[2]    number of events
-- ARGV[...]  for each metric: name, value, version
-- ARGV[...]  for each event: id, 's' if it is stored or 'r' if it is rejected
-- ARGV[...]  corrections: name and arguments of each, see 'corrections' below
--
-- Returns the names of the metrics of which a newer value is present. An older value never replaces a newer one, and
-- settling an event is idempotent.

-- Add a correction for each operation of accept.lua that stores user state.
local corrections = {
  -- Whether a member is in a set, unless a later write of that member is pending: number of the set's key, member, '1' or
  -- '0', metric, clock of the last settled write, '1' or '0' for whether it also applies without a pending write.
  -- Settlements pass '0': without a pending write, a later one has already been settled.
  member = {arguments = 6, apply = function(key, member, on, metric, clock, always)
    local field = 'last|' .. metric .. '|' .. member
    local last = redis.call('HGET', KEYS[2], field)
    if last and last <= clock or not last and always == '1' then
      redis.call('HDEL', KEYS[2], field)
      redis.call(on == '1' and 'SADD' or 'SREM', KEYS[tonumber(key)], member)
    end
  end},
}

local at = 3
local outdated = {}
for _ = 1, tonumber(ARGV[1]) do
  local metric, value, version = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local present = redis.call('HGET', KEYS[1], 'v:' .. metric)
  if not present or present <= version then
    redis.call('HSET', KEYS[1], 'b:' .. metric, value, 'v:' .. metric, version)
  else
    outdated[#outdated + 1] = metric
  end
  at = at + 3
end

for i = 1, tonumber(ARGV[2]) do
  local id, status = ARGV[at], ARGV[at + 1]
  local pending = redis.call('HGET', KEYS[2], id)
  if pending then
    redis.call('HDEL', KEYS[2], id)
    for metric, change in string.gmatch(pending, '(%S+) (%S+)') do
      if redis.call('HINCRBY', KEYS[1], 'p:' .. metric, -tonumber(change)) == 0 then
        redis.call('HDEL', KEYS[1], 'p:' .. metric)
      end
    end
  end
  if redis.call('EXISTS', KEYS[i + 2]) == 1 then
    redis.call('SETRANGE', KEYS[i + 2], 0, status)
  end
  at = at + 2
end

while at <= #ARGV do
  local correction = corrections[ARGV[at]]
  if not correction or at + correction.arguments > #ARGV then
    return redis.error_reply('ERR unknown or incomplete correction ' .. ARGV[at])
  end
  correction.apply(unpack(ARGV, at + 1, at + correction.arguments))
  at = at + correction.arguments + 1
end
return outdated
