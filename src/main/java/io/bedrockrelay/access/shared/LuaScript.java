package io.bedrockrelay.access.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A step that Redis does as a whole, between the steps of other replicas. Time is Redis's own, so that replicas whose
/// clocks differ count alike.
///
/// @param text in Lua
/// @param sha1 by which Redis knows it once it has seen it
record LuaScript(String text, String sha1) {

    /// Judges all limits of a caller, and takes from all of them or from none.
    ///
    /// KEYS: requests and tokens (hashes, second → count), leases (sorted set, by expiry), spent (hash).
    /// ARGV 1-5: the limits in their order, 0 for none. 6: tokens. 7: lease. 8: its life in ms. 9, 10: day, month.
    /// Answers: whether admitted, the second, the five counts, five times whether there is room, ms until the first
    /// two have room, ms until nothing of the first two counts.
    static final LuaScript ADMIT = of("""
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
            """);

    /// Ends a call: its lease is free, and the tokens used replace those reserved, where these still count.
    ///
    /// KEYS and ARGV 1-5 as above. 6: tokens reserved. 7: lease. 8: tokens used, -1 if unknown. 9, 10, 11:
    /// day, month and second of the admission.
    static final LuaScript SETTLE = of("""
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
            """);

    /// Lets calls that are still under way count for another life of a lease. One that has ended, or whose lease has,
    /// is not brought back.
    ///
    /// KEYS: leases. ARGV 1: the life in ms. The others: leases. Answers how many of them count.
    static final LuaScript RENEW = of("""
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
            """);

    private static LuaScript of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new LuaScript(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
