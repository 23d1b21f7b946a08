-- Lets calls that are still under way count for another life of a lease. One that has ended, or whose lease has,
-- is not brought back.
--
-- KEYS: leases. ARGV 1: the life in ms. The others: leases. Answers how many of them count.

local time = redis.call('TIME')
local ending = tonumber(time[1]) * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])
local count = 0
for i = 2, #ARGV do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) then
    redis.call('ZADD', KEYS[1], ending, ARGV[i])
    count = count + 1
  end
end
if count > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count
