-- Writes frames into an overlay, unless the present ones are newer.
--
-- KEYS[1]      the overlay's hash of the partition
--
-- ARGV[2i-1]   a field
-- ARGV[2i]     its frame
--
-- Returns the number of frames written.

local put = 0
for i = 1, #ARGV, 2 do
  local present = redis.call('HGET', KEYS[1], ARGV[i])
  if not present or string.sub(present, 3, 18) <= string.sub(ARGV[i + 1], 3, 18) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    put = put + 1
  end
end
return put
