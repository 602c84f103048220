// clean FC1006: a lock that is taken twice by its owner
class Pair
{
    private int _a, _b;

    private void IncrementB() { lock (this) _b++; }

    public void Both() { lock (this) { IncrementB(); _a++; } }

    public static void Run(Pair pair) => Parallel.Invoke(() => pair.Both(), () => pair.IncrementB());
}
