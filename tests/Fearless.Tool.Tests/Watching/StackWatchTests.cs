using Fearless.Tool.Watching;

namespace Fearless.Tool.Tests.Watching;

public class StackWatchTests
{
    private const string Mappings =
        """
        7f0000000000-7f0000800000 rw-p 00000000 00:00 0
        Size:               8192 kB
        Rss:                  44 kB
        VmFlags: rd wr mr mw me ac
        7f0000800000-7f0000801000 ---p 00000000 00:00 0
        Size:                  4 kB
        Rss:                   0 kB
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
        Size:                  4 kB
        Rss:                   0 kB
        """;

    [Fact]
    public void The_stack_of_a_thread_is_the_mapping_that_its_stack_pointer_is_in()
    {
        using var folder = new ScratchFolder();
        folder.Write("smaps", Mappings);
        folder.Write("task/7/syscall", "202 0x1 0x2 0x3 0x4 0x5 0x6 0x7f00007ff000 0x7f1111111111\n");
        folder.Write("task/8/syscall", "running\n");
        folder.Write("task/9/syscall", "202 0x1 0x2 0x3 0x4 0x5 0x6 0x7f00007fffff 0x7f1111111111\n");
        folder.Write("task/10/syscall", "202 0x1 0x2 0x3 0x4 0x5 0x6 0x7f0000900000 0x7f1111111111\n");
        var watch = new StackWatch(folder.Path);

        watch.Read(0.1);
        Assert.Null(watch.Of(Thread(7)));
        watch.Read(1);

        Assert.Equal(new StackUse(8192, 44), watch.Of(Thread(7)));
        Assert.Null(watch.Of(Thread(8)));
        Assert.Equal(new StackUse(8192, 44), watch.Of(Thread(9)));
        Assert.Null(watch.Of(Thread(10)));
    }

    [Fact]
    public void It_is_read_ever_more_rarely_and_what_was_read_stays()
    {
        using var folder = new ScratchFolder();
        string smaps = folder.Write("smaps", Mappings);
        folder.Write("task/7/syscall", "202 0x1 0x2 0x3 0x4 0x5 0x6 0x7f00007ff000 0x7f1111111111\n");
        var watch = new StackWatch(folder.Path);
        watch.Read(1);

        File.WriteAllText(smaps, Mappings.Replace("44 kB", "48 kB"));
        watch.Read(1.9);
        Assert.Equal(44, watch.Of(Thread(7))!.Value.Resident);
        watch.Read(2);
        Assert.Equal(48, watch.Of(Thread(7))!.Value.Resident);

        File.Delete(smaps);
        watch.Read(10);
        Assert.Equal(48, watch.Of(Thread(7))!.Value.Resident);
    }

    [Fact]
    public void Where_nothing_is_told_nothing_is_found() => new StackWatch("/no/such/folder").Read(1);

    private static ThreadUse Thread(int id) => new(id, "", 0, 0, 0, 0, 'S', "");
}
