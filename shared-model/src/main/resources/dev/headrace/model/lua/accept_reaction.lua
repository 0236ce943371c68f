-- Accepts that a user sets or takes back a reaction.
--
-- KEYS[1]  the document's frame in the full view
-- KEYS[2]  the partition's outbox
-- KEYS[3]  the partition's clock
-- KEYS[4]  the users with this reaction
-- KEYS[5]  the target's tallies
-- KEYS[6]  the target's pending changes
-- KEYS[7]  the event's receipt
--
-- ARGV[1]  event id
-- ARGV[2]  the event as JSON
-- ARGV[3]  user
-- ARGV[4]  metric, such as 'reaction:like'
-- ARGV[5]  '1' to set, '0' to take back
-- ARGV[6]  what a retry with the same idempotency key must ask for as well: ARGV[5], '-' without a key
-- ARGV[7]  how long the receipt is kept, in ms
-- ARGV[8]  the most entries that the outbox may hold
--
-- Answers one of
--   {'accepted', outbox entry, clock, tallies…}   tallies as HGETALL gives them
--   {'replayed', receipt, still in the outbox: '1' or '0', clock of now, tallies…}
--   {'gone'}      there is no such document
--   {'full'}      the outbox is full

-- Redis replicates a script's effects, not the script, so TIME may be read before writes.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local receipt = redis.call('GET', KEYS[7])
if receipt then
  local entry = string.match(receipt, '^%a %S+ (%S+)')
  local waiting = #redis.call('XRANGE', KEYS[2], entry, entry)
  local answer = {'replayed', receipt, tostring(waiting), string.format('%016x', now())}
  for _, tally in ipairs(redis.call('HGETALL', KEYS[5])) do
    answer[#answer + 1] = tally
  end
  return answer
end

if redis.call('GETRANGE', KEYS[1], 0, 1) ~= 'HD' then
  return {'gone'}
end
if redis.call('XLEN', KEYS[2]) >= tonumber(ARGV[8]) then
  return {'full'}
end

local last = tonumber(redis.call('GET', KEYS[3]) or '0')
local clock = math.max(now(), last + 1)
redis.call('SET', KEYS[3], string.format('%.0f', clock))
local stamp = string.format('%016x', clock)

-- While the core is away, what is pending grows. Beyond this, tallies and users' own state wait for it.
local remembers = redis.call('HLEN', KEYS[6]) < 20000

local change
if ARGV[5] == '1' then
  change = redis.call('SADD', KEYS[4], ARGV[3])
else
  change = -redis.call('SREM', KEYS[4], ARGV[3])
end
if change ~= 0 and remembers then
  redis.call('HSET', KEYS[6], ARGV[4] .. '|' .. ARGV[1], change)
  redis.call('HINCRBY', KEYS[5], 'p:' .. ARGV[4], change)
end
if remembers then
  redis.call('HSET', KEYS[6], 'last|' .. ARGV[4] .. '|' .. ARGV[3], stamp)
end

local entry = redis.call('XADD', KEYS[2], '*', 'c', stamp, 'e', ARGV[2])
redis.call('SET', KEYS[7], 'a ' .. ARGV[6] .. ' ' .. entry .. ' ' .. ARGV[5], 'PX', ARGV[7])

local answer = {'accepted', entry, stamp}
for _, tally in ipairs(redis.call('HGETALL', KEYS[5])) do
  answer[#answer + 1] = tally
end
return answer
