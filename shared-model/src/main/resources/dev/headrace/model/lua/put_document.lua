-- Writes one document in one locale: its frames, its index record and its entry's presence, unless the present
-- version is newer.
--
-- KEYS[1]    the partition's index
-- KEYS[2]    the entry's presence
-- KEYS[3..]  the frames, the full view first
--
-- ARGV[1]    version
-- ARGV[2]    the document's field in the index
-- ARGV[3]    its index record, a frame; '' removes it
-- ARGV[4]    the entry's presence, a frame
-- ARGV[5]    how long tombstones are kept, in ms
-- ARGV[6..]  the frames, in the order of their keys
--
-- Returns 'written' or 'newer'.
--
-- All frames of a document have the same version, so the frame of the full view guards the others and the index record.
-- The presence belongs to the entry and has its own version. An equal version is written again: it was rendered from the
-- same publication.

local function put(key, frame)
  if string.sub(frame, 2, 2) == 'T' then
    redis.call('SET', key, frame, 'PX', ARGV[5])
  else
    redis.call('SET', key, frame)
  end
end

if redis.call('GETRANGE', KEYS[2], 2, 17) <= string.sub(ARGV[4], 3, 18) then
  put(KEYS[2], ARGV[4])
end
if redis.call('GETRANGE', KEYS[3], 2, 17) > ARGV[1] then
  return 'newer'
end
for i = 3, #KEYS do
  put(KEYS[i], ARGV[i + 3])
end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[2])
else
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
end
return 'written'
