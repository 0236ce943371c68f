-- Moves a document from its old places in its type's lists to its new ones.
--
-- KEYS[1]            the document's places, a frame
-- KEYS[2]            the type's list version
-- KEYS[3..]          lists to leave, then lists to enter
--
-- ARGV[1]            the frame that the caller found at KEYS[1], or ''
-- ARGV[2]            the new frame
-- ARGV[3]            how long to keep it, in ms; '0' means for good
-- ARGV[4]            how many of the lists are to be left
-- ARGV[5..]          the member for each list, in the order of the lists
--
-- Answers 'placed'; 'newer' if a newer version is there; 'again' if the places have changed since the caller read them.

local found = redis.call('GET', KEYS[1]) or ''
if found ~= ARGV[1] then
  return 'again'
end
if found ~= '' and string.sub(found, 3, 18) > string.sub(ARGV[2], 3, 18) then
  return 'newer'
end

local leave = tonumber(ARGV[4])
for i = 3, #KEYS do
  local member = ARGV[i + 2]
  if i - 2 <= leave then
    redis.call('ZREM', KEYS[i], member)
  else
    redis.call('ZADD', KEYS[i], 0, member)
  end
end
if ARGV[3] == '0' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
redis.call('INCR', KEYS[2])
return 'placed'
