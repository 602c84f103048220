// clean FC1002: LazyInitializer
class Service
{
    private List<int> _primes;
    private List<int> Primes() => LazyInitializer.EnsureInitialized(ref _primes, static () => new List<int> { 2, 3, 5 });
    public void Run(int[] counts) => Parallel.For(0, counts.Length, i => counts[i] = Primes().Count);
}
