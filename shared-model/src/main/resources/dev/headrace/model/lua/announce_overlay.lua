-- Announces to the edges that an overlay became active or is not active any more.
--
-- KEYS[1]  the change stream
--
-- ARGV[1]  approximate maximum length of the stream
-- ARGV[2]  how many numbers the entry takes, one for each document that changes
-- ARGV[3]  'b' if the overlay becomes active, 'e' if it ends
-- ARGV[4]  the overlay's id
--
-- Returns the id of the entry. The entry has the last of its numbers, and how many there are.

local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local number = 0
if last then
  for i = 1, #last[2], 2 do
    if last[2][i] == 'n' then
      number = tonumber(last[2][i + 1])
    end
  end
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'n', string.format('%.0f', number + tonumber(ARGV[2])),
  'c', ARGV[2], 's', ARGV[3], 'o', ARGV[4])
