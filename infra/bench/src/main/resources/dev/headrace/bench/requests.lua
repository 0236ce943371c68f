-- Sends the requests of a file in random order. Each line: method, path, and header fields as "Name: value", separated
-- by tabs.

local requests = {}

function init(args)
  for line in io.lines(args[1]) do
    local parts = {}
    for part in string.gmatch(line, '[^\t]+') do
      parts[#parts + 1] = part
    end
    local headers = {}
    for i = 3, #parts do
      local name, value = string.match(parts[i], '([^:]+): (.*)')
      headers[name] = value
    end
    requests[#requests + 1] = wrk.format(parts[1], parts[2], headers)
  end
  math.randomseed(os.time())
end

function request()
  return requests[math.random(#requests)]
end
