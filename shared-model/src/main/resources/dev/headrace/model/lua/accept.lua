-- Accepts one user write of any kind: deduplicates it, checks that its target is published and that the outbox is not full,
-- applies the state operations of the kind, appends the event to the outbox and writes the receipt.
--
-- KEYS[1]   the entry's presence
-- KEYS[2]   the partition's outbox
-- KEYS[3]   the partition's clock
-- KEYS[4]   the entry's tallies
-- KEYS[5]   the entry's pending changes
-- KEYS[6]   the event's receipt
-- KEYS[7..] receipts of the ids that another attempt may have had, then keys of the operations; all keys are in one
--           partition
--
-- ARGV[1]   event id
-- ARGV[2]   the target's type
-- ARGV[3]   the event as JSON
-- ARGV[4]   fingerprint of the request, which a retry with the same idempotency key must match; '-' without a key
-- ARGV[5]   the user's state in the response, as JSON
-- ARGV[6]   how long the receipt is kept, in ms; 0 for no receipt
-- ARGV[7]   maximum number of entries in the outbox
-- ARGV[8]   maximum number of fields of the pending changes
-- ARGV[9]   number of ids that another attempt may have had
-- ARGV[10..] operations: name and arguments of each, see 'operations' below
--
-- Returns one of
--   {'accepted', outbox entry, clock, tallies…}   tallies as returned by HGETALL
--   {'replayed', receipt, attempt, still in the outbox: '1' or '0', current clock, tallies…}
--                 attempt: '0' if the receipt is that of the event's id, else the number of the other attempt's id
--   {'gone'}      the target is not published or has another type
--   {'full'}      the outbox is full

-- Redis replicates a script's effects, not the script, so TIME may be read before writes.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local function with_tallies(result)
  for _, tally in ipairs(redis.call('HGETALL', KEYS[4])) do
    result[#result + 1] = tally
  end
  return result
end

local stamp
local tracks_pending
local changes = {}

local function change_metric(metric, amount)
  if amount ~= 0 then
    changes[#changes + 1] = {metric, string.format('%.0f', amount)}
  end
end

-- Add an operation here; the envelope around it stays as it is.
local operations = {
  -- Changes a metric: metric, amount.
  count = {arguments = 2, apply = function(metric, amount)
    change_metric(metric, tonumber(amount))
  end},
  -- Adds a member to a set or removes it: number of the set's key, member, '1' or '0', the metric that counts members.
  member = {arguments = 4, apply = function(key, member, on, metric)
    local command = on == '1' and 'SADD' or 'SREM'
    local changed = redis.call(command, KEYS[tonumber(key)], member)
    change_metric(metric, on == '1' and changed or -changed)
    local field = 'last|' .. metric .. '|' .. member
    if tracks_pending or redis.call('HEXISTS', KEYS[5], field) == 1 then
      redis.call('HSET', KEYS[5], field, stamp)
    end
  end},
}

-- Scripts are not rolled back on failure, so all operations are resolved before the first one is applied.
local steps = {}
local at = 10
while at <= #ARGV do
  local operation = operations[ARGV[at]]
  if not operation or at + operation.arguments > #ARGV then
    return redis.error_reply('ERR unknown or incomplete operation ' .. ARGV[at])
  end
  steps[#steps + 1] = {operation, at + 1, at + operation.arguments}
  at = at + operation.arguments + 1
end

for attempt = 0, tonumber(ARGV[9]) do
  local receipt = redis.call('GET', KEYS[6 + attempt])
  if receipt then
    local entry = string.match(receipt, '^%a %S+ (%S+)')
    local waiting = #redis.call('XRANGE', KEYS[2], entry, entry)
    return with_tallies({'replayed', receipt, tostring(attempt), tostring(waiting), string.format('%016x', now())})
  end
end

local presence = redis.call('GET', KEYS[1])
if not presence or string.sub(presence, 1, 2) ~= 'HD' or string.sub(presence, 35) ~= ARGV[2] then
  return {'gone'}
end
if redis.call('XLEN', KEYS[2]) >= tonumber(ARGV[7]) then
  return {'full'}
end

local last = tonumber(redis.call('GET', KEYS[3]) or '0')
local clock = math.max(now(), last + 1)
redis.call('SET', KEYS[3], string.format('%.0f', clock))
stamp = string.format('%016x', clock)

-- While the core is unavailable, pending changes grow. Beyond the limit, events are still accepted, but their changes are
-- visible only once they are settled.
tracks_pending = redis.call('HLEN', KEYS[5]) < tonumber(ARGV[8])
for _, step in ipairs(steps) do
  step[1].apply(unpack(ARGV, step[2], step[3]))
end
if tracks_pending and #changes > 0 then
  local pending = {}
  for _, change in ipairs(changes) do
    redis.call('HINCRBY', KEYS[4], 'p:' .. change[1], change[2])
    pending[#pending + 1] = change[1] .. ' ' .. change[2]
  end
  redis.call('HSET', KEYS[5], ARGV[1], table.concat(pending, ' '))
end

local entry = redis.call('XADD', KEYS[2], '*', 'c', stamp, 'e', ARGV[3])
if ARGV[6] ~= '0' then
  redis.call('SET', KEYS[6], 'a ' .. ARGV[4] .. ' ' .. entry .. ' ' .. ARGV[5], 'PX', ARGV[6])
end
return with_tallies({'accepted', entry, stamp})
