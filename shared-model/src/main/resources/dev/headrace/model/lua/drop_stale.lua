-- Removes a frame, unless the present one is newer or a tombstone, which expires by itself.
--
-- KEYS[1]  the frame's key, or a partition's index
--
-- ARGV[1]  version
-- ARGV[2]  the frame's field, if the key is an index
--
-- Returns 1 if the frame was removed, else 0.

local field = ARGV[2]
local frame = field and redis.call('HGET', KEYS[1], field) or not field and redis.call('GETRANGE', KEYS[1], 0, 17) or ''
if string.sub(frame, 1, 1) ~= 'H' or string.sub(frame, 2, 2) == 'T' or string.sub(frame, 3, 18) > ARGV[1] then
  return 0
end
if field then
  return redis.call('HDEL', KEYS[1], field)
end
return redis.call('DEL', KEYS[1])
