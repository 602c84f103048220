// race FC1101: the lower half is given to both sides
// SOURCE: rayon-rs/rayon, rayon-core/src/compile_fail/quicksort_race1.rs
static class Program
{
    static void QuickSort(Memory<int> v)
    {
        if (v.Length <= 1) return;
        int middle = Partition(v.Span);
        Memory<int> low = v[..middle];
        Par.Join(() => QuickSort(low), () => QuickSort(low));
    }

    static int Partition(Span<int> v)
    {
        int last = v.Length - 1, at = 0;
        for (int i = 0; i < last; i++)
        {
            if (v[i] <= v[last])
            {
                (v[at], v[i]) = (v[i], v[at]);
                at++;
            }
        }
        (v[at], v[last]) = (v[last], v[at]);
        return at;
    }
}
