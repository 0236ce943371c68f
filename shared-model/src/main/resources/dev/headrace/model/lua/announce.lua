-- Announces changed documents to the edges.
--
-- KEYS[1]  the change stream
--
-- ARGV[1]  approximate maximum length of the stream
-- ARGV[2..] for each document: type, id, locale
--
-- Returns the id of the last entry. Entries are numbered without gaps, so that readers detect entries that were trimmed or
-- lost.

local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local number = 0
if last then
  for i = 1, #last[2], 2 do
    if last[2][i] == 'n' then
      number = tonumber(last[2][i + 1])
    end
  end
end

local id
for i = 2, #ARGV, 3 do
  number = number + 1
  id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'n', string.format('%.0f', number), 't', ARGV[i], 'i',
    ARGV[i + 1], 'l', ARGV[i + 2])
end
return id
