// clean: nested parallel loops over a flat array
static class Program
{
    static void Run(int[] a, int rows, int columns) => Parallel.For(0, rows, i =>
        Parallel.For(0, columns, j => a[i * columns + j] = i + j));
}
