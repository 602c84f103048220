using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

public class CheckedTests
{
    [Fact]
    public void It_starts_with_the_value_given_or_with_the_default()
    {
        Assert.Equal(7, new Checked<int>(7).Read());
        Assert.Null(default(Checked<string>).Read());
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var cell = new Checked<(int, string)>((1, "a"));
        cell.Write((2, "b"));
        Assert.Equal((2, "b"), cell.Read());
    }

    [Fact]
    public void Taking_leaves_the_default()
    {
        var cell = new Checked<string>("a");
        Assert.Equal("a", cell.Take());
        Assert.Null(cell.Read());
    }

    [Fact]
    public void What_was_taken_can_be_collected()
    {
        var cells = new Checked<object>[1];
        WeakReference taken = PutAndTake(cells);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(taken.IsAlive);
        GC.KeepAlive(cells);
    }

    [Fact]
    public void It_takes_no_more_room_than_its_value()
    {
        Assert.Equal(sizeof(int), Unsafe.SizeOf<Checked<int>>());
        Assert.Equal(IntPtr.Size, Unsafe.SizeOf<Checked<string>>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference PutAndTake(Checked<object>[] cells)
    {
        cells[0].Write(new object());
        return new WeakReference(cells[0].Take());
    }
}
