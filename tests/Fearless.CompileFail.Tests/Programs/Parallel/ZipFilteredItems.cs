// SOURCE: rayon-rs/rayon, src/compile_fail/cannot_zip_filtered_data.rs: which items are left is not known before, so that none has a place.
static class Program
{
    static void Main()
    {
        int[] a = [1, 2, 3], b = [4, 5, 6];
        int[] sums = a.Par().Zip(b.Par().Where(static x => x > 4), static (x, y) => x + y).ToArray(); // expect CS1503
    }
}
