using System.Collections.Immutable;
using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Ownership;

/// <summary>What was moved away is not used any more (FC2001 to FC2003).</summary>
public class MoveTests
{
    [Fact]
    public void A_use_after_a_move_is_refused_and_one_before_it_accepted() =>
        Assert.Equal(["7: FC2001"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            tx?.Send(0);
            ThreadScope.Run(scope =>
            {
                scope.Spawn(Move.Of(ref tx), static tx => tx.Send(1));
                Consume(
                    tx);
            });
            """));

    [Fact]
    public void A_variable_that_is_assigned_again_holds_something_else() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            Consume(Move.Of(ref tx));
            tx = Another();
            Consume(tx);
            static Sender<int> Another() => Channel.Bounded<int>(1).Sender;
            """));

    [Fact]
    public void A_move_on_one_way_is_a_move_where_the_ways_meet() =>
        Assert.Equal(["4: FC2001"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            if (args.Length > 0)
                Consume(Move.Of(ref tx));
            Consume(tx);
            """));

    [Fact]
    public void A_way_that_moves_and_leaves_is_none_that_meets() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            if (args.Length > 0)
            {
                Consume(Move.Of(ref tx));
                return;
            }
            Consume(tx);
            """));

    [Fact]
    public void A_way_that_leaves_through_finally_does_not_meet_the_one_that_stays() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            try
            {
                if (args.Length > 0)
                {
                    Consume(Move.Of(ref tx));
                    return;
                }
            }
            finally
            {
                Console.WriteLine("one way or the other");
            }
            Consume(tx);
            """));

    [Fact]
    public void What_a_try_moved_its_handler_cannot_use() =>
        Assert.Equal(["9: FC2001"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            try
            {
                Consume(Move.Of(ref tx));
                Console.WriteLine("moved");
            }
            catch (Exception)
            {
                Consume(tx);
            }
            """));

    [Fact]
    public void Asking_whether_it_is_null_is_no_use_and_tells() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            if (args.Length > 0)
                Consume(Move.Of(ref tx));
            tx?.Dispose();
            if (tx is not null)
                Consume(tx);
            if (tx == null)
                return;
            Consume(tx);
            """));

    [Fact]
    public void A_move_in_each_round_of_a_loop_is_refused() =>
        Assert.Equal(["3: FC2002"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            for (int i = 0; i < 3; i++)
                Consume(Move.Of(ref tx));
            """));

    [Fact]
    public void A_move_of_what_each_round_makes_is_accepted() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            for (int i = 0; i < 3; i++)
            {
                var clone = tx.Clone();
                Consume(Move.Of(ref clone));
            }
            tx.Dispose();
            """));

    [Fact]
    public void A_move_in_the_last_round_is_accepted() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            while (true)
            {
                tx.Send(1);
                if (args.Length > 0)
                {
                    Consume(Move.Of(ref tx));
                    break;
                }
            }
            """));

    [Fact]
    public void A_second_variable_for_the_moved_value_is_refused() =>
        Assert.Equal(["4: FC2003"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            var other = tx;
            Consume(Move.Of(ref tx));
            Consume(other);
            """));

    [Fact]
    public void A_second_variable_that_holds_something_else_since_is_accepted() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            var other = tx;
            other = Channel.Bounded<int>(1).Sender;
            Consume(Move.Of(ref tx));
            Consume(other);
            """));

    [Fact]
    public void A_moved_value_is_given_once() =>
        Assert.Equal(["4: FC2001"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            var moved = Move.Of(ref tx);
            Give(moved);
            Give(moved);
            moved.Dispose();
            static void Give(Moved<Sender<int>> moved) => moved.Take().Dispose();
            """));

    [Fact]
    public void A_lambda_that_captures_what_was_moved_uses_it() =>
        Assert.Equal(["3: FC2001"], Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            Consume(Move.Of(ref tx));
            Action send = () => tx.Send(1);
            send();
            """));

    [Fact]
    public void A_lambda_that_sets_the_variable_is_not_guessed_about() =>
        Assert.Empty(Check(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            Action renew = () => tx = Channel.Bounded<int>(1).Sender;
            Consume(Move.Of(ref tx));
            renew();
            Consume(tx);
            """));

    [Fact]
    public void An_array_that_was_returned_to_its_pool_is_somebody_elses() =>
        Assert.Equal(["3: FC2001"], Check(
            """
            byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(100);
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            buffer[0] = 1;
            """));

    [Fact]
    public void An_array_that_is_returned_at_the_end_is_accepted() =>
        Assert.Empty(Check(
            """
            byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(100);
            try
            {
                buffer[0] = 1;
                if (args.Length > 0)
                    return;
            }
            finally
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            }
            """));

    [Fact]
    public void A_buffer_that_is_exchanged_for_a_larger_one_is_accepted() =>
        Assert.Empty(Check(
            """
            var pool = System.Buffers.ArrayPool<byte>.Shared;
            byte[] buffer = pool.Rent(100);
            for (int i = 0; i < 3; i++)
            {
                byte[] larger = pool.Rent(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                pool.Return(buffer);
                buffer = larger;
            }
            pool.Return(buffer);
            """));

    [Fact]
    public void A_parameter_and_a_method_with_the_attribute_move() =>
        Assert.Equal(["11: FC2001", "14: FC2001"], Snippet.Check(
            """
            class Document
            {
                public void Clear() { }
                [Moves] public void Archive() { }
                public static void Print([Moves] Document document) { }
                public static void Show(Document document) { }
                static void Run(Document letter, Document bill, Document offer)
                {
                    Show(letter);
                    Print(letter);
                    letter.Clear();
                    Show(bill);
                    bill.Archive();
                    Show(bill);
                    Show(offer);
                    offer.Clear();
                }
            }
            """,
            new OwnershipAnalyzer()));

    [Fact]
    public void The_message_names_both_places_and_the_remedy()
    {
        Diagnostic diagnostic = Assert.Single(Diagnose(
            """
            var (tx, rx) = Channel.Bounded<int>(1);
            Consume(Move.Of(ref tx));
            Consume(tx);
            """));

        Assert.Equal(
            "'tx' is used here, but was moved away in line 2 by Move.Of, which left null behind. Use it before it is moved, or move a clone and keep this one.",
            diagnostic.GetMessage(null));
        Assert.Equal([1], diagnostic.AdditionalLocations.Select(static place => place.GetLineSpan().StartLinePosition.Line));
    }

    private static string[] Check(string source) => Snippet.Check(Program(source), new OwnershipAnalyzer());

    private static ImmutableArray<Diagnostic> Diagnose(string source) => Snippet.Diagnose(Program(source), new OwnershipAnalyzer());

    private static string Program(string statements) => $"using Fearless.Channels; {statements}\nstatic void Consume(object x) {{ }}";
}
