using System.Runtime.CompilerServices;
using Fearless.Sync;
using Fearless.Tests.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Sync.Locks;

public class ShardedLockTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Many_read_at_once()
    {
        var value = new ShardedLock<string>("a");
        using ShardedReadGuard<string> first = value.Read();
        using ShardedReadGuard<string> second = value.Read();
        Assert.True(value.TryRead(out ShardedReadGuard<string> third));
        Assert.Equal("aaa", first.Value + second.Value + third.Value);
        third.Dispose();
        Assert.Equal(2, value.ReaderCount);
        TestThread other = TestThread.Start(() =>
        {
            Assert.Equal("a", value.Read(static (in value) => value));
            Assert.Equal("ab", value.Read("b", static (in value, state) => value + state));
        });
        other.Join();
    }

    [Fact]
    public void The_value_is_reached_in_place()
    {
        var value = new ShardedLock<(int A, int B)>((1, 2));
        value.Write(static (ref value) => value.A = 3);
        value.Write(5, static (ref value, state) => value.B += state);
        using (ShardedWriteGuard<(int A, int B)> guard = value.Write())
            guard.Value.A++;
        using ShardedReadGuard<(int A, int B)> read = value.Read();
        Assert.Equal((4, 7), read.Value);
    }

    [Fact]
    public void A_writer_keeps_everyone_out()
    {
        var value = new ShardedLock<int>(0);
        ShardedWriteGuard<int> writer = value.Write();
        Assert.False(value.TryRead(out ShardedReadGuard<int> read));
        Assert.False(value.TryWrite(out ShardedWriteGuard<int> write));
        Assert.False(value.TryRead(Short, out _));
        Assert.False(value.TryWrite(Short, out _));
        read.Dispose();
        write.Dispose();
        writer.Dispose();
        writer.Dispose();
        Assert.True(value.TryWrite(out write));
        write.Dispose();
        Assert.True(value.TryRead(out read));
        read.Dispose();
        Assert.Equal(0, value.ReaderCount);
    }

    [Fact]
    public void A_reader_keeps_writers_out_and_a_waiting_writer_keeps_new_readers_out()
    {
        var value = new ShardedLock<int>(0);
        ShardedReadGuard<int> reader = value.Read();
        Assert.False(value.TryWrite(out _));
        Assert.False(value.TryWrite(Short, out _));
        Assert.True(value.TryRead(out ShardedReadGuard<int> second));
        second.Dispose();

        TestThread writer = TestThread.Start(() => value.Write(static (ref value) => value = 1));
        TestThread.Until(
            () =>
            {
                bool held = value.TryRead(out ShardedReadGuard<int> late);
                late.Dispose();
                return !held;
            },
            "the writer waits, and keeps a new reader out");
        TestThread blocked = TestThread.Start(() => Assert.Equal(1, value.Read(static (in value) => value)));
        reader.Dispose();
        writer.Join();
        blocked.Join();
    }

    [Fact]
    public void Waits_end_by_time_and_by_cancellation_and_leave_nothing_behind()
    {
        var value = new ShardedLock<int>(0);
        ShardedReadGuard<int> reader = value.Read();
        using var cancelled = new CancellationTokenSource();
        TestThread writer = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => value.Write(cancelled.Token).Dispose()));
        TestThread.Until(
            () =>
            {
                bool held = value.TryRead(out ShardedReadGuard<int> late);
                late.Dispose();
                return !held;
            },
            "the writer waits");
        cancelled.Cancel();
        writer.Join();
        // The writer that gave up keeps nobody out.
        using (value.Read())
            Assert.Equal(2, value.ReaderCount);
        reader.Dispose();

        ShardedWriteGuard<int> held = value.Write();
        using var late = new CancellationTokenSource(Short);
        TestThread waiting = TestThread.Start(() =>
        {
            Assert.Throws<OperationCanceledException>(() => value.Read(late.Token).Dispose());
            Assert.Throws<OperationCanceledException>(() => value.TryWrite(TimeSpan.FromMinutes(1), out _, late.Token));
            Assert.Throws<OperationCanceledException>(() => value.TryRead(TimeSpan.Zero, out _, late.Token));
        });
        waiting.Join();
        held.Dispose();
        Assert.Equal(0, value.ReaderCount);
        Assert.True(value.TryWrite(out ShardedWriteGuard<int> last));
        last.Dispose();
    }

    [Fact]
    public void A_delegate_that_throws_while_it_writes_poisons_the_lock()
    {
        var value = new ShardedLock<List<int>>([]);
        Assert.Throws<IOException>(() => value.Write(static (ref list) =>
        {
            list.Add(1);
            throw new IOException();
        }));
        Assert.True(value.IsPoisoned);
        Assert.Throws<LockPoisonedException>(() => value.Read().Dispose());
        Assert.Throws<LockPoisonedException>(() => value.TryRead(out _));
        Assert.Throws<LockPoisonedException>(() => value.Write().Dispose());
        Assert.Throws<LockPoisonedException>(() => value.TryWrite(out _));
        Assert.Throws<LockPoisonedException>(() => value.Read(static (in list) => list.Count));
        Assert.Throws<IOException>(() => value.ClearPoison(static (ref _) => throw new IOException()));
        Assert.True(value.IsPoisoned);
        value.ClearPoison(static (ref list) => list.Clear());
        Assert.False(value.IsPoisoned);
        Assert.Equal(0, value.Read(static (in list) => list.Count));

        using (ShardedWriteGuard<List<int>> guard = value.Write())
            guard.Poison();
        Assert.True(value.IsPoisoned);
    }

    [Fact]
    public void A_delegate_that_throws_while_it_reads_poisons_nothing()
    {
        var value = new ShardedLock<int>(1);
        Assert.Throws<IOException>(() => value.Read<int>(static (in _) => throw new IOException()));
        Assert.False(value.IsPoisoned);
        Assert.Equal(0, value.ReaderCount);
        value.Write(static (ref value) => value++);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var value = new ShardedLock<int>(1);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(() => value.Read<int>(null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(() => value.Read<int, int>(1, null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(() => value.Write(null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(() => value.Write(1, null!)).ParamName);
        Assert.Equal("repair", Assert.Throws<ArgumentNullException>(() => value.ClearPoison(null!)).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => value.TryRead(TimeSpan.FromSeconds(-2), out _)).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => value.TryWrite(TimeSpan.FromSeconds(-2), out _)).ParamName);
        Assert.Throws<ObjectDisposedException>(() => default(ShardedReadGuard<int>).Value);
        Assert.Throws<ObjectDisposedException>(() => default(ShardedWriteGuard<int>).Value = 1);
        Assert.Throws<ObjectDisposedException>(() => default(ShardedWriteGuard<int>).Poison());
    }

    [Fact]
    public void Readers_never_see_what_a_writer_is_in_the_middle_of() => PoolTest.Guard(() =>
    {
        var value = new ShardedLock<(long A, long B)>((0, 0));
        int working = 2;
        ThreadScope.Run(scope =>
        {
            for (int thread = 0; thread < 2; thread++)
            {
                scope.Spawn(() =>
                {
                    for (int round = 0; round < 20_000; round++)
                    {
                        if (round % 10 == 0 && value.TryWrite(TimeSpan.FromMilliseconds(round % 3), out ShardedWriteGuard<(long A, long B)> guard))
                        {
                            Assert.Equal(guard.Value.A, guard.Value.B);
                            guard.Dispose();
                        }
                        value.Write(static (ref value) =>
                        {
                            value.A++;
                            Thread.SpinWait(5);
                            value.B++;
                        });
                    }
                    Interlocked.Decrement(ref working);
                });
                scope.Spawn(() =>
                {
                    while (Volatile.Read(ref working) > 0)
                    {
                        (long a, long b) = value.Read(static (in value) => value);
                        Assert.Equal(a, b);
                        if (value.TryRead(out ShardedReadGuard<(long A, long B)> guard))
                        {
                            Assert.Equal(guard.Value.A, guard.Value.B);
                            guard.Dispose();
                        }
                    }
                });
            }
        });
        Assert.Equal((40_000, 40_000), value.Read(static (in value) => value));
        Assert.Equal(0, value.ReaderCount);
    });

    [Fact]
    public void Nothing_is_allocated_without_a_wait()
    {
        var value = new ShardedLock<int>(1);
        Assert.Equal(0, Allocations.Of(() =>
        {
            value.Write(1, static (ref value, state) => value += state);
            value.Read(static (in value) => value);
            using (value.Read())
            {
            }
            using (value.Write())
            {
            }
        }));
    }

    [Fact]
    public void A_deadline_is_measured_on_its_clock()
    {
        var clock = new ManualClock();
        var value = new ShardedLock<int>(1);
        Fearless.Sync.Deadline deadline = Fearless.Sync.Deadline.After(TimeSpan.FromHours(1), clock);
        Assert.True(value.TryRead(deadline, out ShardedReadGuard<int> reading));
        Assert.Equal(1, reading.Value);
        reading.Dispose();
        Assert.True(value.TryWrite(deadline, out ShardedWriteGuard<int> writing));
        TestThread reader = TestThread.Start(() => Assert.False(value.TryRead(deadline, out _)));
        TestThread writer = TestThread.Start(() => Assert.False(value.TryWrite(deadline, out _)));
        Thread.Sleep(20);
        Assert.True(reader.IsAlive && writer.IsAlive);
        clock.Advance(TimeSpan.FromHours(1));
        reader.Join();
        writer.Join();
        writing.Dispose();
        Assert.True(value.TryWrite(out writing));
        writing.Dispose();
    }

    [Fact]
    public void Each_shard_has_cache_lines_of_its_own() => Assert.True(Unsafe.SizeOf<CachePadded<Fearless.Atomics.AtomicInt>>() >= 256);
}
