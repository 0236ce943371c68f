-- Drops pending changes of one target that PostgreSQL turns out to have settled.
--
-- KEYS[1]  the target's tallies
-- KEYS[2]  the target's pending changes
--
-- ARGV     for each event: 'metric|event id'
--
-- Answers the number of changes that were pending still.

local dropped = 0
for _, field in ipairs(ARGV) do
  local change = redis.call('HGET', KEYS[2], field)
  if change then
    local total = 'p:' .. string.match(field, '^(.*)|')
    redis.call('HDEL', KEYS[2], field)
    if redis.call('HINCRBY', KEYS[1], total, -tonumber(change)) == 0 then
      redis.call('HDEL', KEYS[1], total)
    end
    dropped = dropped + 1
  end
end
return dropped
