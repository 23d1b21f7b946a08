-- Judges all limits of a caller, and takes from all of them or from none.
--
-- KEYS: requests and tokens (hashes, second → count), leases (sorted set, by expiry), spent (hash).
-- ARGV 1-5: the limits in their order, 0 for none. 6: tokens. 7: lease. 8: its life in ms. 9, 10: day, month.
-- Answers: whether admitted, the second, the five counts, five times whether there is room, ms until the first
-- two have room, ms until nothing of the first two counts.

local time = redis.call('TIME')
local second = tonumber(time[1])
local now = second * 1000 + math.floor(time[2] / 1000)
local tokens = tonumber(ARGV[6])
local amounts = {1, tokens, 1, tokens, tokens}
local used, room = {0, 0, 0, 0, 0}, {1, 1, 1, 1, 1}
local wait, reset = {0, 0}, {0, 0}
local most, admitted = {}, 1
for i = 1, 5 do most[i] = tonumber(ARGV[i]) end

local function window(i)
  local flat, counts, newest = redis.call('HGETALL', KEYS[i]), {}, 0
  for n = 1, #flat, 2 do
    local at, count = tonumber(flat[n]), tonumber(flat[n + 1])
    if at <= second - 61 then
      redis.call('HDEL', KEYS[i], flat[n])
    elseif count ~= 0 then
      used[i] = used[i] + count
      counts[#counts + 1] = {at, count}
      newest = math.max(newest, at)
    end
  end
  table.sort(counts, function(a, b) return a[1] < b[1] end)
  local left = used[i]
  for _, each in ipairs(counts) do
    if left <= most[i] - amounts[i] then break end
    left = left - each[2]
    wait[i] = (each[1] + 61) * 1000 - now
  end
  if newest > 0 then reset[i] = (newest + 61) * 1000 - now end
end

local function period(i, number, name)
  local current = tonumber(redis.call('HGET', KEYS[4], name .. 'number') or '-1')
  if tonumber(number) > current then
    redis.call('HSET', KEYS[4], name .. 'number', number, name, 0)
  else
    used[i] = tonumber(redis.call('HGET', KEYS[4], name) or '0')
  end
end

if most[1] > 0 then window(1) end
if most[2] > 0 then window(2) end
if most[3] > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
  used[3] = redis.call('ZCARD', KEYS[3])
end
if most[4] > 0 then period(4, ARGV[9], 'day') end
if most[5] > 0 then period(5, ARGV[10], 'month') end
for i = 1, 5 do
  if most[i] > 0 and used[i] > most[i] - amounts[i] then
    room[i] = 0
    admitted = 0
  end
end

if admitted == 1 then
  for i = 1, 5 do
    if most[i] > 0 then used[i] = used[i] + amounts[i] end
  end
  for i = 1, 2 do
    if most[i] > 0 then
      redis.call('HINCRBY', KEYS[i], second, amounts[i])
      redis.call('PEXPIRE', KEYS[i], 120000)
      reset[i] = 61000 - now % 1000
    end
  end
  if most[3] > 0 then
    redis.call('ZADD', KEYS[3], now + tonumber(ARGV[8]), ARGV[7])
    redis.call('PEXPIRE', KEYS[3], ARGV[8])
  end
  if most[4] > 0 then redis.call('HINCRBY', KEYS[4], 'day', tokens) end
  if most[5] > 0 then redis.call('HINCRBY', KEYS[4], 'month', tokens) end
  if most[4] > 0 or most[5] > 0 then redis.call('EXPIRE', KEYS[4], 2764800) end
end
return {admitted, second, used[1], used[2], used[3], used[4], used[5],
  room[1], room[2], room[3], room[4], room[5], wait[1], wait[2], reset[1], reset[2]}
