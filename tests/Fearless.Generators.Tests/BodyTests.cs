namespace Fearless.Generators.Tests;

/// <summary>Each lambda body, over the same numbers, gives the same with the generator and without, and is lowered or not as the list says.</summary>
public class BodyTests
{
    private const string Common =
        """
        using System;
        namespace Bodies;

        public static class Data
        {
            public const double Pi = 3.25;
            public static int Factor = 3;
            public static int[] Table = { 5, 6, 7, 8 };
            public static readonly Func<int, int> Twice = x => x * 2;
            internal static int Internal(int x) => x * 7;
            internal static int Optional(int x, int y = 5, string name = "abc") => x + y + name.Length;
            internal static int Line(int x, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0, [System.Runtime.CompilerServices.CallerMemberName] string member = "") => x + line + member.Length;
            internal static int Many(params int[] xs) => xs.Length;
            internal static T Same<T>(T x) => x;
            internal static int Pick(long x) => 1;
            internal static int Pick(int x) => 2;
            internal static int Pick(object x) => 3;
            internal static int Plus(this int x, int y) => x + y;
            internal static int In(in int x) => x;
            [Obsolete] internal static int Old(int x) => x;
            private static int Hidden(int x) => x;
            [System.Diagnostics.Conditional("NEVER")] internal static void Nothing(int x) => throw new Exception();
        }

        public enum Colour : byte { Red, Green = 7, Blue = 200 }

        public struct Money
        {
            public long Cents;
            public Money(long cents) => Cents = cents;
            public long Whole => Cents / 100;
            public long this[int i] => Cents + i;
            public void Add(long cents) => Cents += cents;
            public static Money operator +(Money a, Money b) => new(a.Cents + b.Cents);
            public static Money operator checked +(Money a, Money b) => new(-1);
            public static Money operator -(Money a) => new(-a.Cents);
            public static bool operator <(Money a, int b) => a.Cents < b;
            public static bool operator >(Money a, int b) => a.Cents > b;
            public static implicit operator Money(int cents) => new(cents);
            public override string ToString() => Cents + "c";
        }

        public class Animal { public virtual int Legs => 4; public int Name() => 1; }
        public class Bird : Animal { public override int Legs => 2; public new int Name() => 2; }

        """;

    private static readonly string[] s_lowered =
    [
        "x * x", "x + 1", "-x", "~x", "x / 3", "x % 7", "10 / x", "x << 3", "x >> 1", "x >>> 1", "x & 6 | 1 ^ x", "(long)x * int.MaxValue",
        "x + 0.5", "x * 1.5f", "x / 3.0m", "(x + 1.10m)", "x == 3 ? 1.0 : x", "(short)(x * 1000)", "(byte)x", "(sbyte)(x + 100)", "(uint)x", "(ulong)x", "(char)(x + 100)",
        "checked(x * 100_000_000)", "unchecked(x * 100_000_000)", "checked((byte)x)", "unchecked((byte)x)", "checked(-x)", "checked(x + unchecked(x * 100_000_000))",
        "checked((uint)x + 1u)", "x * Data.Pi", "x * Data.Factor", "Data.Table[x & 3]", "Data.Table.Length + x", "Data.Internal(x)", "Data.Twice(x)", "Data.Optional(x)",
        "Data.Optional(x, 9)", "Data.Line(x)", "Data.Same(x)", "Data.Same<long>(x)", "Data.Pick(x)", "Data.Pick((long)x)", "Data.Pick((short)x)", "Data.Pick((object)x)", "Data.Pick('c')",
        "x.Plus(4)", "Math.Max(x, 3)", "Math.Sqrt(x)", "Math.Clamp(x, -3, 3)", "int.MaxValue + (long)x", "long.MinValue / (x | 1)", "double.MaxValue * x", "Math.PI * x",
        "x.CompareTo(5)", "x.Equals(5)", "x.GetHashCode()", "x > 5 && x < 10", "x > 5 || x < -10", "!(x > 5)", "x is > 5", "x is >= 5 and < 10 or -3", "x is not 7", "x is 7",
        "x switch { 1 => 10, > 5 and < 9 => 20, _ when x % 2 == 0 => 30, _ => x }", "(Colour)x", "(int)(Colour)x", "(Colour)x == Colour.Green", "(Colour)x & Colour.Blue", "x + (int)Colour.Green",
        "(Colour)x switch { Colour.Red => 1, Colour.Green => 2, _ => 3 }", "(int?)x", "(int?)null", "x == 3 ? (int?)null : x", "((int?)x) + 1", "((int?)x).Value", "((int?)x).HasValue", "(x == 3 ? (int?)null : x) ?? 77",
        "(x, x * 2)", "(x, (double)x)", "(First: x, Second: x + 1)", "(x, x + 1).Item2", "(A: x, B: x + 1).B", "new Money(x)", "new Money(x).Whole", "new Money(x).Cents", "new Money(x)[3]", "new Money(x) + new Money(5)",
        "checked(new Money(x) + new Money(5))", "-new Money(x)", "new Money(x) < 4", "new Money()", "default(Money)", "default(int)", "new DateTime(2000, 1, 1) + new TimeSpan(x, 0, 0) > DateTime.UnixEpoch",
        "new TimeSpan(x, 0, 0) + new TimeSpan(1, 0, 0)", "new string('a', 3).Length + x", "x.ToString().Length", "(\"a\" + x).Length", "$\"{x}\".Length", "$\"a{{{x,5:000}}}\\\"\\n{x + 1}\" == \"\" ? 1 : 2",
        "nameof(Data).Length + x", "typeof(int).Name.Length + x", "sizeof(int) * x", "((Animal)new Bird()).Legs + x", "new Bird().Legs", "new Bird().Name()", "((Animal)new Bird()).Name()", "(new object() as string ?? \"none\").Length",
        "((object)x is int)", "(object)x is string", "(int)(object)x", "(int)(long)(object)(long)x", "(string)(object)\"abc\" == \"abc\"", "x == 3 ? 'a' : 'b'", "(nint)x", "(x > 0) == true", "x > 0 ? 1 : x < 0 ? -1 : 0",
        "1e300 * x", "float.Epsilon * x", "-0.5 * x", "0.1 + 0.2 + x", "(float)0.1 * x", "(int)(x * 0.3)", "0m + x", "x * 1.000m", "ulong.MaxValue / ((ulong)(x * x) + 1)", "System.Numerics.BitOperations.PopCount((uint)x)",
        "new ReadOnlySpan<int>(Data.Table)[x & 3]", "DateTime.UnixEpoch.AddDays(x).DayOfWeek", "((long)x).CompareTo(3L)", "global::System.Math.Abs(x)", "@x + 1",
        "{ return x * 3; }", "{ int y = x * 2; y += 3; y++; return y; }", "{ long y = x; y <<= 2; y--; --y; return y; }", "{ if (x > 0) return 1; else return x; }", "{ if (x < 0) { return 1; } return 2; }",
        "{ int s = 0; for (int i = 0; i < 5; i++) { if (i == x) continue; s += i; } return s; }", "{ int s = 0, i = 0; while (true) { if (i++ > 7) break; s += i; } return s; }", "{ int s = 0; do s++; while (s < x); return s; }",
        "{ const int k = 5; return x * k; }", "{ int y; y = x; return y; }", "{ var a = Data.Table.Length + x; return a; }", "{ var m = new Money(x); m.Add(5); m.Cents += 1; return m; }", "{ x = 5; x++; return x; }",
        "{ var m = new Money(x); ((Money)m).Add(5); m.Add(1); return m; }", "(int)x + (double)(double)x", "{ _ = x; return x; }", "{ int y = x; { int z = y; y = z + 1; } { int z = y; y = z * 2; } return y; }", "{ byte b = 250; b++; return b + x; }", "{ float f = x; f /= 3; return f; }",
        "{ if (x > 1000) throw new InvalidOperationException(\"no\"); return x; }", "{ if (x == 3) throw new InvalidOperationException(\"three\"); return x; }", "{ int @class = x; return @class; }", "{ string s = \"a\"; s += \"b\"; return s.Length + x; }",
        "{ bool b = x > 0; b &= x < 10; b ^= true; return b; }", "{ checked { return x * 100_000_000; } }", "{ unchecked { int y = int.MaxValue; y += x; return y; } }",
    ];

    // Each for another reason: what it reaches, what it would read where it stands, or what nobody has taught the writer yet.
    private static readonly string[] s_kept =
    [
        "x + captured", "Int128.One * x == 0 ? 1 : 2", "{ int f() => x; return f(); }", "new Func<int>(() => x)()", "Data.Many(x, x)", "Data.In(x)", "new[] { x }.Length", "new int[] { x, 2 }[0]", "((Money)x).Cents", "int.TryParse(\"5\", out int n) ? n : x", "x is int y ? y : 0",
        "new { A = x }.A", "Hidden.Twice(x)", "new Hidden().Value + x", "{ try { return x; } finally { } }", "{ switch (x) { case 1: return 1; default: return 2; } }", "{ foreach (int i in Data.Table) { if (i == x) return 1; } return 0; }",
        "{ lock (Data.Table) { return x; } }", "{ goto end; end: return x; }", "{ ref int r = ref Data.Table[0]; return r + x; }", "{ Data.Nothing(x); return x; }", "Data.Table[^1] + x", "Data.Table[0..2].Length", "x == 3 ? throw new Exception(\"x\") : 1", "(x.ToString()?.Length)", "(dynamic)x == 3",
        "Local(x)", "x == 5 ? double.NaN : x", "x * double.PositiveInfinity", "-0.0", "((byte)x) switch { var b => b }", "{ byte b = 1; b += 2; return b + x; }", "new Money { Cents = x }", "Private(x)", "{ var m = new Money(x); unchecked(m).Add(5); return m; }", "(new System.Diagnostics.StackTrace().FrameCount > 0)", "{ int* p = null; return p == null ? x : 1; }",
    ];

    private static readonly Lazy<LoweredProgram> s_program = new(() => LoweredProgram.Of(
        LoweredProgram.Allowing,
        static options => options.WithAllowUnsafe(true).WithGeneralDiagnosticOption(Microsoft.CodeAnalysis.ReportDiagnostic.Default),
        [("Common.cs", Common), .. s_lowered.Select((body, i) => File("Lowered", i, body)), .. s_kept.Select((body, i) => File("Kept", i, body))]));

    public static TheoryData<int, string> Lowered => [.. s_lowered.Index().Select(static body => (body.Index, body.Item))];

    public static TheoryData<int, string> Kept => [.. s_kept.Index().Select(static body => (body.Index, body.Item))];

    [Theory]
    [MemberData(nameof(Lowered))]
    public void A_body_is_lowered_and_means_the_same(int index, string body)
    {
        Assert.True(s_program.Value.Lowers($"Lowered{index}.cs"), body);
        AssertSame($"Lowered{index}");
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_body_that_is_not_known_to_mean_the_same_stays_a_delegate(int index, string body)
    {
        Assert.False(s_program.Value.Lowers($"Kept{index}.cs"), body);
        AssertSame($"Kept{index}");
    }

    private static void AssertSame(string name)
    {
        (object? plain, object? lowered) = s_program.Value.Run("Bodies." + name);
        Assert.NotNull(plain);
        Assert.Equal(plain, lowered);
    }

    private static (string Path, string Source) File(string kind, int index, string body) =>
        ($"{kind}{index}.cs",
        $$"""
        using System;
        using System.Linq;
        using Fearless;
        namespace Bodies;

        public static unsafe class {{kind}}{{index}}
        {
            private static class Hidden2 { }
            private sealed class Hidden { public int Value = 1; public static int Twice(int x) => x * 2; }
            private static int Private(int x) => x;

            public static object Run()
            {
                int captured = 5;
                int Local(int x) => x + 1;
                string all = "";
                // One by one, so that what one item throws does not hide the others; few, so that the runtime does not compile it twice.
                foreach (int item in new[] { -40, -7, -3, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 39 })
                {
                    int[] items = { item };
                    try
                    {
                        var results = items.Par().Select(x => {{body}}).ToArray();
                        all += results[0] + " " + results.GetType() + "\n";
                    }
                    catch (Exception e)
                    {
                        all += e.GetType() + e.Message + "\n";
                    }
                }
                _ = captured + Local(1);
                return all;
            }
        }
        """);
}
