-- Writes each frame, unless the present one is newer.
--
-- KEYS[i]        a frame's key; all in one partition
-- ARGV[2i-1]     the frame
-- ARGV[2i]       how long to keep it, in ms; '0' means forever
--
-- Returns the number of frames written.
--
-- Frames are compared by the version in their header, characters 3 to 18, as strings. An equal version is written again:
-- it was rendered from the same publication.

local put = 0
for i, key in ipairs(KEYS) do
  local frame, keep = ARGV[2 * i - 1], ARGV[2 * i]
  local present = redis.call('GETRANGE', key, 2, 17)
  if present == '' or present <= string.sub(frame, 3, 18) then
    if keep == '0' then
      redis.call('SET', key, frame)
    else
      redis.call('SET', key, frame, 'PX', keep)
    end
    put = put + 1
  end
end
return put
