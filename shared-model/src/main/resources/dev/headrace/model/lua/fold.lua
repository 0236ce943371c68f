-- Makes frames of an overlay the live ones, unless the live ones are newer, and keeps what was live before in another
-- overlay, with the versions of what replaced it.
--
-- KEYS[1]     the overlay's hash of the partition
-- KEYS[2]     the hash of the overlay that keeps what was live
-- KEYS[3]     the partition's index
-- KEYS[4..]   live keys
--
-- ARGV[1]     how long what was live is kept, in ms
-- ARGV[2]     how long tombstones are kept, in ms
-- ARGV[3]     a document's field in the index, or '' for none
-- ARGV[4..]   the overlay's fields of the live keys
--
-- Returns the number of live frames replaced. If it is called again, it changes nothing.

local none = '0000000000000000'

local function version(frame)
  return string.sub(frame, 3, 18)
end

local function keep(field, live, by)
  -- What was kept is older than the frame that replaced it, so a repeated call finds the live frame already replaced.
  local before = live and string.sub(live, 1, 2) .. by .. string.sub(live, 19) or 'HT' .. by .. none
  redis.call('HSET', KEYS[2], field, before)
end

local folded = 0
for i = 4, #KEYS do
  local frame = redis.call('HGET', KEYS[1], ARGV[i])
  local live = redis.call('GET', KEYS[i])
  if frame and (not live or version(live) < version(frame)) then
    keep(ARGV[i], live, version(frame))
    if string.sub(frame, 2, 2) == 'T' then
      redis.call('SET', KEYS[i], frame, 'PX', ARGV[2])
    else
      redis.call('SET', KEYS[i], frame)
    end
    folded = folded + 1
  end
end

if ARGV[3] ~= '' then
  local field = 'i:' .. ARGV[3]
  local record = redis.call('HGET', KEYS[1], field)
  local live = redis.call('HGET', KEYS[3], ARGV[3])
  -- A document that is not listed has no record. Then the version of its frames decides, which folded says.
  if record and folded > 0 and (not live or version(live) < version(record)) then
    keep(field, live, version(record))
    if string.sub(record, 2, 2) == 'T' then
      redis.call('HDEL', KEYS[3], ARGV[3])
    else
      redis.call('HSET', KEYS[3], ARGV[3], record)
    end
  end
end

if folded > 0 then
  redis.call('PEXPIRE', KEYS[2], ARGV[1])
end
return folded
