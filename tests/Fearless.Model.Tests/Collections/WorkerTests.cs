using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

public class WorkerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_and_the_pops_that_it_meets_share_the_items(bool isFifo) => ModelBudget.CheckAll(
        () =>
        {
            Worker<int> from = isFifo ? Worker.CreateFifo<int>() : Worker.CreateLifo<int>();
            Worker<int> to = Worker.CreateFifo<int>();
            from.Push(1);
            from.Push(2);
            from.Push(4);
            Model.Thread(() => from.Stealer.StealBatch(to, 2), "thief");
            int sum = 0;
            for (int pops = 0; pops < 2 && from.TryPop(out int item); pops++)
                sum += item;
            Model.JoinAll();
            while (to.TryPop(out int item) || from.TryPop(out item))
                sum += item;
            Assert.Equal(7, sum);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_batches_share_the_items(bool isFifo) => ModelBudget.CheckAll(
        () =>
        {
            Worker<string> from = isFifo ? Worker.CreateFifo<string>() : Worker.CreateLifo<string>();
            Worker<string> one = Worker.CreateLifo<string>();
            Worker<string> two = Worker.CreateLifo<string>();
            foreach (string item in new[] { "a", "b", "c" })
                from.Push(item);
            string? first = null, second = null;
            Model.Thread(() => from.Stealer.StealBatchAndPop(one).TryGetValue(out first), "thief 1");
            Model.Thread(() => from.Stealer.StealBatchAndPop(two).TryGetValue(out second), "thief 2");
            Model.JoinAll();
            List<string> all = [];
            if (first is not null)
                all.Add(first);
            if (second is not null)
                all.Add(second);
            while (one.TryPop(out string? item) || two.TryPop(out item) || from.TryPop(out item))
                all.Add(item);
            Assert.Equal(["a", "b", "c"], all.Order());
        });
}
