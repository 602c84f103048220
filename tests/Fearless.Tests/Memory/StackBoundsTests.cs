using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Tests.Memory;

public unsafe class StackBoundsTests
{
    [Fact]
    public void Locals_of_this_and_of_older_frames_are_on_the_stack()
    {
        int local = 0;
        byte* allocated = stackalloc byte[100_000];

        Assert.True(StackBounds.Contains(&local));
        Assert.True(StackBounds.Contains(allocated));
        Assert.True(StackBounds.Contains(allocated + 99_999));
        Assert.True(OneDeeper(&local));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static bool OneDeeper(void* older) => StackBounds.Contains(older);
    }

    [Fact]
    public void Heap_native_memory_and_static_data_are_not()
    {
        void* native = NativeMemory.Alloc(16);
        fixed (int* array = new int[4])
            Assert.False(StackBounds.Contains(array));
        Assert.False(StackBounds.Contains(native));
        ReadOnlySpan<byte> data = "in the image"u8;
        fixed (byte* image = data)
            Assert.False(StackBounds.Contains(image));
        NativeMemory.Free(native);
    }

    [Fact]
    public void The_stack_of_another_thread_is_not()
    {
        int local = 0;
        nint address = (nint)(&local);

        var thread = new Thread(() => address = StackBounds.Contains((void*)address) ? 1 : 0);
        thread.Start();
        thread.Join();

        Assert.Equal(0, address);
    }

    [Fact]
    public void A_span_of_references_on_the_stack_is_told_from_one_in_an_array()
    {
        string? local = "x";
        ReadOnlySpan<string?> onStack = new(ref local);
        bool refused = false;
        try
        {
            SpanLoans.ThrowIfReferencesOnStack(onStack);
        }
        catch (ArgumentException)
        {
            refused = true;
        }

        Assert.True(refused);
        Assert.False(SpanLoans.ThrowIfReferencesOnStack<string>(new string[1]));
        Assert.True(SpanLoans.ThrowIfReferencesOnStack<int>(stackalloc int[1]));
        Assert.False(SpanLoans.ThrowIfReferencesOnStack<int>(new int[1]));
        Assert.False(SpanLoans.ThrowIfReferencesOnStack<string>([]));
    }

    [Fact]
    public void A_range_contains_its_parts_and_nothing_else()
    {
        byte* start = (byte*)1000;
        var range = new PinnedRange(start, 10);

        Assert.True(range.Contains(start, 10));
        Assert.True(range.Contains(start + 9, 1));
        Assert.False(range.Contains(start + 9, 2));
        Assert.False(range.Contains(start - 1, 1));
        Assert.False(range.Contains(start + 11, 0));
        Assert.False(default(PinnedRange).Contains(start, 1));
    }
}
