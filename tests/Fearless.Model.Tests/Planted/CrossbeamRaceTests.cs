namespace Fearless.ModelTests.Planted;

/// <summary>The four races that Crossbeam's unbounded channel had between a sender that installs the first block and the last receiver that discards what
/// is left, in miniature: each is found, and the order of steps that Crossbeam has now passes.</summary>
/// <remarks>
/// The channel here has one block. A sender installs it in two steps (the tail's pointer, then the head's), writes its message, and moves the tail. The
/// receiver marks the tail, waits for the senders that came first, takes what is there, and frees the block. In C# nothing is freed twice, but a message is
/// disposed twice or never, which is what the models count.
/// <para>SOURCE: crossbeam-rs/crossbeam, pull requests 669, 972, 1084 and 1187.</para>
/// </remarks>
public class CrossbeamRaceTests
{
    public enum Discards
    {
        /// <summary>669 made it so: as soon as the receivers are gone, trusting that the head has its block when the indices differ.</summary>
        WhenIndicesDiffer,

        /// <summary>972: waits for the block, but loads the pointer, and stores null at the end whatever came meanwhile.</summary>
        LoadThenClear,

        /// <summary>1084: swaps the pointer where it is read first, but not where it is read again.</summary>
        SwapFirstOnly,

        /// <summary>1187: swaps both times.</summary>
        Swap,
    }

    [Fact]
    public void A_receiver_that_discards_before_the_head_has_its_block_is_found() => Catch(Discards.WhenIndicesDiffer);

    [Fact]
    public void A_receiver_that_clears_the_head_after_a_sender_has_set_it_is_found() => Catch(Discards.LoadThenClear);

    [Fact]
    public void A_receiver_that_leaves_the_block_for_the_end_of_the_channel_is_found() => Catch(Discards.SwapFirstOnly);

    [Fact]
    public void A_receiver_that_takes_the_block_whenever_it_reads_it_passes() => Model.Check(static () => Run(Discards.Swap), ModelBudget.Bounded);

    private static void Catch(Discards how) => ModelBudget.Catches(ModelFailureKind.Exception, () => Run(how), ModelBudget.Searching);

    private static void Run(Discards how)
    {
        var channel = new Channel();
        Model.Thread(() => channel.Send(0), "sender 1");
        Model.Thread(() => channel.Send(1), "sender 2");
        Model.Thread(() => channel.Discard(how), "last receiver");
        Model.JoinAll();
        channel.End();
        channel.AssertEveryMessageEndedOnce();
    }

    private sealed class Block
    {
        public readonly AtomicInt[] Written = new AtomicInt[2];
    }

    private sealed class Channel
    {
        // Bit 0 says that the receivers are gone; the rest is the number of messages.
        private AtomicInt _tail;
        private AtomicRef<Block> _tailBlock;
        private AtomicRef<Block> _headBlock;
        private readonly int[] _ends = new int[2];
        private readonly AtomicInt[] _accepted = new AtomicInt[2];
        private Block? _freed;

        public void Send(int message)
        {
            Block? block = _tailBlock.Read();
            if (block is null)
            {
                var first = new Block();
                if (_tailBlock.CompareAndSet(null, first))
                {
                    _headBlock.Write(first);
                    block = first;
                }
                else
                {
                    block = _tailBlock.Read();
                }
            }

            while (true)
            {
                int tail = _tail.Read();
                if ((tail & 1) != 0)
                    return;
                if (!_tail.CompareAndSet(tail, tail + 2))
                    continue;
                int index = tail >> 1;
                _accepted[index].Write(1);
                block!.Written[index].Write(1);
                return;
            }
        }

        public void Discard(Discards how)
        {
            int count = _tail.Or(1) >> 1;
            Block? block = how is Discards.Swap or Discards.SwapFirstOnly ? _headBlock.Exchange(null) : _headBlock.Read();
            if (count > 0 && block is null)
            {
                if (how == Discards.WhenIndicesDiffer)
                    throw new InvalidOperationException("There are messages, and no block.");
                while (block is null)
                {
                    Spin.Yield();
                    block = how == Discards.Swap ? _headBlock.Exchange(null) : _headBlock.Read();
                }
            }
            EndMessages(block, count);
            if (block is not null)
                Free(block);
            if (how is Discards.LoadThenClear or Discards.WhenIndicesDiffer)
                _headBlock.Write(null);
        }

        // The last handle is gone.
        public void End()
        {
            if (_headBlock.Read() is { } left)
                Free(left);
            else
                Assert.True(_freed is not null || _tailBlock.Read() is null, "The block was never freed.");
        }

        public void AssertEveryMessageEndedOnce()
        {
            for (int message = 0; message < 2; message++)
                Assert.Equal(_accepted[message].Read(), _ends[message]);
        }

        private void EndMessages(Block? block, int count)
        {
            for (int index = 0; index < count; index++)
            {
                while (block!.Written[index].Read() == 0)
                    Spin.Yield();
                _ends[index]++;
            }
        }

        private void Free(Block block)
        {
            Assert.False(_freed == block, "The block was freed twice.");
            _freed = block;
        }
    }
}
