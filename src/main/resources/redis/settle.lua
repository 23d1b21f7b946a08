-- Ends a call: its lease is free, and the tokens used replace those reserved, where these still count.
--
-- KEYS and ARGV 1-5 as above. 6: tokens reserved. 7: lease. 8: tokens used, -1 if unknown. 9, 10, 11:
-- day, month and second of the admission.

local second = tonumber(redis.call('TIME')[1])
if tonumber(ARGV[3]) > 0 then redis.call('ZREM', KEYS[3], ARGV[7]) end
local tokens, reserved = tonumber(ARGV[8]), tonumber(ARGV[6])
if tokens < 0 or tokens == reserved then return 0 end
local change = tokens - reserved
if tonumber(ARGV[2]) > 0 then
  if change > 0 then
    redis.call('HINCRBY', KEYS[2], second, change)
    redis.call('PEXPIRE', KEYS[2], 120000)
  elseif tonumber(ARGV[11]) > second - 61 and redis.call('HEXISTS', KEYS[2], ARGV[11]) == 1 then
    redis.call('HINCRBY', KEYS[2], ARGV[11], change)
  end
end
local function period(number, name)
  local current = redis.call('HGET', KEYS[4], name .. 'number')
  if current and (change > 0 or current == number) then
    redis.call('HINCRBY', KEYS[4], name, change)
  end
end
if tonumber(ARGV[4]) > 0 then period(ARGV[9], 'day') end
if tonumber(ARGV[5]) > 0 then period(ARGV[10], 'month') end
return 1
