-- Writes the model, unless the present one is newer.
--
-- KEYS[1]  the model
--
-- ARGV[1]  the model as JSON
-- ARGV[2]  its version
-- ARGV[3]  '1' to replace even a newer one
--
-- Returns 'written' or 'newer'. An unreadable model is replaced.

local present = redis.call('GET', KEYS[1])
if present and ARGV[3] ~= '1' then
  local read, model = pcall(cjson.decode, present)
  local version = read and type(model) == 'table' and tonumber(model.version)
  if version and version > tonumber(ARGV[2]) then
    return 'newer'
  end
end
redis.call('SET', KEYS[1], ARGV[1])
return 'written'
