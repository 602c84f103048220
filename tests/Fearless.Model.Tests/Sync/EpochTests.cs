using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class EpochTests
{
    [Fact]
    public void A_reader_never_has_what_was_given_back() => ModelBudget.CheckAll(
        static () =>
        {
            var epoch = new Epoch();
            var shared = new Shared();
            shared.Current.Write(new Resource());
            Model.Thread(
                () =>
                {
                    using EpochGuard guard = epoch.Pin();
                    // A race with the action, if that runs while the guard is there.
                    shared.Current.Read()!.Content.Read();
                },
                "reader");
            Resource old = shared.Current.Exchange(new Resource())!;
            epoch.Defer(static old => old.Content.Write(-1), old);
            for (int step = 0; step < 3; step++)
                epoch.Advance();
            Model.JoinAll();
            epoch.Dispose();
            Assert.Equal(-1, old.Content.Read());
        });

    [Fact]
    public void Actions_of_two_threads_run_once_each() => ModelBudget.CheckAll(
        static () =>
        {
            var epoch = new Epoch();
            var count = new AtomicInt[1];
            Model.Thread(() => epoch.Defer(static count => count[0].Increment(), count), "other");
            epoch.Defer(static count => count[0].Increment(), count);
            epoch.Advance();
            Model.JoinAll();
            epoch.Dispose();
            Assert.Equal(2, count[0].Read());
        });

    private sealed class Shared
    {
        public AtomicRef<Resource> Current;
    }

    private sealed class Resource
    {
        public Checked<int> Content;
    }
}
