using System;
using System.IO;
using System.Linq;

namespace Fearless.Atomics;

/// <summary>Compiled into the mutated library: every place asks here whether it is the one to be changed in this process.</summary>
internal static class Mutant
{
    private static readonly int Active = int.TryParse(Environment.GetEnvironmentVariable("FEARLESS_MUTANT"), out int site) ? site : -1;
    private static readonly bool[]? Reached = StartTrace();

    /// <summary>Whether <paramref name="site"/> is the place that this process changes.</summary>
    public static bool Is(int site)
    {
        if (Reached is not null)
            Reached[site] = true;
        return site == Active;
    }

    public static int MutantRead(this in AtomicInt atomic, int site) => Is(site) ? atomic.ReadRelaxed() : atomic.Read();

    public static long MutantRead(this in AtomicLong atomic, int site) => Is(site) ? atomic.ReadRelaxed() : atomic.Read();

    public static bool MutantRead(this in AtomicBool atomic, int site) => Is(site) ? atomic.ReadRelaxed() : atomic.Read();

    public static T? MutantRead<T>(this in AtomicRef<T> atomic, int site)
        where T : class => Is(site) ? atomic.ReadRelaxed() : atomic.Read();

    public static void MutantWrite(this ref AtomicInt atomic, int value, int site)
    {
        if (Is(site))
            atomic.WriteRelaxed(value);
        else
            atomic.Write(value);
    }

    public static void MutantWrite(this ref AtomicLong atomic, long value, int site)
    {
        if (Is(site))
            atomic.WriteRelaxed(value);
        else
            atomic.Write(value);
    }

    public static void MutantWrite(this ref AtomicBool atomic, bool value, int site)
    {
        if (Is(site))
            atomic.WriteRelaxed(value);
        else
            atomic.Write(value);
    }

    public static int MutantCompareExchange(this ref AtomicInt atomic, int expected, int value, int site, int fence)
    {
        if (!Is(site))
        {
            using (Fence(fence))
                return atomic.CompareExchange(expected, value);
        }
        int before = atomic.Read();
        if (before == expected)
            atomic.Write(value);
        return before;
    }

    public static long MutantCompareExchange(this ref AtomicLong atomic, long expected, long value, int site, int fence)
    {
        if (!Is(site))
        {
            using (Fence(fence))
                return atomic.CompareExchange(expected, value);
        }
        long before = atomic.Read();
        if (before == expected)
            atomic.Write(value);
        return before;
    }

    public static T? MutantCompareExchange<T>(this ref AtomicRef<T> atomic, T? expected, T? value, int site, int fence)
        where T : class
    {
        if (!Is(site))
        {
            using (Fence(fence))
                return atomic.CompareExchange(expected, value);
        }
        T? before = atomic.Read();
        if (ReferenceEquals(before, expected))
            atomic.Write(value);
        return before;
    }

    public static bool MutantCompareAndSet(this ref AtomicInt atomic, int expected, int value, int site, int fence) =>
        atomic.MutantCompareExchange(expected, value, site, fence) == expected;

    public static bool MutantCompareAndSet(this ref AtomicLong atomic, long expected, long value, int site, int fence) =>
        atomic.MutantCompareExchange(expected, value, site, fence) == expected;

    public static bool MutantCompareAndSet<T>(this ref AtomicRef<T> atomic, T? expected, T? value, int site, int fence)
        where T : class => ReferenceEquals(atomic.MutantCompareExchange(expected, value, site, fence), expected);

    public static bool MutantCompareAndSet(this ref AtomicBool atomic, bool expected, bool value, int site, int fence)
    {
        if (!Is(site))
        {
            using (Fence(fence))
                return atomic.CompareAndSet(expected, value);
        }
        if (atomic.Read() != expected)
            return false;
        atomic.Write(value);
        return true;
    }

    public static int MutantExchange(this ref AtomicInt atomic, int replacement, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => replacement).Before;
        using (Fence(fence))
            return atomic.Exchange(replacement);
    }

    public static long MutantExchange(this ref AtomicLong atomic, long replacement, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => replacement).Before;
        using (Fence(fence))
            return atomic.Exchange(replacement);
    }

    public static bool MutantExchange(this ref AtomicBool atomic, bool value, int site, int fence)
    {
        if (!Is(site))
        {
            using (Fence(fence))
                return atomic.Exchange(value);
        }
        bool before = atomic.Read();
        atomic.Write(value);
        return before;
    }

    public static T? MutantExchange<T>(this ref AtomicRef<T> atomic, T? value, int site, int fence)
        where T : class
    {
        if (!Is(site))
        {
            using (Fence(fence))
                return atomic.Exchange(value);
        }
        T? before = atomic.Read();
        atomic.Write(value);
        return before;
    }

    public static int MutantAdd(this ref AtomicInt atomic, int amount, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => value + amount).After;
        using (Fence(fence))
            return atomic.Add(amount);
    }

    public static long MutantAdd(this ref AtomicLong atomic, long amount, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => value + amount).After;
        using (Fence(fence))
            return atomic.Add(amount);
    }

    public static int MutantIncrement(this ref AtomicInt atomic, int site, int fence) => atomic.MutantAdd(1, site, fence);

    public static long MutantIncrement(this ref AtomicLong atomic, int site, int fence) => atomic.MutantAdd(1, site, fence);

    public static int MutantDecrement(this ref AtomicInt atomic, int site, int fence) => atomic.MutantAdd(-1, site, fence);

    public static long MutantDecrement(this ref AtomicLong atomic, int site, int fence) => atomic.MutantAdd(-1, site, fence);

    public static int MutantOr(this ref AtomicInt atomic, int bits, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => value | bits).Before;
        using (Fence(fence))
            return atomic.Or(bits);
    }

    public static long MutantOr(this ref AtomicLong atomic, long bits, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => value | bits).Before;
        using (Fence(fence))
            return atomic.Or(bits);
    }

    public static int MutantAnd(this ref AtomicInt atomic, int bits, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => value & bits).Before;
        using (Fence(fence))
            return atomic.And(bits);
    }

    public static long MutantAnd(this ref AtomicLong atomic, long bits, int site, int fence)
    {
        if (Is(site))
            return Torn(ref atomic, value => value & bits).Before;
        using (Fence(fence))
            return atomic.And(bits);
    }

    // While it is held, an interlocked operation of this thread acquires and releases only, if the mutant at `site` is alive.
    private static FenceLoss Fence(int site) => new(Is(site) ? Fearless.Testing.ModelThread.Current : null);

    private static (int Before, int After) Torn(ref AtomicInt atomic, Func<int, int> change)
    {
        int before = atomic.Read();
        int after = change(before);
        atomic.Write(after);
        return (before, after);
    }

    private static (long Before, long After) Torn(ref AtomicLong atomic, Func<long, long> change)
    {
        long before = atomic.Read();
        long after = change(before);
        atomic.Write(after);
        return (before, after);
    }

    // The trace lists the places that the process came by; it is written when the process ends.
    private static bool[]? StartTrace()
    {
        string? file = Environment.GetEnvironmentVariable("FEARLESS_MUTANT_TRACE");
        if (file is null)
            return null;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            File.WriteAllLines(file, Enumerable.Range(0, Reached!.Length).Where(site => Reached[site]).Select(site => site.ToString()));
        return new bool[100_000];
    }

    private readonly struct FenceLoss : IDisposable
    {
        private readonly Fearless.Testing.ModelThread? _thread;

        public FenceLoss(Fearless.Testing.ModelThread? thread)
        {
            _thread = thread;
            if (thread is not null)
                thread.LosesFences = true;
        }

        public void Dispose()
        {
            if (_thread is not null)
                _thread.LosesFences = false;
        }
    }
}
