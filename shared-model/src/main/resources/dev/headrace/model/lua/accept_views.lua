-- Accepts a number of views of one document.
--
-- KEYS[1]  the document's frame in the full view
-- KEYS[2]  the partition's outbox
-- KEYS[3]  the partition's clock
-- KEYS[4]  the target's tallies
-- KEYS[5]  the target's pending changes
-- KEYS[6]  the event's receipt
--
-- ARGV[1]  event id
-- ARGV[2]  the event as JSON
-- ARGV[3]  how many views
-- ARGV[4]  how long the receipt is kept, in ms
-- ARGV[5]  the most entries that the outbox may hold
--
-- Answers as accept_reaction.lua does, but for 'replayed': every event of views is a new one.

if redis.call('GETRANGE', KEYS[1], 0, 1) ~= 'HD' then
  return {'gone'}
end
if redis.call('XLEN', KEYS[2]) >= tonumber(ARGV[5]) then
  return {'full'}
end

local time = redis.call('TIME')
local last = tonumber(redis.call('GET', KEYS[3]) or '0')
local clock = math.max(time[1] * 1000000 + time[2], last + 1)
redis.call('SET', KEYS[3], string.format('%.0f', clock))
local stamp = string.format('%016x', clock)

-- While the core is away, what is pending grows. Beyond this, the tally waits for it.
if redis.call('HLEN', KEYS[5]) < 20000 then
  redis.call('HSET', KEYS[5], 'views|' .. ARGV[1], ARGV[3])
  redis.call('HINCRBY', KEYS[4], 'p:views', ARGV[3])
end

local entry = redis.call('XADD', KEYS[2], '*', 'c', stamp, 'e', ARGV[2])
redis.call('SET', KEYS[6], 'a - ' .. entry .. ' -', 'PX', ARGV[4])

local answer = {'accepted', entry, stamp}
for _, tally in ipairs(redis.call('HGETALL', KEYS[4])) do
  answer[#answer + 1] = tally
end
return answer
