// clean: one of two buffers is read and the other written, in turns, with one barrier a round
static class Program
{
    static void Run(int[][] buffers, int n, int rounds)
    {
        var barrier = new Barrier(n);
        Parallel.For(0, n, id =>
        {
            for (int r = 0; r < rounds; r++)
            {
                int[] from = buffers[r % 2], to = buffers[(r + 1) % 2];
                to[id] = from[(id + 1) % n];
                barrier.SignalAndWait();
            }
        });
    }
}
