using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public unsafe class StackPlacementTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(23)]
    [InlineData(28)]
    [InlineData(40)]
    [InlineData(100)]
    public void Jobs_of_a_kind_soon_fork_kilobytes_below_any_address_like_that_of_the_fields_of_forks(int levels)
    {
        int far = 0;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            PoolTest.Run(1, pool =>
            {
                for (int job = 0; job < 8; job++)
                    Install(pool, levels);
                if (Install(pool, levels) is > 2500 and < 4000)
                    far++;
            });
        }
        // The garbage collector may move a worker in the meantime.
        Assert.True(far > 15, $"{far} of 20");
    }

    [Fact]
    public void Every_length_of_the_gap_leaves_a_job_a_place_to_begin() => PoolTest.Run(1, static pool =>
    {
        // Each job goes eight bytes further down than the one before, so the gaps go through all of the lengths that there are.
        for (int bytes = 0; bytes < 4096; bytes += 8)
        {
            int depth = bytes;
            pool.Install(() =>
            {
                byte* room = stackalloc byte[depth + 1];
                *room = 1;
                return Par.Join(static () => 1, static () => 2);
            });
        }
    });

    [Fact]
    public void The_deepest_job_is_that_of_the_fork_that_was_opened_last_on_the_way_down() => PoolTest.Run(1, static pool => pool.Install(static () =>
    {
        ref ForkStack forks = ref Worker.Current!.Forks;
        forks.TakeDeepestJob();
        Assert.True(forks.TakeDeepestJob() == null);
        var forked = new Descent(3);
        var other = new Descent(0);
        Par.Join(ref forked, ref other);
        Assert.Equal(forked.Deepest, (nint)forks.TakeDeepestJob());
        Assert.True(forks.TakeDeepestJob() == null);
    }));

    private static int Install(WorkerPool pool, int levels)
    {
        var job = new Descent(levels);
        pool.Install(ref job);
        return job.BytesAbove;
    }

    /// <summary>Forks level by level, and says where it forked at last, and how far that is below an address with the last twelve bits of
    /// those of the fields that each fork loads.</summary>
    private struct Descent(int levels) : IForkJob
    {
        public nint Deepest { get; private set; }

        public int BytesAbove { get; private set; }

        public void Execute(ForkContext context)
        {
            if (levels == 0)
                return;
            var deeper = new Descent(levels - 1);
            var forked = new Descent(0);
            context.Join(ref deeper, ref forked);
            void* here = Unsafe.AsPointer(ref forked);
            bool isDeepest = levels == 1;
            Deepest = isDeepest ? (nint)here : deeper.Deepest;
            BytesAbove = isDeepest ? BytesUpToAddressLike(here, Unsafe.AsPointer(ref Worker.Current!.Forks)) : deeper.BytesAbove;
        }

        private static int BytesUpToAddressLike(void* here, void* fields) => (int)((nuint)((byte*)fields - (byte*)here) % 4096);
    }
}
