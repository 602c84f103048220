using Fearless.Tool.Watching;

namespace Fearless.Tool.Tests.Watching;

public class ThreadWatchTests
{
    [Fact]
    public void What_a_thread_did_is_the_difference_between_the_first_reading_and_the_last()
    {
        using var folder = new ScratchFolder();
        var watch = new ThreadWatch(folder.Path);
        Write(folder, 7, "a (name) of parts", computed: 1_000_000_000, waited: 0, switches: 5);
        watch.Read(0);
        Write(folder, 7, "a (name) of parts", computed: 1_250_000_000, waited: 500_000_000, switches: 8);
        watch.Read(1);

        ThreadUse use = Assert.Single(watch.Uses);
        Assert.Equal(new ThreadUse(7, "a (name) of parts", 0.25, 0.5, Switches: 3, Preemptions: 6, 'S', "futex_wait"), use);
    }

    [Fact]
    public void A_thread_is_busy_that_had_a_core_or_wanted_one_for_most_of_the_time_around_a_moment()
    {
        using var folder = new ScratchFolder();
        var watch = new ThreadWatch(folder.Path);
        Write(folder, 7, "worker", computed: 0, waited: 0, switches: 0);
        watch.Read(0);
        Write(folder, 7, "worker", computed: 200_000_000, waited: 400_000_000, switches: 0);
        watch.Read(1);
        Write(folder, 7, "worker", computed: 300_000_000, waited: 400_000_000, switches: 0);
        watch.Read(2);

        Assert.True(watch.IsBusy(7, 0.5));
        Assert.False(watch.IsBusy(7, 1.5));
        Assert.True(watch.IsBusy(7, -1));
        Assert.False(watch.IsBusy(7, 3));
        Assert.True(watch.IsBusy(thread: 8, 0.5));
    }

    [Fact]
    public void A_thread_that_has_ended_keeps_what_was_read_of_it_and_a_process_that_is_not_there_has_none()
    {
        using var folder = new ScratchFolder();
        var watch = new ThreadWatch(folder.Path);
        Write(folder, 7, "worker", computed: 0, waited: 0, switches: 0);
        watch.Read(0);
        File.Delete(Path.Combine(folder.Path, "7", "schedstat"));
        watch.Read(1);
        Assert.Equal("worker", Assert.Single(watch.Uses).Name);

        var nobody = ThreadWatch.Of(int.MaxValue);
        nobody.Read(0);
        Assert.Empty(nobody.Uses);
    }

    private static void Write(ScratchFolder folder, int thread, string name, long computed, long waited, int switches)
    {
        folder.Write($"{thread}/schedstat", $"{computed} {waited} 2\n");
        folder.Write($"{thread}/stat", $"{thread} ({name}) S 1 1 1 0");
        folder.Write($"{thread}/status", $"Name:\t{name}\nvoluntary_ctxt_switches:\t{switches}\nnonvoluntary_ctxt_switches:\t{switches * 2}\n");
        folder.Write($"{thread}/wchan", "futex_wait");
    }
}
