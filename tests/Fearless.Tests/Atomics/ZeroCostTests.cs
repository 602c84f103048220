using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

/// <summary>Each operation of this floor compiles to the same instructions as the platform's operation that it stands for.</summary>
/// <remarks>
/// A child process runs <see cref="Compile_every_pair"/> with the compiler told to print what it makes of the methods below, which come in pairs: through
/// the wrapper, and through <see cref="Interlocked"/> or <see cref="Volatile"/>.
/// </remarks>
public class ZeroCostTests
{
    private const string ChildMark = "FEARLESS_TESTS_ZERO_COST_CHILD";

    private static readonly string[] Operations =
    [
        "Read", "Write", "ReadRelaxed", "Exchange", "CompareAndSet", "CompareExchange", "Add", "Increment", "Decrement", "Or", "And",
        "RefRead", "RefWrite", "RefExchange", "RefCompareAndSet", "LongIncrement", "LongCompareAndSet", "BoolExchange", "Full", "Acquire", "Release",
        "CheckedRead", "CheckedWrite", "CheckedRefWrite", "CheckedTake",
    ];

    [Fact]
    public void Every_operation_compiles_to_the_same_instructions_as_the_platforms()
    {
        Assert.SkipUnless(IsOptimized(typeof(AtomicInt).Assembly), "The library was built for debugging, so nothing is inlined into anything.");
        Dictionary<string, string> listings = Disassemble();
        foreach (string operation in Operations)
        {
            Assert.True(listings.TryGetValue("Wrapper" + operation, out string? wrapper), $"No listing of Wrapper{operation}: {string.Join(", ", listings.Keys)}.");
            Assert.True(listings.TryGetValue("Platform" + operation, out string? platform), $"No listing of Platform{operation}.");
            Assert.NotEqual("", platform);
            Assert.Equal(platform, wrapper);
        }
    }

    [Fact]
    public void Compile_every_pair()
    {
        // In the child process it makes the listings. Here it only runs both of each pair once.
        foreach (MethodInfo method in typeof(Pairs).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        Assert.Equal(2 * Operations.Length, typeof(Pairs).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Length);
    }

    private static bool IsOptimized(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    private static Dictionary<string, string> Disassemble()
    {
        string assembly = typeof(ZeroCostTests).Assembly.Location;
        string listing = Path.GetTempFileName();
        try
        {
            string host = Environment.ProcessPath!;
            var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (Path.GetFileNameWithoutExtension(host) == "dotnet")
                start.ArgumentList.Add(assembly);
            start.ArgumentList.Add("-method");
            start.ArgumentList.Add(typeof(ZeroCostTests).FullName + "." + nameof(Compile_every_pair));
            start.Environment["DOTNET_JitStdOutFile"] = listing;
            start.Environment["DOTNET_JitDisasm"] = "Wrapper* Platform*";
            start.Environment["DOTNET_JitDisasmDiffable"] = "1";
            using Process child = Process.Start(start)!;
            Task<string> output = child.StandardOutput.ReadToEndAsync();
            Task<string> errors = child.StandardError.ReadToEndAsync();
            if (!child.WaitForExit(TimeSpan.FromMinutes(1)))
                child.Kill();
            Assert.True(child.WaitForExit(TimeSpan.FromMinutes(1)) && child.ExitCode == 0, $"{host} failed.\n{output.Result}\n{errors.Result}");
            return Parse(File.ReadLines(listing));
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static Dictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var listings = new Dictionary<string, string>();
        string? method = null;
        foreach (string line in lines)
        {
            const string Header = "; Assembly listing for method ";
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                string name = line[Header.Length..];
                method = name[(name.IndexOf(':') + 1)..name.IndexOf('(')];
                listings[method] = "";
            }
            // Comments name the method; all else is labels and instructions.
            else if (method is not null && line.Length > 0 && !line.StartsWith(';'))
            {
                listings[method] += line.Trim() + "\n";
            }
        }
        return listings;
    }

    // Optimized at once, without a first tier, so that one call of the compiler yields the final code.
    private static class Pairs
    {
        private const MethodImplOptions Final = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

        [MethodImpl(Final)]
        public static int WrapperRead(Cell<AtomicInt> x) => x.Value.Read();

        [MethodImpl(Final)]
        public static int PlatformRead(Cell<int> x) => Volatile.Read(in x.Value);

        [MethodImpl(Final)]
        public static void WrapperWrite(Cell<AtomicInt> x, int a) => x.Value.Write(a);

        [MethodImpl(Final)]
        public static void PlatformWrite(Cell<int> x, int a) => Volatile.Write(ref x.Value, a);

        [MethodImpl(Final)]
        public static int WrapperReadRelaxed(Cell<AtomicInt> x) => x.Value.ReadRelaxed();

        [MethodImpl(Final)]
        public static int PlatformReadRelaxed(Cell<int> x) => x.Value;

        [MethodImpl(Final)]
        public static int WrapperExchange(Cell<AtomicInt> x, int a) => x.Value.Exchange(a);

        [MethodImpl(Final)]
        public static int PlatformExchange(Cell<int> x, int a) => Interlocked.Exchange(ref x.Value, a);

        [MethodImpl(Final)]
        public static bool WrapperCompareAndSet(Cell<AtomicInt> x, int a, int b) => x.Value.CompareAndSet(a, b);

        [MethodImpl(Final)]
        public static bool PlatformCompareAndSet(Cell<int> x, int a, int b) => Interlocked.CompareExchange(ref x.Value, b, a) == a;

        [MethodImpl(Final)]
        public static int WrapperCompareExchange(Cell<AtomicInt> x, int a, int b) => x.Value.CompareExchange(a, b);

        [MethodImpl(Final)]
        public static int PlatformCompareExchange(Cell<int> x, int a, int b) => Interlocked.CompareExchange(ref x.Value, b, a);

        [MethodImpl(Final)]
        public static int WrapperAdd(Cell<AtomicInt> x, int a) => x.Value.Add(a);

        [MethodImpl(Final)]
        public static int PlatformAdd(Cell<int> x, int a) => Interlocked.Add(ref x.Value, a);

        [MethodImpl(Final)]
        public static int WrapperIncrement(Cell<AtomicInt> x) => x.Value.Increment();

        [MethodImpl(Final)]
        public static int PlatformIncrement(Cell<int> x) => Interlocked.Increment(ref x.Value);

        [MethodImpl(Final)]
        public static int WrapperDecrement(Cell<AtomicInt> x) => x.Value.Decrement();

        [MethodImpl(Final)]
        public static int PlatformDecrement(Cell<int> x) => Interlocked.Decrement(ref x.Value);

        [MethodImpl(Final)]
        public static int WrapperOr(Cell<AtomicInt> x, int a) => x.Value.Or(a);

        [MethodImpl(Final)]
        public static int PlatformOr(Cell<int> x, int a) => Interlocked.Or(ref x.Value, a);

        [MethodImpl(Final)]
        public static int WrapperAnd(Cell<AtomicInt> x, int a) => x.Value.And(a);

        [MethodImpl(Final)]
        public static int PlatformAnd(Cell<int> x, int a) => Interlocked.And(ref x.Value, a);

        [MethodImpl(Final)]
        public static object? WrapperRefRead(Cell<AtomicRef<object>> x) => x.Value.Read();

        [MethodImpl(Final)]
        public static object? PlatformRefRead(Cell<object?> x) => Volatile.Read(in x.Value);

        [MethodImpl(Final)]
        public static void WrapperRefWrite(Cell<AtomicRef<object>> x, object a) => x.Value.Write(a);

        [MethodImpl(Final)]
        public static void PlatformRefWrite(Cell<object?> x, object a) => Volatile.Write(ref x.Value, a);

        [MethodImpl(Final)]
        public static object? WrapperRefExchange(Cell<AtomicRef<object>> x, object a) => x.Value.Exchange(a);

        [MethodImpl(Final)]
        public static object? PlatformRefExchange(Cell<object?> x, object a) => Interlocked.Exchange(ref x.Value, a);

        [MethodImpl(Final)]
        public static bool WrapperRefCompareAndSet(Cell<AtomicRef<object>> x, object a, object b) => x.Value.CompareAndSet(a, b);

        [MethodImpl(Final)]
        public static bool PlatformRefCompareAndSet(Cell<object?> x, object a, object b) => ReferenceEquals(Interlocked.CompareExchange(ref x.Value, b, a), a);

        [MethodImpl(Final)]
        public static long WrapperLongIncrement(Cell<AtomicLong> x) => x.Value.Increment();

        [MethodImpl(Final)]
        public static long PlatformLongIncrement(Cell<long> x) => Interlocked.Increment(ref x.Value);

        [MethodImpl(Final)]
        public static bool WrapperLongCompareAndSet(Cell<AtomicLong> x, long a, long b) => x.Value.CompareAndSet(a, b);

        [MethodImpl(Final)]
        public static bool PlatformLongCompareAndSet(Cell<long> x, long a, long b) => Interlocked.CompareExchange(ref x.Value, b, a) == a;

        [MethodImpl(Final)]
        public static bool WrapperBoolExchange(Cell<AtomicBool> x, bool a) => x.Value.Exchange(a);

        [MethodImpl(Final)]
        public static bool PlatformBoolExchange(Cell<bool> x, bool a) => Interlocked.Exchange(ref x.Value, a);

        [MethodImpl(Final)]
        public static void WrapperFull() => Fence.Full();

        [MethodImpl(Final)]
        public static void PlatformFull() => Interlocked.MemoryBarrier();

        [MethodImpl(Final)]
        public static void WrapperAcquire() => Fence.Acquire();

        [MethodImpl(Final)]
        public static void PlatformAcquire() => Volatile.ReadBarrier();

        [MethodImpl(Final)]
        public static void WrapperRelease() => Fence.Release();

        [MethodImpl(Final)]
        public static void PlatformRelease() => Volatile.WriteBarrier();

        [MethodImpl(Final)]
        public static int WrapperCheckedRead(Cell<Checked<int>> x) => x.Value.Read();

        [MethodImpl(Final)]
        public static int PlatformCheckedRead(Cell<int> x) => x.Value;

        [MethodImpl(Final)]
        public static void WrapperCheckedWrite(Cell<Checked<int>> x, int a) => x.Value.Write(a);

        [MethodImpl(Final)]
        public static void PlatformCheckedWrite(Cell<int> x, int a) => x.Value = a;

        [MethodImpl(Final)]
        public static void WrapperCheckedRefWrite(Cell<Checked<object>> x, object a) => x.Value.Write(a);

        [MethodImpl(Final)]
        public static void PlatformCheckedRefWrite(Cell<object> x, object a) => x.Value = a;

        [MethodImpl(Final)]
        public static object WrapperCheckedTake(Cell<Checked<object>> x) => x.Value.Take();

        [MethodImpl(Final)]
        public static object PlatformCheckedTake(Cell<object> x)
        {
            ref object field = ref x.Value;
            object value = field;
            field = null!;
            return value;
        }
    }

    // The operations run on fields, as everywhere in the library.
    private sealed class Cell<T>
    {
        public T Value = default!;
    }
}
