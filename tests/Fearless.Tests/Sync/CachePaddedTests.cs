using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

/// <summary>The padding as the runtime really lays it out, for values that make it choose differently.</summary>
public class CachePaddedTests
{
    private const int Padding = 128;

    private record struct Mixed(object? Reference, byte Small, long Large);

    private sealed class Neighbours
    {
        public bool Flag = true;
        public CachePadded<AtomicLong> Head;
        public CachePadded<string?> Name;
        public int Number = 1;
        public CachePadded<AtomicInt> Tail;
        public object Reference = "";
    }

    [Fact]
    public void A_value_of_any_kind_has_128_bytes_on_both_sides()
    {
        AssertPadded<byte>();
        AssertPadded<int>();
        AssertPadded<long>();
        AssertPadded<decimal>();
        AssertPadded<Guid>();
        AssertPadded<string>();
        AssertPadded<object[]>();
        AssertPadded<(string, int)>();
        AssertPadded<(byte, string, double)>();
        AssertPadded<Mixed>();
        AssertPadded<AtomicInt>();
        AssertPadded<AtomicLong>();
        AssertPadded<AtomicBool>();
        AssertPadded<AtomicRef<string>>();
        AssertPadded<AtomicRef<object>>();
        AssertPadded<TimeSpan>();
        AssertPadded<DateTimeOffset>();
        AssertPadded<int?>();
        AssertPadded<ReadOnlyMemory<char>>();
    }

    [Fact]
    public void Neighbours_in_an_array_are_256_bytes_apart()
    {
        var array = new CachePadded<AtomicRef<string>>[3];
        for (int i = 1; i < array.Length; i++)
        {
            long distance = Unsafe.ByteOffset(ref Bytes(ref array[i - 1].Value), ref Bytes(ref array[i].Value));
            Assert.Equal((2 * Padding) + Unsafe.SizeOf<AtomicRef<string>>(), distance);
        }
    }

    [Fact]
    public void Fields_of_an_object_keep_their_distance_from_each_other_and_from_the_rest()
    {
        var o = new Neighbours();
        ref byte head = ref Bytes(ref o.Head.Value);
        ref byte name = ref Bytes(ref o.Name.Value);
        ref byte tail = ref Bytes(ref o.Tail.Value);
        Assert.True(Distance(ref head, ref name) >= Padding);
        Assert.True(Distance(ref name, ref tail) >= Padding);
        Assert.True(Distance(ref head, ref tail) >= Padding);
        Assert.True(Distance(ref Bytes(ref o.Flag), ref head) >= Padding);
        Assert.True(Distance(ref Bytes(ref o.Number), ref tail) >= Padding);
        Assert.True(Distance(ref Bytes(ref o.Reference), ref name) >= Padding);
    }

    [Fact]
    public void Values_in_objects_stay_aligned()
    {
        // An atomic access to a value that straddles two words would tear. Addresses modulo eight do not change when the object moves.
        var o = new Neighbours();
        Assert.Equal(0, Address(ref Bytes(ref o.Head.Value)) % 8);
        Assert.Equal(0, Address(ref Bytes(ref o.Name.Value)) % 8);
        Assert.Equal(0, Address(ref Bytes(ref o.Tail.Value)) % 4);
    }

    [Fact]
    public void Value_is_the_value_itself()
    {
        var padded = new CachePadded<int>(41);
        padded.Value++;
        Assert.Equal(42, padded.Value);
        Assert.Equal("42", padded.ToString());
        Assert.Equal("", new CachePadded<string?>(null).ToString());
    }

    private static void AssertPadded<T>()
    {
        CachePadded<T> padded = default;
        long before = Unsafe.ByteOffset(ref Bytes(ref padded), ref Bytes(ref padded.Value));
        long behind = Unsafe.SizeOf<CachePadded<T>>() - before - Unsafe.SizeOf<T>();
        Assert.True(before >= Padding, $"{typeof(T)}: {before} bytes before the value.");
        Assert.True(behind >= Padding, $"{typeof(T)}: {behind} bytes behind the value.");
    }

    private static ref byte Bytes<T>(ref T value) => ref Unsafe.As<T, byte>(ref value);

    private static long Distance(ref byte left, ref byte right) => Math.Abs(Unsafe.ByteOffset(ref left, ref right));

    private static unsafe nint Address(ref byte value) => (nint)Unsafe.AsPointer(ref value);
}
