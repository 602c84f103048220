using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>What keeps others out, and what only looks as if it did.</summary>
public class LockTests
{
    [Theory]
    [InlineData("var gate = new SemaphoreSlim(1);", "gate.Wait(); x++; gate.Release();", true)]
    [InlineData("var gate = new SemaphoreSlim(2);", "gate.Wait(); x++; gate.Release();", false)]
    [InlineData("var gate = new SemaphoreSlim(n);", "gate.Wait(); x++; gate.Release();", false)]
    [InlineData("var gate = new Semaphore(1, 1);", "gate.WaitOne(); x++; gate.Release();", true)]
    [InlineData("var gate = new Semaphore(3, 3);", "gate.WaitOne(); x++; gate.Release();", false)]
    [InlineData("var gate = new Fearless.Sync.CountingSemaphore(1);", "using (gate.Acquire()) { x++; }", true)]
    [InlineData("var gate = new Fearless.Sync.CountingSemaphore(1);", "using (gate.Acquire()) { } x++;", false)]
    [InlineData("var gate = new Fearless.Sync.CountingSemaphore(2);", "using (gate.Acquire()) { x++; }", false)]
    [InlineData("var gate = new Mutex();", "gate.WaitOne(); x++; gate.ReleaseMutex();", true)]
    [InlineData("var gate = new ManualResetEvent(true);", "gate.WaitOne(); x++;", false)]
    [InlineData("", "_one.Wait(); x++; _one.Release();", true)]
    [InlineData("", "_two.Wait(); x++; _two.Release();", false)]
    [InlineData("", "_made.Wait(); x++; _made.Release();", false)]
    [InlineData("", "s_one.Wait(); x++; s_one.Release();", true)]
    [InlineData("", "s_two.Wait(); x++; s_two.Release();", false)]
    [InlineData("", "new Holder().Enter(() => { x++; });", false)]
    [InlineData("var holder = new Holder();", "holder.Enter(() => { x++; });", false)]
    public void A_semaphore_is_a_lock_if_it_lets_one_in(string gate, string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                readonly SemaphoreSlim _one = new(1, 1), _two = new(2, 2), _made;
                static readonly SemaphoreSlim s_one = new(1), s_two = new(2);
                C() => _made = new SemaphoreSlim(4);
                void Run(int n) { int x = 0; {{gate}} Parallel.For(0, n, i => { {{body}} }); }
            }
            class Holder {
                readonly SemaphoreSlim _inner = new(2);
                public void Enter(Action action) { _inner.Wait(); action(); _inner.Release(); }
            }
            """) is []);

    [Theory]
    [InlineData("Numbers.Read((in List<int> list) => { list.Add(i); return 0; });", false)]
    [InlineData("Numbers.Read((in List<int> list) => list.Count);", true)]
    [InlineData("Numbers.Write((ref List<int> list) => list.Add(i));", true)]
    public void Readers_of_a_lock_run_beside_each_other(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                static readonly Fearless.Sync.ShardedLock<List<int>> Numbers = new([]);
                static void Run() => Parallel.For(0, 100, i => { {{body}} });
            }
            """) is []);

    [Theory]
    [InlineData("using var guard = Numbers.Lock(); guard.Value.Add(i);", true)]
    [InlineData("using (var guard = Numbers.Lock()) x++;", true)]
    [InlineData("using (var guard = Numbers.Lock()) guard.Value.Add(i); x++;", false)]
    [InlineData("using var guard = await Numbers.LockAsync(); guard.Value.Add(i);", true)]
    [InlineData("using (var guard = await Numbers.LockAsync()) { x++; }", true)]
    [InlineData("using (var guard = await Numbers.LockAsync()) { } x++;", false)]
    [InlineData("if (Numbers.TryLock(out var guard)) { using (guard) guard.Value.Add(i); }", true)]
    public void What_is_done_with_a_mutex_held_is_done_one_at_a_time(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                static readonly Fearless.Sync.Mutex<List<int>> Numbers = new([]);
                static int x;
                static async Task Run() => await Parallel.ForAsync(0, 100, async (i, token) => { {{body}} await Task.Yield(); });
            }
            """) is []);

    [Theory]
    [InlineData("using var guard = Numbers.Write(); guard.Value.Add(i);", true)]
    [InlineData("using var guard = await Numbers.WriteAsync(); guard.Value.Add(i);", true)]
    [InlineData("using (var guard = Numbers.Write()) guard.Value.Add(i); x++;", false)]
    [InlineData("using var guard = Numbers.Read(); var n = guard.Value.Count;", true)]
    [InlineData("using var guard = Numbers.Read(); x++;", false)]
    [InlineData("using var guard = await Numbers.ReadAsync(); x++;", false)]
    [InlineData("using var guard = Numbers.UpgradableRead(); if (guard.Value.Count < 9) { using var own = guard.Upgrade(); own.Value.Add(i); }", true)]
    [InlineData("using (var guard = await Numbers.UpgradableReadAsync()) { using var own = await guard.UpgradeAsync(); own.Value.Add(i); x++; }", true)]
    [InlineData("using (var guard = Numbers.UpgradableRead()) { } x++;", false)]
    public void What_is_done_with_a_lock_held_for_writing_is_done_one_at_a_time(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                static readonly Fearless.Sync.RwLock<List<int>> Numbers = new([]);
                static int x;
                static async Task Run() => await Parallel.ForAsync(0, 100, async (i, token) => { {{body}} await Task.Yield(); });
            }
            """) is []);

    [Fact]
    public void A_lock_in_a_field_is_the_same_inside_a_method_and_outside() =>
        Assert.Empty(Snippet.Check(
            """
            class Cell { public readonly object Gate = new(); public int X; public void Add() { lock (Gate) X++; } }
            class C { static void Run() { var cell = new Cell(); Parallel.For(0, 9, i => { cell.Add(); lock (cell.Gate) cell.X++; }); } }
            """));

    [Theory]
    [InlineData("if (Monitor.TryEnter(gate)) { x++; Monitor.Exit(gate); }", true)]
    [InlineData("if (Monitor.TryEnter(gate, 100)) { try { x++; } finally { Monitor.Exit(gate); } }", true)]
    [InlineData("if (!Monitor.TryEnter(gate)) { x++; } else { Monitor.Exit(gate); }", false)]
    [InlineData("if (!Monitor.TryEnter(gate)) return; x++; Monitor.Exit(gate);", true)]
    [InlineData("Monitor.TryEnter(gate); x++; Monitor.Exit(gate);", false)]
    [InlineData("bool taken = Monitor.TryEnter(gate); if (taken) { x++; Monitor.Exit(gate); }", true)]
    [InlineData("bool taken = Monitor.TryEnter(gate); x++; if (taken) { Monitor.Exit(gate); }", false)]
    [InlineData("if (i > 3 && Monitor.TryEnter(gate)) { x++; Monitor.Exit(gate); }", true)]
    [InlineData("if (i > 3 || Monitor.TryEnter(gate)) { x++; }", false)]
    [InlineData("while (!Monitor.TryEnter(gate)) { } x++; Monitor.Exit(gate);", true)]
    [InlineData("while (!Monitor.TryEnter(gate)) { if (i > 3) break; } x++; Monitor.Exit(gate);", false)]
    [InlineData("if (one.Wait(10)) { x++; one.Release(); }", true)]
    [InlineData("one.Wait(10); x++; one.Release();", false)]
    [InlineData("if (rw.TryEnterWriteLock(10)) { x++; rw.ExitWriteLock(); }", true)]
    [InlineData("rw.TryEnterWriteLock(10); x++; rw.ExitWriteLock();", false)]
    public void A_lock_that_was_only_tried_is_held_where_the_result_is_true(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C { static void Run() {
                int x = 0; object gate = new(); var one = new SemaphoreSlim(1); var rw = new ReaderWriterLockSlim();
                Parallel.For(0, 9, i => { {{body}} });
            } }
            """) is []);

    [Theory]
    [InlineData("while (true) { lock (gate) { if (i > 3) break; } } x++;", false)]
    [InlineData("while (true) { lock (gate) { x++; if (i > 3) break; } }", true)]
    [InlineData("int Get() { lock (gate) return x; } Get(); x++;", false)]
    [InlineData("int Get() { lock (gate) return x++; } Get();", true)]
    [InlineData("int Get() { using (one.EnterScope()) return 1; } Get(); x++;", false)]
    [InlineData("int Get() { using var scope = one.EnterScope(); return x++; } Get();", true)]
    [InlineData("int Get() { using var scope = one.EnterScope(); return 1; } Get(); x++;", false)]
    [InlineData("for (int k = 0; k < 3; k++) { lock (gate) { if (k == i) continue; } x++; }", false)]
    [InlineData("for (int k = 0; k < 3; k++) { try { Monitor.Enter(gate); if (k == i) break; } finally { Monitor.Exit(gate); } } x++;", false)]
    [InlineData("lock (gate) { goto end; } end: x++;", false)]
    public void A_lock_ends_with_its_block_however_that_is_left(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""class C { static void Run() { int x = 0; object gate = new(); var one = new Lock(); Parallel.For(0, 9, i => { {{body}} }); } }""") is []);
}
