namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Iterations that write to one variable under the base library's other locks: held as they should be, or not quite.</summary>
internal static class LockedParts
{
    public static Part Any(Draw draw)
    {
        string add = draw.Of("x#++;", "x# += i;", "list#.Add(i);");
        string read = add.StartsWith('x') ? "Console.WriteLine(x#);" : "Console.WriteLine(list#.Count);";
        string reads = $"rw#.EnterReadLock(); {read} rw#.ExitReadLock();";
        string writes = $"rw#.EnterWriteLock(); try {{ {add} }} finally {{ rw#.ExitWriteLock(); }}";
        Part part = draw.Below(12) switch
        {
            0 => new("semaphore", false, $"one#.Wait(); {add} one#.Release();"),
            1 => new("semaphore and finally", false, $"one#.Wait(); try {{ {add} }} finally {{ one#.Release(); }}"),
            2 => new("semaphore of two", true, $"two#.Wait(); {add} two#.Release();"),
            3 => new("write lock", false, writes),
            4 => new("written under a read lock", true, $"rw#.EnterReadLock(); {add} rw#.ExitReadLock();"),
            5 => new("readers and writers", false, $"if (i % 2 == 0) {{ {writes} }} else {{ {reads} }}"),
            6 => new("read without the lock", true, $"if (i % 2 == 0) {{ {writes} }} else {{ {read} }}"),
            7 => new("spin lock", false, $"bool own# = false; try {{ spin#.Enter(ref own#); {add} }} finally {{ spin#.Exit(); }}"),
            8 => new("mutex", false, $"mutex#.WaitOne(); {add} mutex#.ReleaseMutex();"),
            9 => new("EnterScope", false, $"using (gate#.EnterScope()) {{ {add} }}"),
            10 => new("read after the lock", true, $"gate#.Enter(); {add} gate#.Exit(); {read}"),
            _ => new("wrapped lock", false, $"Locked#(() => {{ {add} }}); void Locked#(Action action) {{ lock (gate#) {{ action(); }} }}"),
        };
        return part with
        {
            Locals = "int x# = 0; var list# = new List<int>(); var gate# = new Lock(); var spin# = new SpinLock(false); "
                + "var mutex# = new Mutex(); SemaphoreSlim one# = new(1), two# = new(2); var rw# = new ReaderWriterLockSlim();",
            After = read,
        };
    }
}
