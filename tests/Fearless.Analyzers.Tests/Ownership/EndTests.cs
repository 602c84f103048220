using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Ownership;

/// <summary>What was ended is not used any more (FC2005), what was sent is not changed (FC2007), what is lazy is not dropped (FC2006).</summary>
public class EndTests
{
    [Fact]
    public void A_disposed_sender_cannot_send_but_be_disposed_again() =>
        Assert.Equal(["5: FC2005"], Check(
            """
            static void Run(Sender<int> tx)
            {
                tx.Send(1);
                tx.Dispose();
                tx.Send(2);
                tx.Dispose();
            }
            """));

    [Fact]
    public void After_a_using_statement_its_object_has_ended() =>
        Assert.Equal(["5: FC2005"], Check(
            """
            static void Run(Sender<int> tx)
            {
                using (tx)
                    tx.Send(1);
                tx.Send(2);
            }
            """));

    [Fact]
    public void A_channel_that_was_completed_takes_nothing() =>
        Assert.Equal(["5: FC2005"], Check(
            """
            static async Task Run(System.Threading.Channels.Channel<int> channel)
            {
                await channel.Writer.WriteAsync(1);
                channel.Writer.Complete();
                await channel.Writer.WriteAsync(2);
                await channel.Reader.ReadAsync();
            }
            """));

    [Fact]
    public void The_writer_of_another_channel_is_another() =>
        Assert.Empty(Check(
            """
            static void Run(System.Threading.Channels.Channel<int> first, System.Threading.Channels.Channel<int> second)
            {
                first.Writer.Complete();
                second.Writer.TryWrite(1);
            }
            """));

    [Fact]
    public void A_cancelled_source_that_was_disposed_cannot_cancel_and_its_field_is_followed() =>
        Assert.Equal(["5: FC2005"], Check(
            """
            readonly CancellationTokenSource _cancellation = new();
            void Stop()
            {
                _cancellation.Dispose();
                _cancellation.Cancel();
            }
            void StopInOrder()
            {
                _cancellation.Cancel();
                _cancellation.Dispose();
            }
            """));

    [Fact]
    public void A_list_that_was_sent_must_not_be_changed() =>
        Assert.Equal(["5: FC2007"], Check(
            """
            static void Run(Sender<List<int>> tx)
            {
                List<int> list = [1];
                tx.Send(list);
                list.Add(2);
            }
            """));

    [Fact]
    public void A_buffer_that_is_filled_again_in_each_round_is_refused() =>
        Assert.Equal(["6: FC2007"], Check(
            """
            static void Run(Sender<int[]> tx)
            {
                var buffer = new int[10];
                for (int i = 0; i < 3; i++)
                {
                    buffer[0] = i;
                    tx.Send(buffer);
                }
            }
            """));

    [Fact]
    public void A_new_list_in_each_round_is_accepted() =>
        Assert.Empty(Check(
            """
            static void Run(Sender<List<int>> tx)
            {
                for (int i = 0; i < 3; i++)
                {
                    var list = new List<int>();
                    list.Add(i);
                    tx.Send(list);
                }
            }
            """));

    [Fact]
    public void To_read_what_was_sent_is_accepted() =>
        Assert.Empty(Check(
            """
            static int Run(Sender<List<int>> tx)
            {
                List<int> list = [1];
                tx.Send(list);
                return list.Count;
            }
            """));

    [Fact]
    public void What_could_not_be_sent_is_still_ones_own() =>
        Assert.Empty(Check(
            """
            static void Run(System.Threading.Channels.ChannelWriter<List<int>> writer, List<int> list)
            {
                if (!writer.TryWrite(list))
                    list.Clear();
            }
            """));

    [Fact]
    public void What_was_sent_and_answered_may_be_changed() =>
        Assert.Empty(Check(
            """
            static void Run(Sender<List<int>> tx, Receiver<int> done)
            {
                List<int> list = [1];
                tx.Send(list);
                done.Receive();
                list.Add(2);
            }
            """));

    [Fact]
    public void A_copied_struct_may_be_changed_after_it_was_sent() =>
        Assert.Empty(Check(
            """
            struct Point { public int X; }
            static void Run(Sender<Point> tx)
            {
                var point = new Point();
                tx.Send(point);
                point.X = 1;
            }
            """));

    [Fact]
    public void An_iterator_or_a_moved_value_that_is_dropped_is_told() =>
        Assert.Equal(["3: FC2006", "4: FC2006", "5: FC2006"], Check(
            """
            static void Run(int[] a, Sender<int>? tx)
            {
                a.Par().Select(static x => x + 1);
                a.AsParallel().Where(static x => x > 1);
                Move.Of(ref tx);
                _ = a.Par().Select(static x => x + 1).Sum();
                a.Par().ForEach(static x => Console.WriteLine(x));
            }
            """));

    [Fact]
    public void A_future_that_is_dropped_discarded_or_kept_for_nobody_is_told() =>
        Assert.Equal(["7: FC2008", "8: FC2008", "9: FC2008", "10: FC2008", "11: FC2008", "12: FC2008"], Check(
            """
            static async Future Save() => await Executor.Yield();
            static async Future<int> Count() { await Executor.Yield(); return 1; }
            static async Task Own() => await Task.Delay(1);
            static void Run(TaskScope scope)
            {
                Future<int> Inner() => Count();
                Save();
                _ = Count();
                var kept = Save();
                Future<int> typed = Count().WithTimeout(TimeSpan.Zero);
                Inner();
                Action act = () => Save();
                _ = Own();
            }
            """));

    [Fact]
    public void Futures_that_the_librarys_own_methods_return_are_told_too() =>
        Assert.Equal(["1: FC2008", "2: FC2008", "3: FC2008", "4: FC2008"], Check(
            """
            static void Bind(TaskLocal<int> local, Future future) { local.With(1, future); }
            static void Move(Future future, WorkerPool pool) { future.RunOn(pool); }
            static void Catch(Future<int> future) { future.AsResult(); }
            static void Choose(FutureSelection<int> selection) { selection.RunAsync(); }
            """));

    [Fact]
    public void A_future_that_somebody_gets_is_not_told() =>
        Assert.Empty(Check(
            """
            static async Future<int> Count() { await Executor.Yield(); return 1; }
            static void Take(Future<int> future) { }
            static Future<int> Give() => Count();
            static async Future<int> Use(TaskScope scope)
            {
                _ = scope.Spawn(Count());
                var kept = Count();
                Take(Count());
                Func<Future<int>> maker = () => Count();
                Future<int> later;
                later = Count();
                return await kept + await Count().Shield() + await later + await maker();
            }
            """));

    private static string[] Check(string members) =>
        Snippet.Check("using Fearless.Channels; class C { " + members + " }", new OwnershipAnalyzer());
}
