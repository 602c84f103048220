// race FC1002: one work array for all blocks
class Block { public double[] Cells = new double[64]; }

static class Program
{
    static void Run(Block[] blocks)
    {
        var work = new double[64];
        Parallel.ForEach(blocks, block =>
        {
            for (int i = 1; i < 63; i++)
                /*first*/work[i] = (block.Cells[i - 1] + block.Cells[i + 1]) / 2;
            for (int i = 1; i < 63; i++)
                block.Cells[i] = /*second*/work[i];
        });
    }
}
